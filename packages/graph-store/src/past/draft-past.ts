import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { GraphChange } from '../changes/graph-change.ts';
import { type Graph, openGraph } from '../open-graph.ts';
import { copyGraph } from './copy-graph.ts';
import { firstUnpruned } from './last-change.ts';
import { refillChanges } from './refill-changes.ts';
import { rewindGraph } from './rewind-graph.ts';

/*
 * A graph of the past is made beside its place and moved there whole:
 *
 *   begin ─▶ a copy of the present graph, or of any later one
 *   refill   with the changes that only the history has, in any number of parts
 *   finish ─▶ wound back, one file, in its place
 *
 * Whoever gives up on the way removes the draft; a crash leaves one that nobody takes for a graph.
 */

function withDraft<T>(path: string, work: (graph: Graph) => T): T {
  const graph = openGraph(path);
  try {
    // It is made anew when the machine fails.
    graph.sqlite.pragma('synchronous = off');
    return work(graph);
  } finally {
    graph.close();
  }
}

/** @returns the first change that the copy still has in its outbox; it needs those before it */
export async function beginPast({
  from,
  draft,
}: {
  readonly from: string;
  readonly draft: string;
}): Promise<number> {
  mkdirSync(dirname(draft), { recursive: true });
  await copyGraph({ from, to: draft });
  return withDraft(draft, firstUnpruned);
}

export function refillPast({
  draft,
  changes,
}: {
  readonly draft: string;
  readonly changes: readonly GraphChange[];
}): void {
  withDraft(draft, (graph) => refillChanges({ ctx: { graph }, input: { changes } }));
}

/** @throws GraphError `moment_gone`, `history_inconsistent` */
export function finishPast({
  draft,
  through,
  to,
}: {
  readonly draft: string;
  readonly through: number;
  readonly to: string;
}): void {
  withDraft(draft, (graph) => {
    rewindGraph({ ctx: { graph }, input: { through } });
    graph.sqlite.pragma('wal_checkpoint(truncate)');
  });
  renameSync(draft, to);
}

export function dropDraft({ draft }: { readonly draft: string }): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${draft}${suffix}`, { force: true });
}
