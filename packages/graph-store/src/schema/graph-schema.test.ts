import { readdirSync, readFileSync } from 'node:fs';
import { relationSchema, resolutionSchema } from '@clew/contracts';
import Database from 'better-sqlite3';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { expect, test } from 'vitest';
import { listMigrations } from '../migrate/migration-list.ts';
import { relationCode, relationName, resolutionCode, resolutionName } from './edge-code.ts';
import * as graphSchema from './graph-schema.ts';

const drizzleFolder = new URL('../../drizzle/', import.meta.url);

function migrated(): Database.Database {
  const db = new Database(':memory:');
  for (const migration of listMigrations()) db.exec(migration.sql);
  return db;
}

function tablesOf(
  db: Database.Database,
): readonly { readonly name: string; readonly sql: string }[] {
  return db
    .prepare<[], { name: string; sql: string }>(
      // The indexes of the search are of FTS5, which Drizzle does not know; what is yet to go into them is theirs.
      `select name, sql from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' and name not like 'symbol\\_search%' escape '\\' order by name`,
    )
    .all();
}

/** What the tables of a database are, whoever wrote the text that made them. */
function describeTables(db: Database.Database) {
  return tablesOf(db).map(({ name, sql }) => ({
    name,
    autoincrement: /autoincrement/i.test(sql),
    columns: (
      db.pragma(`table_xinfo(${name})`) as {
        name: string;
        type: string;
        notnull: number;
        dflt_value: string | null;
        pk: number;
      }[]
    )
      .map((column) => ({
        name: column.name,
        type: column.type.toLowerCase(),
        // An integer primary key is never null, whether its declaration says so or not.
        required: column.notnull === 1 || column.pk > 0,
        default: column.dflt_value,
        key: column.pk,
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    foreignKeys: (
      db.pragma(`foreign_key_list(${name})`) as {
        table: string;
        from: string;
        to: string;
        on_update: string;
        on_delete: string;
      }[]
    )
      .map((key) => `${key.from} -> ${key.table}.${key.to} ${key.on_update} ${key.on_delete}`)
      .sort(),
    indexes: (db.pragma(`index_list(${name})`) as { name: string; unique: number }[])
      .map((index) => ({
        name: index.name,
        unique: index.unique,
        columns: (
          db.pragma(`index_xinfo(${index.name})`) as { name: string; coll: string; key: number }[]
        )
          .filter((column) => column.key === 1)
          .map((column) => `${column.name} ${column.coll}`),
        where: conditionOf(db, index.name),
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    checks: checksOf(sql),
  }));
}

function conditionOf(db: Database.Database, index: string): string | null {
  const row = db
    .prepare<[string], { sql: string }>('select sql from sqlite_schema where name = ?')
    .get(index);
  return /\bwhere\b(.*)$/is.exec(row?.sql ?? '')?.[1]?.trim() ?? null;
}

/** Named checks, each with its text; a check ends where its parentheses close. */
function checksOf(sql: string): Readonly<Record<string, string>> {
  const checks: Record<string, string> = {};
  for (const match of sql.matchAll(/constraint\s+"?(\w+)"?\s+check\s*\(/gi)) {
    const start = match.index + match[0].length;
    let depth = 1;
    let end = start;
    while (depth > 0) {
      const character = sql[end++];
      if (character === '(') depth++;
      if (character === ')') depth--;
    }
    checks[match[1] ?? ''] = sql.slice(start, end - 1);
  }
  return checks;
}

test('the Drizzle tables are the migrated tables: columns, keys, indexes and checks', async () => {
  const statements = await generateSQLiteMigration(
    await generateSQLiteDrizzleJson({}),
    await generateSQLiteDrizzleJson(graphSchema),
  );
  const fromDrizzle = new Database(':memory:');
  for (const statement of statements) fromDrizzle.exec(statement);
  const tables = describeTables(migrated());
  expect(describeTables(fromDrizzle)).toEqual(tables);
  expect(tables.length).toBeGreaterThan(15);
});

test('the newest snapshot of drizzle-kit holds these tables, so it generates nothing', async () => {
  const snapshots = readdirSync(new URL('meta/', drizzleFolder))
    .filter((name) => name.endsWith('_snapshot.json'))
    .sort();
  const newest = JSON.parse(
    readFileSync(new URL(`meta/${snapshots.at(-1)}`, drizzleFolder), 'utf8'),
  ) as Awaited<ReturnType<typeof generateSQLiteDrizzleJson>>;
  const changes = await generateSQLiteMigration(
    newest,
    await generateSQLiteDrizzleJson(graphSchema),
  );
  expect(changes).toEqual([]);
});

test('the journal of drizzle-kit lists every migration file, in order', () => {
  const onDisk = readdirSync(drizzleFolder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  expect(listMigrations().map((migration) => `${migration.name}.sql`)).toEqual(onDisk);
});

test('every table refuses values of the wrong type', () => {
  for (const { name, sql } of tablesOf(migrated())) expect(`${name}: ${sql}`).toMatch(/strict$/);
});

test('every foreign key cascades on delete and on update, and its column leads an index', () => {
  const db = migrated();
  const keys = tablesOf(db).flatMap(({ name }) =>
    (
      db.pragma(`foreign_key_list(${name})`) as {
        from: string;
        on_update: string;
        on_delete: string;
      }[]
    ).map((key) => ({ name, ...key })),
  );
  expect(keys.length).toBe(16);
  for (const { name, from, on_update, on_delete } of keys) {
    expect([name, from, on_update, on_delete]).toEqual([name, from, 'CASCADE', 'CASCADE']);
    const leads = (db.pragma(`index_list(${name})`) as { name: string; partial: number }[])
      .filter((index) => index.partial === 0)
      .map((index) => (db.pragma(`index_info(${index.name})`) as { name: string }[])[0]?.name);
    expect([name, leads]).toEqual([name, expect.arrayContaining([from])]);
  }
});

test('the numbers of relations and resolutions are those of the database, for every name', () => {
  const db = migrated();
  const read = (table: string) =>
    db.prepare<[], { id: number; name: string }>(`select id, name from ${table} order by id`).all();
  const relations = relationSchema.options.map((name) => ({ id: relationCode(name), name }));
  const resolutions = resolutionSchema.options.map((name) => ({ id: resolutionCode(name), name }));
  expect(read('relations')).toEqual(relations.sort((a, b) => a.id - b.id));
  expect(read('resolutions')).toEqual(resolutions.sort((a, b) => a.id - b.id));
  expect(relations.map(({ id }) => relationName(id))).toEqual(relations.map(({ name }) => name));
  expect(resolutions.map(({ id }) => resolutionName(id))).toEqual(
    resolutions.map(({ name }) => name),
  );
  expect(() => relationName(0)).toThrow(RangeError);
});
