import type { FactBatch } from '@clew/contracts';
import {
  applyFacts,
  type Graph,
  migrateGraph,
  openGraph,
  readIndexInputs,
} from '@clew/graph-store';
import { tempDir } from '@clew/testing';
import { indexTypeScript } from '../src/index-typescript.ts';
import { type IndexSession, openIndexSession } from '../src/session/index-session.ts';
import { isEmptyBatch } from '../src/session/index-state.ts';
import { type Sources, tempCodebase, writeSources } from './codebase.ts';
import { contentDifferences, type GraphContent, graphContent } from './graph-content.ts';

/** A codebase with a graph that a session keeps up to date. */
export interface LiveGraph extends AsyncDisposable {
  readonly root: string;
  readonly graph: Graph;
  readonly session: IndexSession;
  /** Writes files, brings the graph up to date, and gives the batch that did. */
  edit(sources: Sources): Promise<FactBatch>;
  /** Brings the graph up to date with whatever is on disk, in a session as a new process has it. */
  look(): Promise<FactBatch>;
  /** `from relation to` of every edge, without `contains`. */
  edges(): readonly string[];
  content(): GraphContent;
  /** What a graph made anew would say otherwise. */
  drift(): Promise<readonly string[]>;
}

async function emptyGraph(path: string): Promise<Graph> {
  await migrateGraph({ path });
  return openGraph(path);
}

export async function liveGraph(sources: Sources): Promise<LiveGraph> {
  const folder = await tempDir();
  const codebase = await tempCodebase(sources);
  const { root } = codebase;
  const graph = await emptyGraph(`${folder.path}/graph.db`);
  const known = () => readIndexInputs({ ctx: { graph } });
  const session = openIndexSession({ root, known });
  const apply = (batch: FactBatch): FactBatch => {
    if (!isEmptyBatch(batch)) applyFacts({ ctx: { graph }, input: batch });
    return batch;
  };
  apply(await session.full());
  return {
    root,
    graph,
    session,
    async edit(changed) {
      writeSources(root, changed);
      return apply(await session.update(Object.keys(changed)));
    },
    async look() {
      return apply(await openIndexSession({ root, known, keepPrograms: false }).update(null));
    },
    edges: () =>
      graph.sqlite
        .prepare<[], string>(`
          select from_fqn || ' ' || relation || ' ' || to_fqn from edges_by_fqn
          where relation <> 'contains' order by 1`)
        .pluck()
        .all() as string[],
    content: () => graphContent(graph),
    async drift() {
      const fresh = await emptyGraph(`${folder.path}/fresh-${performance.now()}.db`);
      try {
        applyFacts({ ctx: { graph: fresh }, input: await indexTypeScript({ root }) });
        return contentDifferences(graphContent(graph), graphContent(fresh));
      } finally {
        fresh.close();
      }
    },
    async [Symbol.asyncDispose]() {
      session.close();
      graph.close();
      await codebase[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}
