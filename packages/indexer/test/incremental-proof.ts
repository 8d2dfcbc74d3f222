import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactBatch } from '@clew/contracts';
import {
  applyFacts,
  type Graph,
  migrateGraph,
  openGraph,
  readIndexInputs,
} from '@clew/graph-store';
import { tempDir } from '@clew/testing';
import { indexTypeScript, isEmptyBatch, openIndexSession } from '../src/index.ts';
import { contentDifferences, graphContent } from './graph-content.ts';
import type { EditedSources, SourceEdit } from './source-edits.ts';

/** What one sequence of edits showed. */
export interface ProofOutcome {
  readonly edits: number;
  /** Files derived again, and files that there were, added up over the edits. */
  readonly derived: number;
  readonly present: number;
  /** Null when the graph was the fresh one after each edit. */
  readonly failure: {
    readonly after: readonly SourceEdit[];
    readonly differences: readonly string[];
  } | null;
}

/**
 * Makes a sequence of edits, brings a graph up to date after each, and compares it, set by set, with a
 * graph that a full index makes anew. Stops at the first difference. The sources are put back after.
 */
export async function proveSequence(
  sources: EditedSources,
  edits: readonly SourceEdit[],
): Promise<ProofOutcome> {
  await using folder = await tempDir();
  const empty = join(folder.path, 'empty.db');
  await migrateGraph({ path: empty });
  const { root } = sources;
  const live = emptyGraph(empty, join(folder.path, 'live.db'));
  const known = () => readIndexInputs({ ctx: { graph: live } });
  const session = openIndexSession({ root, known });
  let derived = 0;
  let present = 0;
  try {
    applyFacts({ ctx: { graph: live }, input: await session.full({ commit: null }) });
    for (const [index, edit] of edits.entries()) {
      const paths = sources.apply(edit);
      const batch = await noticed(edit, paths);
      if (!isEmptyBatch(batch)) applyFacts({ ctx: { graph: live }, input: batch });
      const full = await indexTypeScript({ root, commit: null });
      derived += batch.files.length;
      present += full.files.length;
      const path = join(folder.path, `fresh-${index}.db`);
      const differences = differencesFrom(emptyGraph(empty, path), full);
      if (differences.length > 0) {
        return {
          edits: index + 1,
          derived,
          present,
          failure: { after: edits.slice(0, index + 1), differences },
        };
      }
    }
    return { edits: edits.length, derived, present, failure: null };
  } finally {
    session.close();
    live.close();
    sources.restore();
  }

  function noticed(edit: SourceEdit, paths: readonly string[]): Promise<FactBatch> {
    switch (edit.by) {
      case 'told':
        return session.update(paths, { commit: null });
      case 'looking':
        return session.update(null, { commit: null });
      case 'new_process':
        return openIndexSession({ root, known, keepPrograms: false }).update(null, {
          commit: null,
        });
    }
  }

  function differencesFrom(fresh: Graph, full: FactBatch): readonly string[] {
    try {
      applyFacts({ ctx: { graph: fresh }, input: full });
      const failed = full.failures.map(({ path }) => path);
      return contentDifferences(graphContent(live), graphContent(fresh), failed);
    } finally {
      fresh.close();
    }
  }
}

function emptyGraph(template: string, path: string): Graph {
  copyFileSync(template, path);
  return openGraph(path);
}
