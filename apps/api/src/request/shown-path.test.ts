import { expect, test } from 'vitest';
import { shownPath } from './shown-path.ts';

test('a path is shown without its query', () => {
  const route = '/api/v1/events/{id}';
  const url = 'http://localhost:4000/api/v1/events/7?token=secret';
  expect(shownPath({ route, url })).toBe('/api/v1/events/7');
});

test('a key in a path is not shown', () => {
  const route = '/webhooks/{key}';
  const url = 'http://localhost:4000/webhooks/q0Vt2nX4cJm8?a=b';
  expect(shownPath({ route, url })).toBe(route);
});
