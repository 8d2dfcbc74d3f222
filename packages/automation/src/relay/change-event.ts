import {
  type JsonValue,
  maxJsonDocumentBytes,
  type NewEvent,
  type SymbolRef,
} from '@clew/contracts';
import { graphSensorRef } from '@clew/event-store';
import type { GraphChange, Removal } from '@clew/graph-store';
import type { ChangedRow, ChangeMeaning } from './classify-change.ts';

/** What the graph knew of the symbols that a change names, when it was moved. */
export interface ChangeSurroundings {
  readonly codebase: string;
  readonly symbols: ReadonlyMap<number, SymbolRef>;
  /** By the architecture of the last index run. */
  readonly layers: ReadonlyMap<number, string>;
  /** For symbols that were removed. */
  readonly removal: Removal | null;
}

/**
 * The event of a change. Its payload says which codebase, revision and row of the outbox it is about,
 * when it happened, and what it means, with names and never ids. One that would be too large keeps
 * its names and says `truncated`.
 */
export function changeEvent(
  change: GraphChange,
  meaning: ChangeMeaning,
  surroundings: ChangeSurroundings,
): NewEvent {
  const about = {
    codebase: surroundings.codebase,
    revision: change.revision,
    seq: change.seq,
    at: change.created_at,
  };
  const full: JsonValue = { ...about, ...details(meaning, surroundings) };
  const fits = Buffer.byteLength(JSON.stringify(full)) <= maxJsonDocumentBytes;
  return {
    trigger_ref: triggerOf(meaning),
    source_ref: graphSensorRef,
    payload: fits ? full : { ...about, ...names(meaning), truncated: true },
  };
}

function triggerOf({ kind }: ChangeMeaning): string {
  return `graph.${kind}`;
}

function details(meaning: ChangeMeaning, surroundings: ChangeSurroundings): ChangedRow {
  switch (meaning.kind) {
    case 'indexed': {
      const { scope = null, commit = null, counts = null } = meaning.revision;
      return { scope, commit, counts };
    }
    case 'symbol_added':
      return { symbol: symbolOf(meaning.symbol, surroundings), restored: meaning.restored };
    case 'symbol_removed':
      return {
        symbol: symbolOf(meaning.symbol, surroundings),
        mode: meaning.mode,
        ...consequences(surroundings.removal),
      };
    case 'symbol_renamed':
      return { symbol: symbolOf(meaning.symbol, surroundings), old_fqn: meaning.old.fqn ?? null };
    case 'symbol_changed':
      return {
        symbol: symbolOf(meaning.symbol, surroundings),
        old: symbolOf(meaning.old, surroundings),
        changed: meaning.changed,
      };
    case 'edge_added':
    case 'edge_removed': {
      const { edge } = meaning;
      const { relation = null, file = null, line = null, resolution = null } = edge;
      const from = endOf(edge, 'from', surroundings);
      const to = endOf(edge, 'to', surroundings);
      return { relation, from, to, file, line, resolution };
    }
    case 'entry_point_added':
    case 'entry_point_removed': {
      const { entry } = meaning;
      const { entry_type = null, http_method = null, http_path = null } = entry;
      const { cron_expression = null, mq_queue = null, name = null } = entry;
      const { resolution = null, file = null, line = null } = entry;
      const symbol = endOf(entry, 'symbol', surroundings);
      return {
        symbol,
        entry_type,
        http_method,
        http_path,
        cron_expression,
        mq_queue,
        name,
        resolution,
        file,
        line,
      };
    }
    case 'dependency_added':
    case 'dependency_removed': {
      const { dependency_type = null, target = null, strength = null } = meaning.dependency;
      const caller = endOf(meaning.dependency, 'caller', surroundings);
      return { caller, dependency_type, target, strength };
    }
    case 'constraint_violated':
    case 'cycle_introduced': {
      const { violation, details } = meaning;
      const { rule = null, severity = null, message = null } = violation;
      const { sites = [], sites_total = 0, cycle = null } = details;
      const from = endOf(violation, 'from', surroundings);
      if (meaning.kind === 'cycle_introduced') return { rule, severity, message, from, cycle };
      const to = endOf(violation, 'to', surroundings);
      return { rule, severity, message, from, to, sites, sites_total };
    }
    default:
      return meaning satisfies never;
  }
}

/** The least that a payload can say: whom it is about. */
function names(meaning: ChangeMeaning): ChangedRow {
  const named = (row: ChangedRow) => ({ fqn: row.fqn ?? null, kind: row.kind ?? null });
  switch (meaning.kind) {
    case 'indexed':
      return {};
    case 'symbol_added':
    case 'symbol_removed':
    case 'symbol_changed':
      return { symbol: named(meaning.symbol) };
    case 'symbol_renamed':
      return { symbol: named(meaning.symbol), old_fqn: meaning.old.fqn ?? null };
    case 'edge_added':
    case 'edge_removed': {
      const { relation = null, from = null, to = null } = meaning.edge;
      return { relation, from: { fqn: from }, to: { fqn: to } };
    }
    case 'entry_point_added':
    case 'entry_point_removed':
      return { symbol: { fqn: meaning.entry.symbol ?? null } };
    case 'dependency_added':
    case 'dependency_removed':
      return { caller: { fqn: meaning.dependency.caller ?? null } };
    case 'constraint_violated':
    case 'cycle_introduced': {
      const { rule = null, severity = null, from = null, to = null } = meaning.violation;
      return { rule, severity, from: { fqn: from }, to: { fqn: to } };
    }
    default:
      return meaning satisfies never;
  }
}

function symbolOf(row: ChangedRow, { layers }: ChangeSurroundings): ChangedRow {
  const { fqn = null, kind = null, name = null, file = null, parent = null } = row;
  const { start_line = null, end_line = null, signature = null } = row;
  const { modifiers = [], annotations = [] } = row;
  return {
    fqn,
    kind,
    name,
    file,
    layer: layers.get(Number(row.id)) ?? null,
    parent,
    start_line,
    end_line,
    signature,
    modifiers,
    annotations,
  };
}

/** A symbol that a row points at by `<end>` and `<end>_id`. One that is gone has only its name. */
function endOf(
  row: ChangedRow,
  end: 'from' | 'to' | 'symbol' | 'caller',
  { symbols, layers }: ChangeSurroundings,
): ChangedRow {
  const id = Number(row[`${end}_id`]);
  const known = symbols.get(id);
  return {
    fqn: row[end] ?? null,
    kind: known?.kind ?? null,
    file: known?.file ?? null,
    layer: layers.get(id) ?? null,
    origin: known?.origin ?? null,
  };
}

function consequences(removal: Removal | null): ChangedRow {
  if (removal === null) return {};
  return {
    callers: removal.callers.map(({ symbol, broken }) => ({ ...symbol, broken })),
    callers_total: removal.callers_total,
    entry_points: removal.entry_points.map((entry) => ({ ...entry })),
    entry_points_total: removal.entry_points_total,
    tests: removal.tests,
    tests_total: removal.tests_total,
  };
}
