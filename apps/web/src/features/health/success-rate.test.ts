import { expect, test } from 'vitest';
import { formatRate, successRate } from './success-rate.ts';

test('what was cancelled or has not ended counts on neither side', () => {
  expect(successRate({ completed: 3, failed: 1, cancelled: 9, running: 4 })).toBe(0.75);
  expect(successRate({ completed: 1, timeout: 1, abandoned: 2 })).toBe(0.25);
  expect(successRate({ requested: 5 })).toBeNull();
});

test.each([
  [1, '100%'],
  [0.99996, '99.9%'],
  [0.9873, '98.7%'],
  [0.00001, '0.1%'],
  [0, '0%'],
])('%s reads %s', (rate, text) => {
  expect(formatRate(rate)).toBe(text);
});
