import {
  constraintTypeSchema,
  cycleUnitSchema,
  differenceKindSchema,
  entryTypeSchema,
  generationScopeSchema,
  hotspotOrderSchema,
  hotspotUnitSchema,
  relationSchema,
  scopeSchema,
  streamTopicSchema,
  summaryLevelSchema,
  symbolKindSchema,
  symbolOriginSchema,
} from '@clew/contracts';
import { expect, test } from 'vitest';
import {
  constraintTypeWords,
  cycleUnitWords,
  differenceKindWords,
  entryTypeWords,
  generationScopeWords,
  hotspotOrderWords,
  hotspotUnitWords,
  originWords,
  relationWords,
  scopeWords,
  summaryLevelWords,
  symbolKindWords,
  topicWords,
} from './vocabulary.ts';

test('the words of the help are those of the contracts', () => {
  expect(relationWords).toEqual(relationSchema.options);
  expect(generationScopeWords).toEqual(generationScopeSchema.options);
  expect(summaryLevelWords).toEqual(summaryLevelSchema.options);
  expect(constraintTypeWords).toEqual(constraintTypeSchema.options);
  expect(symbolKindWords).toEqual(symbolKindSchema.options);
  expect(originWords).toEqual(symbolOriginSchema.options);
  expect(topicWords).toEqual(streamTopicSchema.options);
  expect(cycleUnitWords).toEqual(cycleUnitSchema.options);
  expect(entryTypeWords).toEqual(entryTypeSchema.options);
  expect(hotspotUnitWords).toEqual(hotspotUnitSchema.options);
  expect(hotspotOrderWords).toEqual(hotspotOrderSchema.options);
  expect(differenceKindWords).toEqual(differenceKindSchema.options);
  expect(scopeWords).toEqual(scopeSchema.options);
});
