import { type RuleVersion, recordIdSchema, refSchema, timestampSchema } from '@clew/contracts';
import { and, desc, sql } from 'drizzle-orm';
import { EventStoreError } from '../event-store-error.ts';
import { textIs } from '../list-conditions.ts';
import { parseInput } from '../parse-input.ts';
import { rule_version } from '../schema/rule-version.ts';
import type { EventSession } from '../session.ts';
import { definitionNotFound } from './definition-not-found.ts';
import { toRuleVersion } from './to-rule-version.ts';

export interface GetRuleVersion {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string; readonly version: number };
}

export interface GetRuleVersionAt {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string; readonly at: string };
}

/**
 * Reads what a rule said at a version, also when the rule is gone. Of a rule that was deleted and made
 * again, the latest series counts that has the version.
 *
 * @throws EventStoreError `rule_not_found` when no rule had this ref, or not this version.
 */
export async function getRuleVersion({ ctx, input }: GetRuleVersion): Promise<RuleVersion> {
  const ref = parseInput(refSchema, input.ref);
  const version = parseInput(recordIdSchema, input.version);
  return ctx.events.run(async (session) => {
    const [row] = await session.db
      .select()
      .from(rule_version)
      .where(
        and(textIs(rule_version.rule_ref, ref), sql`${rule_version.version} = ${version}::bigint`),
      )
      .orderBy(desc(rule_version.created))
      .limit(1);
    if (row !== undefined) return toRuleVersion(row);
    const [latest] = await session.sql<{ version: number }[]>`
      select version from rule_version where rule_ref = ${ref}::text
      order by created desc, version desc limit 1`;
    if (latest === undefined) throw await definitionNotFound(session, 'rule', ref);
    throw new EventStoreError(
      'rule_not_found',
      `The rule ${ref} has no version ${version}; its latest is ${latest.version}.`,
    );
  });
}

/** Reads what a rule said at a moment, or null when there was none of this ref yet. */
export async function getRuleVersionAt({
  ctx,
  input,
}: GetRuleVersionAt): Promise<RuleVersion | null> {
  const ref = parseInput(refSchema, input.ref);
  const at = parseInput(timestampSchema, input.at);
  return ctx.events.run(async ({ db }) => {
    const [row] = await db
      .select()
      .from(rule_version)
      .where(
        and(textIs(rule_version.rule_ref, ref), sql`${rule_version.created} <= ${at}::timestamptz`),
      )
      .orderBy(desc(rule_version.created), desc(rule_version.version))
      .limit(1);
    return row === undefined ? null : toRuleVersion(row);
  });
}
