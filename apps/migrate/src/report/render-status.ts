import type { Status } from '../commands/status.ts';
import { counted } from './layout.ts';
import type { Paint } from './paint.ts';
import { renderStores, type StoreReport } from './render-stores.ts';

export function renderStatus(paint: Paint, status: Status): string {
  return renderStores(paint, status, {
    graph: ({ action, applied, pending }) =>
      action === 'adopt'
        ? { verdict: paint.notable('made by the older system'), lines: ['adopt it to use it'] }
        : migrations(paint, applied, pending),
    events: ({ applied, pending }) =>
      migrations(
        paint,
        applied.map(({ name }) => name),
        pending.map(({ name }) => name),
      ),
  });
}

function migrations(
  paint: Paint,
  applied: readonly string[],
  pending: readonly string[],
): StoreReport {
  if (pending.length === 0) {
    return {
      verdict: paint.good('up to date'),
      lines: [`${counted(applied.length, 'migration')} applied, the last one ${applied.at(-1)}`],
    };
  }
  return {
    verdict: paint.notable(`${counted(pending.length, 'migration')} pending`),
    lines: [
      applied.length === 0 ? 'nothing applied yet' : `applied up to ${applied.at(-1)}`,
      ...pending.map((name) => `pending ${name}`),
    ],
  };
}
