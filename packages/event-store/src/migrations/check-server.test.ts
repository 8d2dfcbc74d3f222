import { expect, test } from 'vitest';
import { checkServer, type ServerFacts } from './check-server.ts';

const usable: ServerFacts = {
  postgres: 170005,
  installed: '2.23.0',
  available: '2.23.0',
  edition: 'timescale',
};

test.each([
  ['the embedded build', { installed: '2.23.0-dev' }],
  ['a newer release', { postgres: 180001, installed: '2.29.2' }],
  ['a database without the extension yet', { installed: null, edition: null }],
  ['a new major version', { installed: '3.0.0' }],
])('%s is accepted', (_what, facts) => {
  expect(() => checkServer({ ...usable, ...facts }, 'db.example:5432/clew')).not.toThrow();
});

test.each([
  ['PostgreSQL 14', { postgres: 140011 }, 'postgres_outdated', 'Clew needs 15 or newer'],
  [
    'a server without TimescaleDB',
    { installed: null, available: null, edition: null },
    'timescaledb_missing',
    'Install it on the server',
  ],
  [
    'TimescaleDB 2.17 with nothing newer at hand',
    { installed: '2.17.2', available: '2.17.2' },
    'timescaledb_outdated',
    'TimescaleDB 2.17.2; Clew needs 2.23 or newer. Install a newer one',
  ],
  [
    'TimescaleDB 2.17 with 2.25 at hand',
    { installed: '2.17.2', available: '2.25.2' },
    'timescaledb_outdated',
    'alter extension timescaledb update',
  ],
  [
    'the Apache edition',
    { edition: 'apache' },
    'timescaledb_edition',
    "timescaledb.license = 'timescale'",
  ],
])('%s is refused with what to do', (_what, facts, code, advice) => {
  expect(() => checkServer({ ...usable, ...facts }, 'db.example:5432/clew')).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(advice) }),
  );
});
