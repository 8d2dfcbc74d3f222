import { actionPatchSchema, actionRunnerSchema, newActionSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import type { Action } from '../../answers.ts';
import { call } from '../../api.ts';
import { formatTerm } from '../../format.ts';
import type { DefinitionField } from '../definitions/definition-field.ts';
import type { DefinitionKind } from '../definitions/use-definition-form.ts';
import {
  draftOfSaved,
  fieldOfPath,
  readDefinition,
  usualFields,
} from '../definitions/usual-fields.ts';

/** Those that may be defined from here; programs only in files. */
const runners = actionRunnerSchema.exclude(['process']).options;

const limit = (name: string, label: string, optional = false): DefinitionField => ({
  name,
  label,
  kind: { type: 'number', whole: true },
  ...(optional ? { placeholder: 'no limit' } : { required: true }),
});

export const limitFields: readonly DefinitionField[] = [
  limit('timeout_seconds', 'Timeout, in seconds'),
  limit('max_attempts', 'Attempts'),
  limit('max_concurrency', 'At once, at most', true),
  limit('rate_limit', 'Starts in a period, at most', true),
  limit('rate_period_seconds', 'Period, in seconds'),
];

export const schemaFields: readonly DefinitionField[] = [
  {
    name: 'param_schema',
    label: 'Parameters',
    hint: 'A JSON Schema of what it takes; empty for anything.',
    kind: { type: 'json', rows: 6 },
  },
  {
    name: 'out_schema',
    label: 'Result',
    hint: 'A JSON Schema of what it answers.',
    kind: { type: 'json', rows: 3 },
  },
];

export const namingFields = usualFields('chat.tell');

export const runnerField: DefinitionField = {
  name: 'runner',
  label: 'Runs as',
  hint: 'It stays so.',
  kind: { type: 'choice', options: runners, name: formatTerm },
};

export const actionFields: readonly DefinitionField[] = [
  ...namingFields,
  runnerField,
  ...limitFields,
  ...schemaFields,
];

export const actionKind: DefinitionKind<Action> = {
  draftOf: (saved) => draftOfSaved(actionFields, saved),
  read: (draft) => readDefinition(actionFields, draft),
  schema: newActionSchema,
  fieldOf: fieldOfPath(actionFields),
  create: (values) => call(routes.createAction, {}, { body: newActionSchema.parse(values) }),
  update: (ref, changes) =>
    call(routes.updateAction, { params: { ref } }, { body: actionPatchSchema.parse(changes) }),
};
