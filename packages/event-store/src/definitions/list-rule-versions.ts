import {
  type Page,
  type PageRequest,
  pageRequestSchema,
  type RuleVersion,
  refSchema,
} from '@clew/contracts';
import { and, desc } from 'drizzle-orm';
import { behind, textIs } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { rule_version } from '../schema/rule-version.ts';
import type { EventSession } from '../session.ts';
import { definitionNotFound } from './definition-not-found.ts';
import { toRuleVersion } from './to-rule-version.ts';

export interface ListRuleVersions {
  readonly ctx: { readonly events: EventSession };
  readonly input: PageRequest & { readonly ref: string };
}

/**
 * Lists what a rule said, the latest version first; also of a rule that was deleted. A rule that was
 * deleted and made again has two series of versions.
 *
 * @throws EventStoreError `rule_not_found` when no rule ever had this ref.
 */
export async function listRuleVersions({
  ctx,
  input,
}: ListRuleVersions): Promise<Page<RuleVersion>> {
  const { ref: given, ...rest } = input;
  const ref = parseInput(refSchema, given);
  const query = parseInput(pageRequestSchema, rest);
  const start = startOfPage('version', query.cursor);
  return ctx.events.run(async (session) => {
    const rows = await session.db
      .select()
      .from(rule_version)
      .where(
        and(
          textIs(rule_version.rule_ref, ref),
          behind(rule_version.created, rule_version.version, start),
        ),
      )
      .orderBy(desc(rule_version.created), desc(rule_version.version))
      .limit(query.limit + 1);
    if (rows.length === 0 && start === undefined) {
      throw await definitionNotFound(session, 'rule', ref);
    }
    return cutPage('version', rows.map(toRuleVersion), query.limit, ({ created, version }) => ({
      at: created,
      id: version,
    }));
  });
}
