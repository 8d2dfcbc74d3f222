import { expect, test } from 'vitest';
import { EventStoreError } from './event-store-error.ts';
import { serverAddress } from './server-address.ts';
import { serverError } from './server-error.ts';

function failure(code: string, message = 'what the server said'): Error {
  return Object.assign(new Error(message), { code });
}

test.each([
  ['ECONNREFUSED', 'server_unreachable', true],
  ['CONNECT_TIMEOUT', 'server_unreachable', true],
  ['57P03', 'server_unreachable', true],
  ['08006', 'server_unreachable', true],
  ['28P01', 'access_denied', false],
  ['42501', 'access_denied', false],
  ['3D000', 'database_missing', false],
  ['40P01', 'contention', true],
  ['25P03', 'contention', true],
  ['22P02', 'query_failed', false],
])('%s means %s', (code, meaning, retryable) => {
  const cause = failure(code);
  expect(serverError(cause, 'db.example:5432/clew')).toMatchObject({
    code: meaning,
    retryable,
    cause,
    message: expect.stringContaining('db.example:5432/clew'),
  });
});

test('the first of several addresses that were tried decides', () => {
  const tried = new AggregateError([failure('ECONNREFUSED'), failure('ENETUNREACH')]);
  expect(serverError(tried, 'localhost:1/x').code).toBe('server_unreachable');
});

test('an error that has a meaning keeps it', () => {
  const known = new EventStoreError('lease_lost', 'stop');
  expect(serverError(known, 'localhost:1/x')).toBe(known);
});

test('an address shows no secret, and neither does a refused url', () => {
  expect(serverAddress('postgres://ann:s3cret@db.example/clew')).toBe('db.example:5432/clew');
  expect(() => serverAddress('mysql://ann:s3cret@db.example/clew')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
  );
});
