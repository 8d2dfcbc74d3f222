import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { EventStoreError } from './event-store-error.ts';

const moment = fc
  .date({ min: new Date(0), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().replace('Z', '123Z'));

test('a cursor gives back the position that it was made of', () => {
  fc.assert(
    fc.property(moment, fc.nat({ max: Number.MAX_SAFE_INTEGER }), (at, id) => {
      const cursor = encodeCursor('event', { at, id });
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(decodeCursor('event', cursor)).toEqual({ at, id });
    }),
  );
});

test('anything else is refused, and nothing but EventStoreError is thrown', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => decodeCursor('event', text)).toThrow(EventStoreError);
    }),
  );
});

test('the cursor of another list is refused', () => {
  const cursor = encodeCursor('worker', { at: '2026-11-21T00:00:00.000000Z', id: 1 });
  expect(() => decodeCursor('event', cursor)).toThrow('does not belong to the list of event');
});
