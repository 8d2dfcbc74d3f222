import {
  cycleUnitSchema,
  entryTypeSchema,
  relationSchema,
  scopeSchema,
  streamTopicSchema,
  symbolKindSchema,
  symbolOriginSchema,
} from '@clew/contracts';
import { expect, test } from 'vitest';
import {
  cycleUnitWords,
  entryTypeWords,
  originWords,
  relationWords,
  scopeWords,
  symbolKindWords,
  topicWords,
} from './vocabulary.ts';

test('the words of the help are those of the contracts', () => {
  expect(relationWords).toEqual(relationSchema.options);
  expect(symbolKindWords).toEqual(symbolKindSchema.options);
  expect(originWords).toEqual(symbolOriginSchema.options);
  expect(topicWords).toEqual(streamTopicSchema.options);
  expect(cycleUnitWords).toEqual(cycleUnitSchema.options);
  expect(entryTypeWords).toEqual(entryTypeSchema.options);
  expect(scopeWords).toEqual(scopeSchema.options);
});
