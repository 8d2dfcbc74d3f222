import { quoteText } from '../sql/quote.ts';
import type { RunSql } from './gateway-sql.ts';

/**
 * What a client of PostgreSQL expects of a new session; the WASM build starts its backend with
 * settings for its developers instead, and RESET ALL returns to those.
 */
const BASE: ReadonlyMap<string, string> = new Map([
  ['search_path', '"$user", public'],
  ['enable_seqscan', 'on'],
  ['allow_system_table_mods', 'off'],
  ['log_min_messages', 'fatal'],
]);

/** Back to the settings of a new session; RESET ALL leaves out who the session acts as. */
export const RESET_SETTINGS = [
  'reset session authorization; reset role; reset all',
  ...[...BASE].map(([name, value]) => `set ${name} = ${value}`),
].join(';');

/** Settings of one connection; the backend has them while that connection owns it. */
export class SessionSettings {
  /** What RESET returns to, as far as this connection can tell. */
  readonly #initial: ReadonlyMap<string, string>;
  /** Settings that the backend's list of them leaves out, seen by name in SQL text. */
  readonly #unlisted = new Set<string>();
  /** Makes the backend's settings this connection's. */
  #script: string;

  /** @param startup the settings in the client's startup packet */
  constructor(startup: ReadonlyMap<string, string>) {
    this.#initial = new Map([...BASE, ...startup]);
    this.#script = scriptFor(startup);
  }

  /** SQL text that sets these names was run. */
  noticeNames(names: readonly string[]): void {
    for (const name of names) {
      if (name.includes('.') || UNLISTED.has(name)) this.#unlisted.add(name);
    }
  }

  /** Reads what the connection has changed, after its transaction; RESET brings back the initial ones. */
  capture(runSql: RunSql): void {
    const changed = new Map<string, string>();
    for (const [name, setting] of runSql(CHANGED) ?? []) changed.set(name ?? '', setting ?? '');
    for (const name of this.#unlisted) {
      const [[value] = []] = runSql(`select current_setting(${quoteText(name)}, true)`) ?? [];
      const unset = UNLISTED.get(name) ?? '';
      if (value !== null && value !== undefined && value !== unset) changed.set(name, value);
    }
    const restored = [...this.#initial].filter(([name]) => !changed.has(name));
    if (restored.length > 0) runSql(setAll(restored));
    const own = [...restored, ...changed].filter(([name, value]) => BASE.get(name) !== value);
    this.#script = scriptFor(new Map(own));
  }

  /** Makes the backend's settings this connection's. @throws SqlFailure when it refuses a value */
  apply(runSql: RunSql): void {
    runSql(this.#script);
  }
}

function scriptFor(settings: ReadonlyMap<string, string>): string {
  return settings.size === 0 ? RESET_SETTINGS : `${RESET_SETTINGS};${setAll([...settings])}`;
}

/** Settings that pg_settings does not list, with the value that means "not set". */
const UNLISTED: ReadonlyMap<string, string> = new Map([
  ['session_authorization', 'postgres'],
  ['role', 'none'],
]);

const CHANGED = `select name, setting from pg_catalog.pg_settings where source = 'session'`;

/** Settings that clients are told about. */
const REPORTED = [
  'application_name',
  'client_encoding',
  'DateStyle',
  'default_transaction_read_only',
  'in_hot_standby',
  'integer_datetimes',
  'IntervalStyle',
  'is_superuser',
  'scram_iterations',
  'server_encoding',
  'server_version',
  'session_authorization',
  'standard_conforming_strings',
  'TimeZone',
] as const;

/** The reported settings as they are now. SHOW takes no snapshot, so it disturbs no transaction. */
export function readReported(runSql: RunSql): ReadonlyMap<string, string> {
  const rows = runSql(REPORTED.map((name) => `show ${name}`).join(';')) ?? [];
  return new Map(REPORTED.map((name, index) => [name, rows[index]?.[0] ?? '']));
}

/** Who the session acts as comes last: it may not be allowed the rest. */
function setAll(settings: readonly (readonly [string, string])[]): string {
  return [...settings]
    .sort(([left], [right]) => Number(UNLISTED.has(left)) - Number(UNLISTED.has(right)))
    .map(([name, value]) => `select set_config(${quoteText(name)}, ${quoteText(value)}, false)`)
    .join(';');
}
