import { type Rule, type RulePatch, refSchema, rulePatchSchema } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { rule } from '../schema/rule.ts';
import type { EventSession } from '../session.ts';
import type { CheckRule } from './check-rule.ts';
import { lockRule } from './lock-rule.ts';
import { refuseChanged } from './refuse-changed.ts';
import { refuseManaged } from './refuse-managed.ts';
import { resolveRule } from './resolve-rule.ts';
import { toRule } from './to-rule.ts';

export interface UpdateRule {
  readonly ctx: { readonly events: EventSession; readonly checkRule: CheckRule };
  readonly input: { readonly ref: string; readonly patch: RulePatch };
}

/**
 * Changes what the patch holds and answers the rule as it is now. What the rule does is checked as a
 * whole when a part of it changes, and becomes its next version.
 *
 * @throws EventStoreError `rule_not_found`, `definition_changed` when the patch was made on another
 *   version or it was changed since `updated`, `definition_managed` for anything but "enabled" of a rule of Clew or of a file,
 *   `reference_unknown`, `process_refused` or `invalid_input`, and what `checkRule` throws; nothing was
 *   changed.
 */
export async function updateRule({ ctx, input }: UpdateRule): Promise<Rule> {
  const ref = parseInput(refSchema, input.ref);
  const { version, updated, ...patch } = parseInput(rulePatchSchema, input.patch);
  return ctx.events.transaction(async (session) => {
    const found = await lockRule(session, ref);
    const fields = Object.keys(patch);
    refuseManaged('rule', found, fields);
    if (version !== undefined && version !== found.version) {
      throw new EventStoreError(
        'definition_changed',
        `The rule ${ref} has version ${found.version} by now, not ${version}. Read it again, then change it.`,
      );
    }
    refuseChanged('rule', found, updated);
    if (fields.length === 0) return found;
    const { when, ...said } = patch;
    const ids = changesConduct(patch)
      ? await resolveRule(
          session,
          { ...found, ...defined(patch) },
          { origin: found.origin, check: ctx.checkRule },
        )
      : {};
    const [row] = await session.db
      .update(rule)
      .set({ ...said, ...ids, ...(when === undefined ? {} : { condition_expression: when }) })
      .where(sql`${rule.id} = ${found.id}::bigint`)
      .returning();
    return row === undefined ? found : toRule(row);
  });
}

function changesConduct(patch: RulePatch): boolean {
  const { trigger_ref, trigger_params, when, action_ref, action_params } = patch;
  return [trigger_ref, trigger_params, when, action_ref, action_params].some(
    (part) => part !== undefined,
  );
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the fields that are there but undefined; what remains is what the type says. */
function defined<T extends object>(patch: T): Partial<Defined<T>> {
  return Object.fromEntries(
    Object.entries(patch).filter(([, value]) => value !== undefined),
  ) as Partial<Defined<T>>;
}
