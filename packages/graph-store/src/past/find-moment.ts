import { identifyGraph } from '../changes/identify-graph.ts';
import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { firstUnpruned, lastChange } from './last-change.ts';
import { momentGone } from './moment-gone.ts';

/** A moment in the life of a graph, as its list of revisions tells. */
export interface Moment {
  /** Tells the graph from another one of its name, see `identifyGraph`. */
  readonly identity: string;
  /** The newest revision that had ended. */
  readonly revision: number;
  readonly commit: string | null;
  /** The last change before it, as far as the graph itself knows. */
  readonly change: number;
  /** Changes that only the history has: the last one of them before `until` counts, if there is one. */
  readonly unseen: {
    readonly after: number;
    readonly through: number;
    readonly until: string;
  } | null;
}

interface RevisionEnd {
  readonly id: number;
  readonly commit_hash: string | null;
  readonly last_change: number | null;
}

const columns = 'id, commit_hash, last_change';
const isoTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/**
 * Finds a moment by the number of a revision, by its commit or the beginning of that (the last run on
 * it), or by a time: ISO 8601 with an offset, or a date, which begins at midnight UTC. What a revision
 * changed counts from its end on, so no moment lies within one; what people changed by hand counts from
 * its own time on.
 *
 * @throws GraphError `moment_invalid`, `moment_unknown`, or `moment_gone` with the oldest one
 */
export function findMoment({
  ctx: { graph, now = () => new Date() },
  input: { at },
}: {
  readonly ctx: { readonly graph: Graph; readonly now?: () => Date };
  readonly input: { readonly at: string };
}): Moment {
  if (isoTime.test(at)) return momentAt(graph, at, now());
  const revision = /^\d{1,15}$/.test(at) ? revisionOf(graph, Number(at)) : undefined;
  const found = revision ?? revisionOn(graph, at);
  const change = reachableEnd(graph, found);
  return { ...named(graph, found), change, unseen: null };
}

function named(graph: Graph, { id, commit_hash }: RevisionEnd) {
  const identity = identifyGraph({ ctx: { graph } }) ?? '';
  return { identity, revision: id, commit: commit_hash };
}

function revisionOf(graph: Graph, id: number): RevisionEnd | undefined {
  return graph
    .prepare<[number], RevisionEnd>(`select ${columns} from revisions where id = ?`)
    .get(id);
}

function revisionOn(graph: Graph, commit: string): RevisionEnd {
  if (!/^[0-9a-f]{4,64}$/i.test(commit) && !/^\d+$/.test(commit)) {
    throw new GraphError(
      'moment_invalid',
      `"${commit}" is no moment. Give the number of a revision, a commit or at least 4 characters of it, or a time such as 2026-03-02T09:30:00Z.`,
    );
  }
  const found = graph
    .prepare<[string], RevisionEnd>(
      `select ${columns} from revisions where commit_hash like ? || '%' order by id desc`,
    )
    .all(commit.length < 4 ? '-' : commit.toLowerCase());
  const [newest] = found;
  const commits = [...new Set(found.map(({ commit_hash }) => commit_hash ?? ''))];
  if (commits.length > 1) {
    throw new GraphError(
      'moment_invalid',
      `Several commits begin with "${commit}". Give more of it.`,
      {
        suggestions: commits.slice(0, 5),
      },
    );
  }
  if (newest !== undefined) return newest;
  const last = graph
    .prepare<[], { id: number | null }>('select max(id) as id from revisions')
    .get();
  throw new GraphError(
    'moment_unknown',
    last?.id == null
      ? 'This codebase was never indexed, so it has no past. Index it first.'
      : `There is no revision "${commit}", nor a run on such a commit. The newest revision is ${last.id}.`,
  );
}

function momentAt(graph: Graph, at: string, now: Date): Moment {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) {
    throw new GraphError('moment_invalid', `"${at}" is not a time that exists.`);
  }
  if (time > now) {
    throw new GraphError(
      'moment_invalid',
      `${at} has not come yet. Leave \`at\` out for the present.`,
    );
  }
  const until = time.toISOString();
  const found = graph
    .prepare<[string], RevisionEnd>(
      `select ${columns} from revisions where finished_at <= ? order by id desc limit 1`,
    )
    .get(until);
  if (found === undefined) throw tooEarly(graph, at);
  const after = reachableEnd(graph, found);
  const next = graph
    .prepare<[number], { first_change: number }>(
      'select first_change from revisions where id > ? order by id limit 1',
    )
    .get(found.id);
  const through = next === undefined ? lastChange(graph) : next.first_change - 1;
  const seen = graph
    .prepare<[number, number, string], { seq: number | null }>(
      'select max(seq) as seq from graph_changes where seq > ? and seq <= ? and created_at <= ?',
    )
    .get(after, through, until);
  const moment = named(graph, found);
  if (seen?.seq != null) return { ...moment, change: seen.seq, unseen: null };
  const pruned = Math.min(through, firstUnpruned(graph) - 1);
  const unseen = pruned > after ? { after, through: pruned, until } : null;
  return { ...moment, change: after, unseen };
}

function tooEarly(graph: Graph, at: string): GraphError {
  const first = graph
    .prepare<[], { id: number; finished_at: string | null }>(
      'select id, finished_at from revisions order by id limit 1',
    )
    .get();
  if (first !== undefined && first.finished_at === null) return momentGone(graph, 0);
  return new GraphError(
    'moment_unknown',
    first === undefined
      ? 'This codebase was never indexed, so it has no past. Index it first.'
      : `At ${at} this codebase was not indexed yet. Its first revision is ${first.id}, of ${first.finished_at}.`,
  );
}

/** The end of a revision. Runs of older versions did not note it, and their changes are incomplete. */
function reachableEnd(graph: Graph, { last_change }: RevisionEnd): number {
  const since = graph
    .prepare<[], { complete_since: number }>(
      'select complete_since from change_recording where id = 1',
    )
    .get();
  if (last_change === null || last_change < (since?.complete_since ?? 0))
    throw momentGone(graph, 0);
  return last_change;
}
