import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from './classify.ts';
import { splitStatements } from './statements.ts';
import { readTokens } from './tokens.ts';

function kinds(sql: string): readonly string[] {
  return classify(sql).statements.map(({ kind }) => kind);
}

describe('splitting', () => {
  test.each([
    ['select 1; select 2', 2],
    [';;select 1;;', 1],
    [`select ';' ; select E'\\';' ; select $$;$$ ; select $a$ $$;$$ $a$`, 4],
    ['select 1 -- ; none\n; select 2', 2],
    ['select /* ; /* ; */ ; */ 1', 1],
    ['select ";" from "a;b"', 1],
    ['create rule r as on insert to t do (select 1; select 2); select 3', 2],
    [
      'create function f() returns int begin atomic select 1; select case when true then 1 end; end; select 2',
      2,
    ],
    ['begin; select 1; end; select 2', 4],
    [`select U&'d\\0061;t' , x'1f', $1, 1.5e3`, 1],
    ['', 0],
    ['-- nothing', 0],
  ])('%j is %i statements', (sql, count) => {
    expect(splitStatements(sql)).toHaveLength(count);
  });

  test('any text is read to its end', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
        (text) => {
          expect([...readTokens(text)].length).toBeLessThanOrEqual(text.length);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "'",
            '"',
            '$$',
            '$a$',
            '--',
            '/*',
            '*/',
            '\n',
            ';',
            'e',
            '\\',
            ' ',
            '1',
            'ä',
          ),
          { maxLength: 60 },
        ),
        (parts) => {
          const text = parts.join('');
          expect([...readTokens(text)].length).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });

  test('quoted text never makes a statement of its own', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const literal = `'${text.replaceAll("'", "''")}'`;
        expect(splitStatements(`select ${literal}; listen x`)).toHaveLength(2);
        const name = `"${text.replaceAll('"', '""')}"`;
        expect(splitStatements(`select ${name}; listen x`)).toHaveLength(2);
      }),
    );
  });
});

describe('statements', () => {
  test('channels keep their case only in quotes', () => {
    expect(classify('LISTEN Foo; listen "Foo"; unlisten foo; UNLISTEN *').statements).toEqual([
      { kind: 'listen', channel: 'foo' },
      { kind: 'listen', channel: 'Foo' },
      { kind: 'unlisten', channel: 'foo' },
      { kind: 'unlisten', channel: null },
    ]);
  });

  test('transactions', () => {
    expect(kinds('begin; commit; end; rollback; abort; commit and chain')).toEqual([
      'other',
      'commit',
      'commit',
      'rollback',
      'rollback',
      'commit',
    ]);
    expect(
      classify(
        'savepoint A; release savepoint a; release "A"; rollback to savepoint a; rollback work to a',
      ).statements,
    ).toEqual([
      { kind: 'savepoint', name: 'a' },
      { kind: 'release', name: 'a' },
      { kind: 'release', name: 'A' },
      { kind: 'rollback_to', name: 'a' },
      { kind: 'rollback_to', name: 'a' },
    ]);
  });

  test('prepared statements, with the place of their name', () => {
    const sql =
      'prepare "My" as select 1; execute my(1); deallocate prepare my; deallocate all; discard all';
    const { statements } = classify(sql);
    expect(statements.map(({ kind }) => kind)).toEqual([
      'prepared',
      'prepared',
      'prepared',
      'deallocate_all',
      'discard_all',
    ]);
    const places = statements.flatMap((statement) =>
      statement.kind === 'prepared' ? [sql.slice(statement.start, statement.end)] : [],
    );
    expect(places).toEqual(['"My"', 'my', 'my']);
  });

  test.each([
    ['copy t from stdin', { format: 'text', table: '"t"', columns: null }],
    [
      'COPY "S".t (a, "b c") FROM STDIN WITH (FORMAT csv, HEADER)',
      { format: 'text', table: '"S"."t"', columns: 2 },
    ],
    ['copy t from stdin (format binary)', { format: 'binary', table: '"t"', columns: null }],
    [`copy t from stdin with (format 'binary')`, { format: 'binary', table: '"t"', columns: null }],
    ['copy binary t from stdin', { format: 'binary', table: '"t"', columns: null }],
  ])('%s', (sql, expected) => {
    expect(classify(sql).statements).toEqual([{ kind: 'copy_in', ...expected }]);
  });

  test.each([
    'copy t to stdout',
    `copy t from '/file'`,
    'copy (select 1) to stdout',
    `select 'copy t from stdin'`,
  ])('%s takes no data from the client', (sql) => {
    expect(kinds(sql)).toEqual(['other']);
  });
});

describe('what outlives a statement', () => {
  test.each([
    'set timezone = 1',
    'SET SESSION x to 2',
    'reset all',
    'discard all',
    `select set_config('a', 'b', false)`,
    'do $$ begin end $$',
    'call p()',
    `load 'x'`,
    'select 1; set a = 1',
    'set session characteristics as transaction read only',
  ])('%s may change settings', (sql) => {
    expect(classify(sql).settings).toBe(true);
  });

  test.each([
    'update t set a = 1',
    'set local a = 1',
    'set transaction read only',
    'insert into t values (1) on conflict do nothing',
    `select 'set a = 1'`,
    'select 1 -- set a = 1',
  ])('%s does not', (sql) => {
    expect(classify(sql).settings).toBe(false);
  });

  test('names of settings are read where they stand', () => {
    expect(
      classify(
        `set app.user = 'x'; set session authorization y; select set_config('app.b', '1', false)`,
      ).settingNames,
    ).toEqual(['app.user', 'session_authorization', 'app.b']);
  });

  test('session-level advisory locks and temporary relations', () => {
    expect(classify('select pg_advisory_lock(1)').advisoryLocks).toBe(true);
    expect(classify('select pg_catalog.pg_try_advisory_lock_shared(1)').advisoryLocks).toBe(true);
    expect(classify(`select 'pg_advisory_lock(1)'`).advisoryLocks).toBe(false);
    expect(classify('create temp table t ()').temporary).toBe(true);
    expect(classify('create table temperature ()').temporary).toBe(false);
  });
});
