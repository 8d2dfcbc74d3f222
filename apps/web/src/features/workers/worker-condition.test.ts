import { expect, test } from 'vitest';
import { conditionOf } from './worker-condition.ts';

const heard = '2026-01-01T00:00:00.000000Z';
const at = (seconds: number) => new Date(Date.parse(heard) + seconds * 1000).toISOString();
const inactive = { status: 'inactive', last_heartbeat: heard } as const;

test('who says farewell has stopped, who falls silent is dead', () => {
  expect(conditionOf({ ...inactive, updated: at(0.01) })).toBe('stopped');
  expect(conditionOf({ ...inactive, updated: at(90) })).toBe('dead');
  expect(conditionOf({ ...inactive, last_heartbeat: null, updated: at(0) })).toBe('dead');
});

test('what was changed of it afterwards does not make it dead', () => {
  expect(conditionOf({ ...inactive, updated: at(900) }, at(0.01))).toBe('stopped');
});

test('any other worker is what it says', () => {
  expect(conditionOf({ status: 'busy', last_heartbeat: heard, updated: at(90) })).toBe('busy');
});
