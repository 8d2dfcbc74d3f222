import { newTriggerSchema, payloadPolicySchema, triggerPatchSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import type { Trigger } from '../../answers.ts';
import { call } from '../../api.ts';
import type { DefinitionField } from '../definitions/definition-field.ts';
import type { DefinitionKind } from '../definitions/use-definition-form.ts';
import {
  draftOfSaved,
  fieldOfPath,
  readDefinition,
  usualFields,
} from '../definitions/usual-fields.ts';

const policyNames = {
  record: 'keep it, and note what is wrong',
  refuse: 'refuse it with 422',
} as const;

export const namingFields = usualFields('ci.build_finished');

export const schemaFields: readonly DefinitionField[] = [
  {
    name: 'out_schema',
    label: 'Payload',
    hint: 'A JSON Schema of what its events say; empty for anything. Rules are completed from it.',
    kind: { type: 'json', rows: 6 },
  },
  {
    name: 'payload_policy',
    label: 'A payload that does not fit',
    kind: {
      type: 'choice',
      options: payloadPolicySchema.options,
      name: (option) => policyNames[payloadPolicySchema.parse(option)],
    },
  },
  {
    name: 'param_schema',
    label: 'Parameters',
    hint: 'A JSON Schema of what a rule may say to its trigger.',
    kind: { type: 'json', rows: 3 },
  },
];

export const triggerFields: readonly DefinitionField[] = [...namingFields, ...schemaFields];

export const triggerKind: DefinitionKind<Trigger> = {
  draftOf: (saved) => draftOfSaved(triggerFields, saved),
  read: (draft) => readDefinition(triggerFields, draft),
  schema: newTriggerSchema,
  fieldOf: fieldOfPath(triggerFields),
  create: (values) => call(routes.createTrigger, {}, { body: newTriggerSchema.parse(values) }),
  update: (ref, changes) =>
    call(routes.updateTrigger, { params: { ref } }, { body: triggerPatchSchema.parse(changes) }),
};
