import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { EventStoreError } from '../event-store-error.ts';
import type { EventSession } from '../session.ts';
import { openAuditLog } from './audit-log.ts';
import { listAudit } from './list-audit.ts';
import { type NewAuditEntry, recordAudit } from './record-audit.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

function entry(changes: Partial<NewAuditEntry>): NewAuditEntry {
  return {
    time: '2026-03-02T09:30:00.000000Z',
    actor: 'ci',
    token: null,
    operation: 'createRule',
    outcome: 'success',
    status: 201,
    path: '/api/v1/rules',
    request_id: 'r-1',
    address: '127.0.0.1',
    detail: null,
    ...changes,
  };
}

test('entries are listed as they were recorded, by every filter and in pages', async () => {
  const minute = (n: number) => `2026-03-02T09:${30 + n}:00.000000Z`;
  const entries = [
    entry({ time: minute(0), actor: 'list-a' }),
    entry({ time: minute(1), actor: 'list-a', operation: 'deleteRule', token: 7, detail: 'x' }),
    entry({ time: minute(2), actor: 'list-a', outcome: 'denied', status: 403 }),
    entry({ time: minute(3), actor: 'list-b' }),
  ];
  await recordAudit({ ctx, input: { entries } });
  const list = async (input: Parameters<typeof listAudit>[0]['input']) =>
    (await listAudit({ ctx, input })).items.map(({ id: _, ...rest }) => rest);
  expect(await list({ actor: 'list-a' })).toEqual(entries.slice(0, 3).toReversed());
  expect(await list({ actor: 'list-a', operation: 'deleteRule' })).toEqual([entries[1]]);
  expect(await list({ actor: 'list-a', outcome: 'denied' })).toEqual([entries[2]]);
  expect(await list({ since: minute(1), until: minute(3) })).toEqual(
    entries.slice(1, 3).toReversed(),
  );
  const first = await listAudit({ ctx, input: { actor: 'list-a', limit: 2 } });
  const rest = await listAudit({
    ctx,
    input: { actor: 'list-a', limit: 2, cursor: first.next_cursor ?? '' },
  });
  expect([...first.items, ...rest.items].map(({ time }) => time)).toEqual([
    minute(2),
    minute(1),
    minute(0),
  ]);
  expect(rest.next_cursor).toBe(null);
});

test('the log cannot be rewritten', async () => {
  await recordAudit({ ctx, input: { entries: [entry({ actor: 'fixed' })] } });
  await expect(
    store.events.run(({ sql }) => sql`update audit set actor = 'x' where actor = 'fixed'`),
  ).rejects.toThrow(/audit/);
});

test('closing the log stores what waits, in order', async () => {
  const lost: unknown[] = [];
  const log = openAuditLog({ ctx, onLost: (...args) => lost.push(args), delayMs: 60_000 });
  for (let n = 0; n < 1200; n += 1) log.record(entry({ actor: 'closing', request_id: `r-${n}` }));
  await log.close();
  const [row] = await store.events.sql<{ count: number }[]>`
    select count(distinct request_id) as count from audit where actor = 'closing'`;
  expect(row?.count).toBe(1200);
  expect(lost).toEqual([]);
  log.record(entry({ actor: 'closing', request_id: 'late' }));
  expect(lost).toHaveLength(1);
});

/** The store as a server shows it that is away until `back` is called. */
function away(events: EventSession) {
  let gone = true;
  let asked: () => void = () => undefined;
  const firstAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const session: EventSession = {
    ...events,
    run: async (work) => {
      if (!gone) return events.run(work);
      asked();
      throw new EventStoreError('server_unreachable', 'away');
    },
  };
  return {
    session,
    firstAsked,
    back: () => {
      gone = false;
    },
  };
}

test('entries wait for a server that is away', async () => {
  const server = away(store.events);
  const lost: unknown[] = [];
  const log = openAuditLog({
    ctx: { events: server.session },
    onLost: (entries) => lost.push(...entries),
    delayMs: 1,
  });
  log.record(entry({ actor: 'patient' }));
  await server.firstAsked;
  server.back();
  await log.close();
  expect(lost).toEqual([]);
  expect((await listAudit({ ctx, input: { actor: 'patient' } })).items).toHaveLength(1);
});

test('what cannot be stored is handed back, never dropped silently', async () => {
  const lost: NewAuditEntry[] = [];
  const onLost = (entries: readonly NewAuditEntry[]) => lost.push(...entries);
  const gone = openAuditLog({
    ctx: { events: away(store.events).session },
    onLost,
    delayMs: 60_000,
    maxWaiting: 2,
  });
  for (const request_id of ['a', 'b', 'c']) gone.record(entry({ request_id }));
  expect(lost.map(({ request_id }) => request_id)).toEqual(['c']);
  await gone.close();
  expect(lost.map(({ request_id }) => request_id)).toEqual(['c', 'a', 'b']);
});
