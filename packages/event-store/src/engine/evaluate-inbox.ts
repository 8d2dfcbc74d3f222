import type { Event, JsonValue } from '@clew/contracts';
import { type EnforcementRecord, insertEnforcements } from '../enforcements/insert-enforcements.ts';
import { errorText } from '../error-text.ts';
import { jsonText } from '../json-text.ts';
import type { EventSession } from '../session.ts';
import { claimInbox, type InboxRow, readClaimedEvents } from './claim-inbox.ts';
import {
  countByDay,
  type Decided,
  type Duplicates,
  recordEvaluation,
  total,
  zero,
} from './evaluation-counts.ts';
import { loadRules, type RuleSet } from './load-rules.ts';
import { shareRules } from './rules-lock.ts';
import { type Failure, postponeInbox, removeFromInbox } from './settle-inbox.ts';
import { splitOnBadRows, trustingRows } from './split-on-bad-rows.ts';

/** A rule that an event is to be enforced by, or whose failure on it is to be recorded. */
export interface EventMatch {
  readonly rule: number;
  readonly rule_ref: string;
  readonly rule_version: number;
  readonly config: JsonValue;
  readonly conditions: JsonValue;
  /** Why the rule failed; null when it matched. */
  readonly error: string | null;
}

export interface EventDecision {
  readonly matches: readonly EventMatch[];
  /** Conditions that were evaluated. */
  readonly conditions: number;
}

/** Decides what an event leads to. `rule` is the only one to be asked; null means every rule. */
export type DecideEvent = (event: Event, rule: number | null) => EventDecision;

/**
 * Answers how events are decided by the rules of a stamp. Rules of a later moment do as well; `load`
 * reads them.
 */
export type Rulebook = (stamp: string, load: () => Promise<RuleSet>) => Promise<DecideEvent>;

export interface EvaluateInbox {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    /** Who evaluates, for the record. */
    readonly engine: string;
    /** Most events that are taken. */
    readonly limit: number;
    readonly rulebook: Rulebook;
  };
}

export interface EvaluatedInbox {
  /** Rows that were taken from the inbox; when as many as the limit, there may be more. */
  readonly claimed: number;
  /** Events evaluated against every rule. */
  readonly events: number;
  /** Events evaluated against one rule alone. */
  readonly replayed: number;
  readonly conditions: number;
  /** New enforcements; a rule that had fired for the event before does not count. */
  readonly matches: number;
  /** Those of the matches that are failures of their rule. */
  readonly errors: number;
  /** Rows whose event was deleted or fell to retention. */
  readonly gone: number;
  /** Rows left for the next batch, because this one grew too large. */
  readonly deferred: number;
  /** Rows that failed as a whole; each is tried again, later and later. */
  readonly failed: readonly { readonly event_id: number; readonly error: string }[];
}

/** What one batch may cause at most, beyond its first event. */
const maxMatches = 5_000;
/** Enforcements of one statement. */
const sliceSize = 1_000;

const nothing: EvaluatedInbox = { ...zero, claimed: 0, gone: 0, deferred: 0, failed: [] };

/**
 * Takes a batch of events from the inbox and decides what they lead to. In one transaction:
 * enforcements with their keys, the count of what was evaluated, and the rows of the inbox, which go.
 * Engines at once never take the same row and never wait for each other.
 *
 * An event on which `rulebook`'s function throws, or whose enforcements the server refuses, stays in
 * the inbox with the error and does not hold up the others.
 */
export async function evaluateInbox({ ctx, input }: EvaluateInbox): Promise<EvaluatedInbox> {
  return trustingRows(ctx.events, async (session, isTrusting) => {
    // Sent together, executed in this order: the claim sees what was committed before the lock.
    const [, { stamp, rows }] = await Promise.all([
      shareRules(session),
      claimInbox(session, input.limit),
    ]);
    if (rows.length === 0) return nothing;
    const started = performance.now();
    const found = await readClaimedEvents(
      session,
      rows.map(({ event_id }) => event_id),
    );
    const decide = await input.rulebook(stamp, () => loadRules({ ctx: { events: session } }));
    const failures: Failure[] = [];
    const decided: Decided[] = [];
    let deferred = 0;
    let size = 0;
    for (const row of rows) {
      const event = found.get(row.event_id);
      if (event === undefined) continue;
      if (event === 'later' || size >= maxMatches) {
        deferred += 1;
        continue;
      }
      try {
        const made = decideRow(row, event, decide);
        decided.push(made);
        size += made.records.length;
      } catch (error) {
        failures.push({ row, error: messageOf(error) });
      }
    }
    const refusedRows = new Set<InboxRow>();
    const inserted = await splitOnBadRows({
      session,
      isTrusting,
      items: decided,
      write: store,
      refused: ({ row }, error) => {
        refusedRows.add(row);
        failures.push({ row, error: error.message });
      },
    });
    const kept = decided.filter(({ row }) => !refusedRows.has(row));
    const duplicates = new Map(inserted.flatMap((each) => [...each]));
    const counts = countByDay(kept, duplicates);
    const gone = rows.filter(({ event_id }) => !found.has(event_id));
    await Promise.all([
      recordEvaluation(session, input.engine, performance.now() - started, counts),
      removeFromInbox(session, [...kept.map(({ row }) => row), ...gone]),
      postponeInbox(session, failures),
    ]);
    return {
      ...total(counts),
      claimed: rows.length,
      gone: gone.length,
      deferred,
      failed: failures.map(({ row, error }) => ({ event_id: row.event_id, error })),
    };
  });
}

function decideRow(row: InboxRow, event: Event, decide: DecideEvent): Decided {
  const { matches, conditions } = decide(event, row.rule_id === 0 ? null : row.rule_id);
  const payload = JSON.stringify(event.payload);
  const records = matches.map(
    (match): EnforcementRecord => ({
      rule: match.rule,
      rule_ref: match.rule_ref,
      rule_version: match.rule_version,
      trigger_ref: event.trigger_ref,
      event: event.id,
      config: jsonText(match.config),
      payload,
      condition: 'all',
      conditions: JSON.stringify(match.conditions),
      error: errorText(match.error),
    }),
  );
  return { row, event, conditions, records };
}

/** Which of the matches had been recorded before, by row. */
async function store(
  session: EventSession,
  decided: readonly Decided[],
): Promise<ReadonlyMap<InboxRow, Duplicates>> {
  const records = decided.flatMap(({ row, records }) => records.map((each) => ({ row, each })));
  const duplicates = new Map<InboxRow, Duplicates>();
  for (let start = 0; start < records.length; start += sliceSize) {
    const slice = records.slice(start, start + sliceSize);
    const receipts = await insertEnforcements(
      session,
      slice.map(({ each }) => each),
    );
    for (const [index, { row, each }] of slice.entries()) {
      if (receipts[index]?.stored === true) continue;
      const known = duplicates.get(row) ?? { matches: 0, errors: 0 };
      duplicates.set(row, {
        matches: known.matches + 1,
        errors: known.errors + (each.error === null ? 0 : 1),
      });
    }
  }
  return duplicates;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
