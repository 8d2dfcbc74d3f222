import { type Action, type DefinitionOrigin, refSchema, type Trigger } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { action } from '../schema/action.ts';
import type { EventSession } from '../session.ts';
import type { CheckRule, RuleDraft } from './check-rule.ts';
import { referenceUnknown } from './definition-not-found.ts';
import { toAction } from './to-action.ts';

/**
 * Finds the trigger and the action of a rule that is about to be saved, keeps both until the
 * transaction ends, and has the rule checked.
 *
 * @throws EventStoreError `reference_unknown` with the field and the nearest refs, or `process_refused`
 *   for a rule of the API whose action starts programs; and whatever `check` throws.
 */
export async function resolveRule(
  session: EventSession,
  draft: RuleDraft,
  { origin, check }: { readonly origin: DefinitionOrigin; readonly check: CheckRule },
): Promise<{ readonly trigger: number; readonly action: number }> {
  const [trigger] = await session.sql<Pick<Trigger, 'id' | 'ref' | 'param_schema'>[]>`
    select id, ref, param_schema from trigger where ref = ${parseInput(refSchema, draft.trigger_ref)}::text
    for key share`;
  if (trigger === undefined) {
    throw await referenceUnknown(session, {
      kind: 'trigger',
      ref: draft.trigger_ref,
      path: 'trigger_ref',
    });
  }
  const [found] = await session.db
    .select()
    .from(action)
    .where(sql`${action.ref} = ${draft.action_ref}::text`)
    .for('key share');
  if (found === undefined) {
    throw await referenceUnknown(session, {
      kind: 'action',
      ref: draft.action_ref,
      path: 'action_ref',
    });
  }
  const resolved = toAction(found);
  if (origin === 'api') refuseProcess(resolved, 'action_ref');
  check(draft, resolved, trigger);
  return { trigger: trigger.id, action: resolved.id };
}

/**
 * Programs are started only by what stands in files on disk, whose authors could start them anyway.
 *
 * @throws EventStoreError `process_refused` with the field that named the action.
 */
export function refuseProcess(action: Pick<Action, 'ref' | 'runner'>, path: string): void {
  if (action.runner !== 'process') return;
  const message = `the action ${action.ref} starts programs, which only rules in a rules file of a codebase (clew.yaml) may do`;
  throw new EventStoreError('process_refused', `Correct "${path}": ${message}.`, {
    issues: [{ path, message }],
  });
}
