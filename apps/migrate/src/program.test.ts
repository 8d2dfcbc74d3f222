import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { folderState } from '../test/folder-state.ts';
import { olderSystem, outdatedGraph } from '../test/older-databases.ts';
import { runMigrate } from '../test/run-migrate.ts';

/** A CLEW_HOME with an outdated graph, `shop`. */
async function home() {
  const folder = await tempDir();
  const graph = join(folder.path, 'codebases', 'shop', 'graph.db');
  outdatedGraph(graph);
  rmSync(join(folder.path, 'codebases', 'shop', 'current.db'));
  return { folder, graph, environment: { CLEW_HOME: folder.path } };
}

test('the help names every command', async () => {
  const { exitCode, out } = await runMigrate(['--help'], {});
  expect(exitCode).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "Usage: migrate [options] [command]

    Migrates the stores of Clew: the graph of each codebase (SQLite) and the events
    (TimescaleDB).

    Options:
      -h, --help                 display help for command

    Commands:
      status [options] [store]   which migrations each store has and lacks
      preview [options] [store]  what \`up\` would do, counted; writes nothing
      up [options] [store]       bring each store to the newest schema; graphs are
                                 backed up first
      verify [options] [store]   compare each store with what this version expects
      adopt [options] <file>     take over a database of the older system as a
                                 codebase; the file stays as it is
      dump [options] [store]     write the schema that all migrations make to the
                                 committed schema.sql
      help [command]             display help for command
    "
  `);
});

test('without any codebase there is nothing to do, and nothing is made', async () => {
  await using folder = await tempDir();
  const environment = { CLEW_HOME: join(folder.path, 'none') };
  for (const command of ['status', 'preview', 'up', 'verify']) {
    const { exitCode, out } = await runMigrate([command, 'graph'], environment);
    expect([command, exitCode]).toEqual([command, 0]);
    expect(out).toContain('none yet');
  }
  expect(readdirSync(folder.path)).toEqual([]);
});

test('status says what is pending, and writes nothing', async () => {
  const { folder, environment } = await home();
  await using _ = folder;
  const before = folderState(folder.path);
  const { exitCode, out } = await runMigrate(['status', 'graph'], environment);
  expect(folderState(folder.path)).toEqual(before);
  expect(exitCode).toBe(0);
  expect(out.replaceAll(folder.path, '<home>')).toMatchInlineSnapshot(`
    "graph shop  17 migrations pending
      <home>/codebases/shop/graph.db
      applied up to 0000_baseline
      pending 0001_cascade_deletes
      pending 0002_unresolved_references
      pending 0003_soft_delete
      pending 0004_revisions
      pending 0005_graph_changes
      pending 0006_detections
      pending 0007_complete_history
      pending 0008_entry_point_names
      pending 0009_index_inputs
      pending 0010_revision_ends
      pending 0011_architecture
      pending 0012_full_text_search
      pending 0013_knowledge_of_sources
      pending 0014_search_in_order
      pending 0015_stale_with_their_source
      pending 0016_former_names
      pending 0017_past_architecture
    "
  `);
});

test('preview counts what up would do, and writes nothing', async () => {
  const { folder, environment } = await home();
  await using _ = folder;
  const before = folderState(folder.path);
  const { exitCode, out } = await runMigrate(['preview', 'graph'], environment);
  expect(folderState(folder.path)).toEqual(before);
  expect(exitCode).toBe(0);
  expect(out.replaceAll(folder.path, '<home>')).toMatchInlineSnapshot(`
    "graph shop  17 migrations would run
      <home>/codebases/shop/graph.db
      apply 0001_cascade_deletes
      apply 0002_unresolved_references
      apply 0003_soft_delete
      apply 0004_revisions
      apply 0005_graph_changes
      apply 0006_detections
      apply 0007_complete_history
      apply 0008_entry_point_names
      apply 0009_index_inputs
      apply 0010_revision_ends
      apply 0011_architecture
      apply 0012_full_text_search
      apply 0013_knowledge_of_sources
      apply 0014_search_in_order
      apply 0015_stale_with_their_source
      apply 0016_former_names
      apply 0017_past_architecture
      a backup would be made first

      table      rows before  rows after  in quarantine
      edges                3           1              2
      summaries            2           1              1
      symbols              2           2              0

      foreign key  count  what happens
      edge_from        1  points at a symbol that does not exist; kept in quarantine only
      edge_to          2  points at a symbol that does not exist; kept in quarantine only
      summary          1  points at a symbol that does not exist; kept in quarantine only

      orphaned references: 4

    Nothing was written.
    "
  `);
});

test('up migrates, prints the backup and the quarantine, and then has nothing to do', async () => {
  const { folder, environment } = await home();
  await using _ = folder;
  const { exitCode, out } = await runMigrate(['up', 'graph'], environment);
  expect(exitCode).toBe(0);
  const backups = join(folder.path, 'codebases', 'shop', 'backups');
  const [backup] = readdirSync(backups);
  expect(out).toContain(`backup ${join(backups, backup ?? '')}`);
  expect(out).toMatch(/edge_from +1 /);
  expect(out).toMatch(/edge_to +2 /);
  expect(out).toMatch(/summary +1 /);
  expect(out).toContain('orphaned references: 4');
  const again = await runMigrate(['up', 'graph'], environment);
  expect(again.out).toContain('up to date');
  expect((await runMigrate(['verify', 'graph'], environment)).exitCode).toBe(0);
});

