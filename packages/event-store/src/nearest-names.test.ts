import { expect, test } from 'vitest';
import { nearestNames } from './nearest-names.ts';

const actions = ['core.http', 'core.index', 'core.log', 'core.process', 'core.webhook_out'];

test('a typing error finds what was meant', () => {
  expect(nearestNames('core.indx', actions)[0]).toBe('core.index');
  expect(nearestNames('coer.log', actions)[0]).toBe('core.log');
});

test('what resembles nothing finds nothing', () => {
  expect(nearestNames('billing.invoice_customer', actions)).toEqual([]);
});
