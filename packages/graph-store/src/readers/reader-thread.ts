import { statSync } from 'node:fs';
import { type Graph, openGraph } from '../open-graph.ts';
import { replyOf, type ThreadReply } from '../threads/thread-reply.ts';
import type { ReaderTask } from './reader-task.ts';
import { type ReaderVerb, readerVerbs } from './reader-verbs.ts';

/*
 * The body of a reader thread. It keeps the graphs that it was asked about open, the latest ones,
 * and opens one again when its file was replaced: a connection would go on reading the old file.
 */

interface OpenedGraph {
  readonly graph: Graph;
  readonly file: string;
}

const mostGraphs = 16;
const opened = new Map<string, OpenedGraph>();

export default function answer({ path, verb, input }: ReaderTask): Promise<ThreadReply> {
  return replyOf(() => verbOf(verb)({ ctx: { graph: graphAt(path) }, input }));
}

function graphAt(path: string): Graph {
  const file = identityOf(path);
  const before = opened.get(path);
  if (before !== undefined) {
    opened.delete(path);
    if (before.file === file) {
      opened.set(path, before);
      return before.graph;
    }
    before.graph.close();
  }
  const graph = openGraph(path, { readonly: true });
  opened.set(path, { graph, file: file ?? '' });
  for (const [oldest, { graph: idle }] of opened) {
    if (opened.size <= mostGraphs) break;
    opened.delete(oldest);
    idle.close();
  }
  return graph;
}

/** What tells a file apart from another one that took its place. */
function identityOf(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.dev}:${stat.ino}:${stat.birthtimeMs}`;
}

/** Safe because the pool's `ask` pairs each verb with its input and answer. */
function verbOf(verb: ReaderVerb): (call: { ctx: { graph: Graph }; input: unknown }) => unknown {
  return readerVerbs[verb] as (call: { ctx: { graph: Graph }; input: unknown }) => unknown;
}