test('up goes on with the other graphs when one fails, and exits with 1', async () => {
  const { folder, environment } = await home();
  await using _ = folder;
  const bad = join(folder.path, 'codebases', 'bad', 'graph.db');
  mkdirSync(join(bad, '..'));
  writeFileSync(bad, 'this is not a database, whatever it is called');
  const { exitCode, out } = await runMigrate(['up', 'graph', '--json'], environment);
  expect(exitCode).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    events: null,
    graphs: [
      { name: 'bad', result: { ok: false, error: { code: 'graph_not_sqlite' } } },
      {
        name: 'shop',
        result: {
          ok: true,
          value: { created: false, applied: expect.arrayContaining(['0005_graph_changes']) },
        },
      },
    ],
  });
});

test('--file works on files outside of CLEW_HOME', async () => {
  await using folder = await tempDir();
  const file = join(folder.path, 'other.db');
  outdatedGraph(file);
  const environment = { CLEW_HOME: join(folder.path, 'none') };
  const { exitCode, out } = await runMigrate(['up', '--file', file, '--json'], environment);
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    graphs: [{ name: 'other.db', path: file }],
    events: null,
  });
});

test('verify fails with 1 on an outdated graph and names what it lacks', async () => {
  const { folder, environment } = await home();
  await using _ = folder;
  const { exitCode, out } = await runMigrate(['verify', 'graph'], environment);
  expect(exitCode).toBe(1);
  expect(out).toContain('migrations: 0001_cascade_deletes is not applied');
});

test('adopt takes over a database of the older system, and preview announces it', async () => {
  await using folder = await tempDir();
  const file = join(folder.path, 'Shop.sqlite');
  olderSystem(file);
  const environment = { CLEW_HOME: join(folder.path, 'home') };
  const before = folderState(folder.path);
  const preview = await runMigrate(['preview', '--file', file], environment);
  expect(preview.out).toContain('`adopt` would take it over');
  expect(preview.out).toContain('orphaned references: 4');
  expect(folderState(folder.path)).toEqual(before);

  const { exitCode, out } = await runMigrate(['adopt', file, '--root', folder.path], environment);
  expect(exitCode).toBe(0);
  expect(out).toContain('graph shop  adopted');
  expect(out).toContain('orphaned references: 4');
  expect(folderState(folder.path)).toEqual(expect.arrayContaining([...before]));
  expect((await runMigrate(['verify', 'graph'], environment)).exitCode).toBe(0);

  const again = await runMigrate(['adopt', file], environment);
  expect(again.exitCode).toBe(1);
  expect(again.error).toContain('adopting never replaces one');
});

test('a name that no codebase can have is refused before anything is made', async () => {
  await using folder = await tempDir();
  const file = join(folder.path, 'older.db');
  olderSystem(file);
  const environment = { CLEW_HOME: join(folder.path, 'home') };
  const { exitCode, error } = await runMigrate(['adopt', file, '--name', '../x'], environment);
  expect(exitCode).toBe(1);
  expect(error).toContain('--name');
  expect(readdirSync(folder.path)).toEqual(['older.db']);
});

test('an error is one message, without a stack; as JSON with its code', async () => {
  await using folder = await tempDir();
  const environment = { CLEW_HOME: folder.path };
  const missing = join(folder.path, 'missing.db');
  const text = await runMigrate(['adopt', missing, '--name', 'x'], environment);
  expect(text).toEqual({
    exitCode: 1,
    out: '',
    error: `There is no database at ${missing}. Check the path.\n`,
  });
  const json = await runMigrate(['adopt', missing, '--name', 'x', '--json'], environment);
  expect(JSON.parse(json.out)).toMatchObject({ ok: false, error: { code: 'adoption_refused' } });
});

test('settings that are wrong are all listed', async () => {
  const { exitCode, error } = await runMigrate(['status'], {
    CLEW_API_PORT: 'x',
    CLEW_EVENTS_URL: 'mysql://x',
  });
  expect(exitCode).toBe(1);
  expect(error).toContain('CLEW_API_PORT');
  expect(error).toContain('CLEW_EVENTS_URL');
});

test.each([[['up', 'nonsense']], [['nonsense']], [['up', '--nonsense']], [['adopt']]])(
  'a command line that makes no sense exits with 2: %j',
  async (args) => {
    const { exitCode, error } = await runMigrate(args, {});
    expect(exitCode).toBe(2);
    expect(error).toContain('error:');
  },
);

test('as a process it exits with the code and writes plain text where there is no terminal', async () => {
  const { folder, environment } = await home();
  await using _ = folder;
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const run = spawnSync(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', main, 'verify', 'graph'],
    { env: { ...process.env, ...environment, CI: 'true' }, encoding: 'utf8' },
  );
  expect(run.status).toBe(1);
  expect(run.stdout).toMatch(/graph shop {2}\d+ problems/);
  expect(run.stdout).not.toContain('\u001b');
  expect(run.stderr).toBe('');
});
