import { type DraftRuleTest, draftRuleTestSchema } from '@clew/contracts';
import type { DefinitionForm } from '../definitions/use-definition-form.ts';

export type DraftRule = DraftRuleTest['rule'];

const draftSchema = draftRuleTestSchema.shape.rule;

/** The rule of a form as it can be tried before it is saved; null while a part of it cannot be read. */
export function draftRule({ values }: Pick<DefinitionForm, 'values'>): DraftRule | null {
  const { ref = null, trigger_ref, trigger_params, when, action_ref, action_params } = values;
  const said = { trigger_ref, trigger_params, when, action_ref, action_params };
  const named = draftSchema.safeParse({ ...said, ref });
  if (named.success) return named.data;
  const nameless = draftSchema.safeParse(said);
  return nameless.success ? nameless.data : null;
}
