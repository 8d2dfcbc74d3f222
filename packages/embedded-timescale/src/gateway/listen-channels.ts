import { quoteName } from '../sql/quote.ts';
import type { RunSql } from './gateway-sql.ts';

/**
 * Makes the backend listen on exactly the channels that some connection wants. Asked for after
 * every change, since UNLISTEN of one connection takes the channel away from all.
 */
export function listenOnExactly(runSql: RunSql, wanted: ReadonlySet<string>): void {
  const rows = runSql('select pg_catalog.pg_listening_channels()') ?? [];
  const current = new Set(rows.map(([channel]) => channel ?? ''));
  const changes = [
    ...without(wanted, current).map((channel) => `listen ${quoteName(channel)}`),
    ...without(current, wanted).map((channel) => `unlisten ${quoteName(channel)}`),
  ];
  if (changes.length > 0) runSql(changes.join(';'));
}

function without(set: ReadonlySet<string>, removed: ReadonlySet<string>): readonly string[] {
  return [...set].filter((channel) => !removed.has(channel));
}
