import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dumpEventSchema, migrateEvents } from '@clew/event-store';
import { dumpGraphSchema } from '@clew/graph-store';
import { createTwoFilesPatch } from 'diff';
import { withEmptyEvents } from '../events/with-events.ts';
import { type StoreChoice, storeChoices, wants } from '../store-choice.ts';

/** `write` brings the committed file up to date, `check` only compares, `print` shows the schema. */
export type DumpMode = 'write' | 'check' | 'print';

export interface SchemaDump {
  readonly store: StoreChoice;
  /** The committed dump. */
  readonly file: string;
  /** The schema, when it is to be printed. */
  readonly schema: string | null;
  /** From the committed dump to the schema, as a patch; null when they are the same. */
  readonly drift: string | null;
}

/** The committed dumps, which lie at the same distance from the sources and from the built app. */
const committed: Readonly<Record<StoreChoice, string>> = {
  graph: fileURLToPath(new URL('../../../../packages/graph-store/schema.sql', import.meta.url)),
  events: fileURLToPath(new URL('../../../../packages/event-store/schema.sql', import.meta.url)),
};

/**
 * Makes the schema of each store by running all its migrations on an empty one, and compares it
 * with the committed dump. Only `write` changes a file.
 */
export async function dumpSchemas(input: {
  readonly store: StoreChoice | undefined;
  readonly mode: DumpMode;
  /** Where the dumps are committed, if not in this repository. */
  readonly files?: Readonly<Record<StoreChoice, string>>;
}): Promise<readonly SchemaDump[]> {
  const dumps: SchemaDump[] = [];
  for (const store of storeChoices.filter((each) => wants(input.store, each))) {
    const schema = await schemaOf(store);
    const file = (input.files ?? committed)[store];
    const before = await readIfThere(file);
    if (input.mode === 'write' && before !== schema) await writeFile(file, schema);
    const drift = before === schema ? null : patchOf(file, before, schema);
    dumps.push({ store, file, schema: input.mode === 'print' ? schema : null, drift });
  }
  return dumps;
}

function schemaOf(store: StoreChoice): Promise<string> | string {
  switch (store) {
    case 'graph':
      return dumpGraphSchema();
    case 'events':
      return withEmptyEvents(async (url) => {
        await migrateEvents({ url });
        return dumpEventSchema(url);
      });
  }
}

async function readIfThere(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function patchOf(file: string, before: string, after: string): string {
  const name = relative(process.cwd(), file);
  return createTwoFilesPatch(name, name, before, after, 'committed', 'migrated', { context: 3 });
}
