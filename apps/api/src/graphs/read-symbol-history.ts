import type { Page, SymbolHistoryEntry } from '@clew/contracts';
import { type EventSession, listSymbolHistory } from '@clew/event-store';
import { type GraphChange, tellSymbolHistory } from '@clew/graph-store';
import { z } from 'zod';
import { ApiError } from '../errors/api-error.ts';
import type { Graphs } from './open-graphs.ts';

/** Rows of one look; a revision that has more of one symbol is read in several. */
const rowsAtOnce = 500;

/** Where a page ends: within the revision whose last change is before `before`, behind change `seen`. */
const cursorSchema = z.tuple([z.string(), z.number().int(), z.number().int()]);

interface HistoryQuestion {
  readonly name: string;
  readonly fqn: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * What happened to a symbol, newest first, from the outbox of its graph and the history behind it.
 * Where it had another name before, the story goes on under that; who asks by such a name is told the
 * whole story.
 *
 * @throws GraphError `codebase_not_found`; ApiError `request_invalid` for a cursor of somebody else
 */
export async function readSymbolHistory(
  { graphs, events }: { readonly graphs: Graphs; readonly events: EventSession },
  question: HistoryQuestion,
): Promise<Page<SymbolHistoryEntry>> {
  const { limit, signal, name: codebase } = question;
  let [name, before, seen] = startOf(question);
  if (question.cursor === undefined) {
    name = await graphs.ask('presentName', { name: codebase, input: { fqn: name }, signal });
  }
  const items: SymbolHistoryEntry[] = [];
  for (;;) {
    const group = await readRevision({ graphs, events, codebase, fqn: name, before, signal });
    const [newest] = group;
    if (newest === undefined) return { items, next_cursor: null };
    const renamed = group.find((change) => earlierName(change, name) !== null);
    const own = renamed === undefined ? group : group.filter(({ seq }) => seq >= renamed.seq);
    const revision = newest.revision ?? 0;
    const commits = await graphs.ask('commitsOf', {
      name: codebase,
      input: { revisions: [revision] },
      signal,
    });
    const told = tellSymbolHistory({
      changes: own,
      fqn: name,
      commit: commits[String(revision)] ?? null,
    });
    for (const entry of told) {
      if (entry.seq >= seen) continue;
      if (items.length === limit) {
        const last = items.at(-1);
        return { items, next_cursor: encode([name, before, last?.seq ?? seen]) };
      }
      items.push(entry);
    }
    before = own.at(-1)?.seq ?? 0;
    seen = before;
    if (renamed !== undefined) name = earlierName(renamed, name) ?? name;
  }
}

function startOf({ fqn, cursor }: HistoryQuestion): [string, number, number] {
  if (cursor === undefined) return [fqn, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  const parsed = cursorSchema.safeParse(decode(cursor));
  if (parsed.success) return parsed.data;
  throw new ApiError(
    'invalid_request',
    'request_invalid',
    'The cursor is not one that an earlier page answered as next_cursor for the same question. Start without a cursor.',
  );
}

/** All changes of one symbol in its newest revision before a change, newest first. */
async function readRevision({
  before,
  ...where
}: Omit<HistoryQuestion, 'name' | 'limit'> & {
  readonly graphs: Graphs;
  readonly events: EventSession;
  readonly codebase: string;
  readonly before: number;
}): Promise<readonly GraphChange[]> {
  const group: GraphChange[] = [];
  for (let next = before; ; ) {
    const rows = await readRows({ ...where, before: next });
    const revision = group[0]?.revision ?? rows[0]?.revision;
    const own = rows.filter((row) => row.revision === revision);
    group.push(...own);
    if (own.length < rows.length || rows.length < rowsAtOnce) return group;
    next = rows.at(-1)?.seq ?? 0;
  }
}

async function readRows({
  graphs,
  events,
  codebase,
  fqn,
  before,
  signal,
}: Parameters<typeof readRevision>[0]): Promise<readonly GraphChange[]> {
  const { identity, from, changes } = await graphs.ask('readSymbolChanges', {
    name: codebase,
    input: { fqn, before, limit: rowsAtOnce },
    signal,
  });
  if (changes.length === rowsAtOnce) return changes;
  const entries = await listSymbolHistory({
    ctx: { events },
    input: {
      codebase,
      identity,
      fqn,
      after: 0,
      through: Math.min(before, from) - 1,
      limit: rowsAtOnce - changes.length,
    },
  });
  // The history keeps the words of the outbox.
  return [...changes, ...(entries as readonly GraphChange[])].filter(
    ({ entity }) => entity !== 'unresolved_reference',
  );
}

/** The name that a symbol had before a change gave it this one. */
function earlierName({ entity, op, old, new: now }: GraphChange, fqn: string): string | null {
  if (entity !== 'symbol' || op !== 'update' || old === null || now === null) return null;
  const [before, after] = [old, now].map((row) => (JSON.parse(row) as { fqn?: string }).fqn);
  return after === fqn && before !== undefined && before !== fqn ? before : null;
}

function encode(cursor: z.infer<typeof cursorSchema>): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
