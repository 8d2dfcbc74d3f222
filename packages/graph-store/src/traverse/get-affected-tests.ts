import type { AffectedTests } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { type Change, getChangeImpact } from './get-change-impact.ts';

/**
 * The test files that run what a change touches, nearest first, each with a path from it to what is
 * touched. Test files are told by their names, or by an entry point of type `test`; one that is
 * changed itself is affected. A change of what runs when a file is loaded affects the tests that
 * load it, also through other files.
 *
 * @param input.base the commit that the patch starts from, which the answer repeats
 * @throws GraphError `symbol_not_found`, `patch_invalid`
 */
export function getAffectedTests({
  ctx,
  input: { base = null, depth = 20, limit = 1000, ...change },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: Change & {
    readonly base?: string | null | undefined;
    readonly depth?: number | undefined;
    readonly limit?: number | undefined;
  };
}): AffectedTests {
  const impact = getChangeImpact({ ctx, input: { ...change, depth, limit } });
  return {
    base,
    touched: impact.touched,
    unknown_files: impact.unknown_files,
    max_depth: impact.max_depth,
    items: impact.tests,
    total: impact.tests_total,
    truncated: impact.tests_total > impact.tests.length,
    completeness: impact.completeness,
  };
}
