import { type IndexInput, indexInputSchema } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';

/**
 * What the facts of the last index run were derived from, by path; none when that is not known. A file
 * whose symbols were changed by hand since is missing.
 */
export function readIndexInputs({
  ctx: { graph },
}: {
  readonly ctx: { readonly graph: Graph };
}): readonly IndexInput[] {
  return graph
    .prepare('select path, kind, content_hash, derivation_hash from index_inputs order by path')
    .all()
    .map((row) => indexInputSchema.parse(row));
}
