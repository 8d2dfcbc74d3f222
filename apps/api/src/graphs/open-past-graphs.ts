import { randomUUID } from 'node:crypto';
import { type EventSession, lastGraphChange, listGraphHistory } from '@clew/event-store';
import {
  existingGraphPath,
  type GraphChange,
  type Moment,
  type ReaderPool,
} from '@clew/graph-store';
import type { HomePool } from './open-home-pool.ts';
import type { PastFolder } from './past-folder.ts';

/** A graph as it was. */
export interface PastGraph {
  readonly path: string;
  /** The newest revision that it has, and the commit of that. */
  readonly revision: number;
  readonly commit: string | null;
}

/** Graphs of the past, made when they are first asked for. */
export interface PastGraphs {
  /**
   * The graph of a codebase as it was at a moment (see `findMoment`).
   *
   * @throws GraphError `codebase_not_found`, `moment_invalid`, `moment_unknown`, `moment_gone` with the
   *   oldest moment, `history_inconsistent`
   */
  at(
    codebase: string,
    moment: { readonly at: string; readonly signal?: AbortSignal | undefined },
  ): Promise<PastGraph>;
  /** Removes the graphs of a codebase. */
  forget(codebase: string): void;
}

const changesAtOnce = 1000;

export function openPastGraphs({
  home,
  events,
  readers,
  pool,
  folder,
}: {
  readonly home: string;
  readonly events: EventSession;
  readonly readers: ReaderPool;
  readonly pool: HomePool;
  readonly folder: PastFolder;
}): PastGraphs {
  /** Whoever asks for a graph that is being made waits for the same one. */
  const making = new Map<string, Promise<void>>();

  const changeOf = async (codebase: string, { identity, change, unseen }: Moment) => {
    if (unseen === null) return change;
    const input = { codebase, identity, ...unseen };
    return (await lastGraphChange({ ctx: { events }, input })) ?? change;
  };

  const make = async (to: string, { codebase, identity, live, change }: Wanted) => {
    const draft = `${to}.${randomUUID()}.draft`;
    try {
      const from = folder.earliestFrom({ name: codebase, identity }, change) ?? live;
      const held = await pool.run('beginPast', { from, draft });
      for await (const changes of historyOf(events, {
        codebase,
        identity,
        after: change,
        through: held - 1,
      })) {
        await pool.run('refillPast', { draft, changes });
      }
      await pool.run('finishPast', { draft, through: change, to });
      folder.trim(to);
    } finally {
      await pool.run('dropDraft', { draft });
    }
  };

  return {
    async at(codebase, { at, signal }) {
      const live = existingGraphPath(home, codebase);
      const moment = await readers.ask('findMoment', {
        path: live,
        input: { at },
        ...(signal === undefined ? {} : { signal }),
      });
      const { identity, revision, commit } = moment;
      const change = await changeOf(codebase, moment);
      const path = folder.pathOf({ name: codebase, identity }, change);
      const begun = making.get(path);
      if (begun !== undefined) {
        await begun;
      } else if (!folder.touch(path)) {
        const made = make(path, { codebase, identity, live, change });
        making.set(path, made);
        try {
          await made;
        } finally {
          making.delete(path);
        }
      }
      return { path, revision, commit };
    },
    forget: folder.forget,
  };
}

interface Wanted {
  readonly codebase: string;
  readonly identity: string;
  /** The graph of the present. */
  readonly live: string;
  readonly change: number;
}

/** The changes of a range, as the outbox had them, some at a time. */
async function* historyOf(
  events: EventSession,
  { after, ...range }: { codebase: string; identity: string; after: number; through: number },
): AsyncGenerator<readonly GraphChange[]> {
  for (let last = after; last < range.through; ) {
    const entries = await listGraphHistory({
      ctx: { events },
      input: { ...range, after: last, limit: changesAtOnce },
    });
    // The history keeps the words of the outbox.
    if (entries.length > 0) yield entries as readonly GraphChange[];
    if (entries.length < changesAtOnce) return;
    last = entries.at(-1)?.seq ?? range.through;
  }
}
