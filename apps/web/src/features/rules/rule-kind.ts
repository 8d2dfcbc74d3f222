import { newRuleSchema, rulePatchSchema } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import type { Rule } from '../../answers.ts';
import { call } from '../../api.ts';
import type { DefinitionField, Draft } from '../definitions/definition-field.ts';
import type { ReadDraft } from '../definitions/read-fields.ts';
import type { DefinitionKind } from '../definitions/use-definition-form.ts';
import {
  draftOfSaved,
  fieldOfPath,
  readDefinition,
  usualFields,
} from '../definitions/usual-fields.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.
const paramsHint = 'The parameters of the action, as JSON. Texts may hold ${{ event.payload.… }}.';

export const namingFields = usualFields('arch.no-cycles');

export const triggerField: DefinitionField = {
  name: 'trigger_ref',
  label: 'On',
  placeholder: 'a trigger',
  required: true,
  kind: { type: 'text', mono: true },
};

export const triggerParamsField: DefinitionField = {
  name: 'trigger_params',
  label: 'Parameters of the trigger',
  hint: 'As JSON; the condition reads them as rule.params.',
  kind: { type: 'json', rows: 2 },
};

export const conditionField: DefinitionField = {
  name: 'when',
  label: 'When',
  kind: { type: 'text' },
};

export const actionField: DefinitionField = {
  name: 'action_ref',
  label: 'Do',
  placeholder: 'an action',
  required: true,
  kind: { type: 'text', mono: true },
};

export const actionParamsField: DefinitionField = {
  name: 'action_params',
  label: 'With',
  hint: paramsHint,
  kind: { type: 'json', rows: 4 },
};

/** Only a new rule can be told how it begins. */
export const beginningFields: readonly DefinitionField[] = [
  {
    name: 'apply_from',
    label: 'Also on what happened since',
    hint: 'Events from this moment on are evaluated too, each once. Left empty, only those to come.',
    kind: { type: 'moment' },
  },
  {
    name: 'enabled',
    label: 'Begins',
    hint: 'It can be switched at any time.',
    kind: {
      type: 'choice',
      options: ['on', 'off'],
      name: (option) => `switched ${option}`,
    },
  },
];

const savedFields: readonly DefinitionField[] = [
  ...namingFields,
  triggerField,
  triggerParamsField,
  conditionField,
  actionField,
  actionParamsField,
];
export const ruleFields: readonly DefinitionField[] = [...savedFields, ...beginningFields];

function readRule(draft: Draft): ReadDraft {
  const { values, faults } = readDefinition(ruleFields, draft);
  const { enabled, ...said } = values;
  const { when = '' } = draft;
  return {
    values: {
      ...said,
      when: when.trim() === '' ? null : when,
      trigger_params: values.trigger_params ?? {},
      action_params: values.action_params ?? {},
      ...(enabled === null ? {} : { enabled: enabled === 'on' }),
    },
    faults,
  };
}

const named = fieldOfPath(ruleFields);

/** The API tells what is wrong with the parameters of the action at `with`, as a rules file names them. */
export function fieldOfRulePath(path: string): string | null {
  const own = path.replace(/^rule\./, '').replace(/^with(?=$|[.[])/, 'action_params');
  return named(own);
}

export const ruleKind: DefinitionKind<Rule> = {
  draftOf: (saved) => draftOfSaved(savedFields, saved),
  read: readRule,
  schema: newRuleSchema,
  fieldOf: fieldOfRulePath,
  create: (values) => call(routes.createRule, {}, { body: newRuleSchema.parse(values) }),
  update: (ref, changes) =>
    call(routes.updateRule, { params: { ref } }, { body: rulePatchSchema.parse(changes) }),
};
