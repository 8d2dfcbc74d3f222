import { EventStoreError } from '../event-store-error.ts';
import { type CatalogueEntry, catalogueKinds } from './catalogue-entry.ts';

const header = `-- The schema of the event store, read back from a migrated database. Not edited by hand: when a
-- migration changes it, run "pnpm --filter @clew/event-store test --update" and review the difference.

create schema clew_internal;
`;

/** The entries as SQL that creates them on an empty database with TimescaleDB. */
export function formatDump(entries: readonly CatalogueEntry[]): string {
  const sections = entries.map(
    ({ kind, name, definition }) => `-- ${kind}: ${name}\n${definition}\n`,
  );
  return [header, ...sections].join('\n');
}

const sectionHead = new RegExp(`^-- (${catalogueKinds.join('|')}): (.+)$`);

/**
 * The entries that a dump was made of.
 *
 * @throws EventStoreError `dump_malformed` when the text has no entries.
 */
export function parseDump(text: string): readonly CatalogueEntry[] {
  const entries: { kind: CatalogueEntry['kind']; name: string; lines: string[] }[] = [];
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const [, kindText, name] = sectionHead.exec(line) ?? [];
    const kind = catalogueKinds.find((known) => known === kindText);
    if (kind !== undefined && name !== undefined) entries.push({ kind, name, lines: [] });
    else entries.at(-1)?.lines.push(line);
  }
  if (entries.length === 0) {
    throw new EventStoreError(
      'dump_malformed',
      'schema.sql of the event store holds no entries. Restore it from the repository.',
    );
  }
  return entries.map(({ kind, name, lines }) => ({
    kind,
    name,
    definition: lines.join('\n').trimEnd(),
  }));
}
