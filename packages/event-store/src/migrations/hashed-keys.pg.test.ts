import postgres from 'postgres';
import { expect, test } from 'vitest';
import { emptyDatabase } from '../../test/temp-event-store.ts';
import { getRuleStateAt } from '../definitions/get-rule-state-at.ts';
import { openEventStore } from '../open-event-store.ts';
import { findWebhook } from '../sensors/find-webhook.ts';
import { migrateEvents } from './migrate-events.ts';

test('webhooks of before keep their address, and rules begin with the state that they are in', async () => {
  const database = await emptyDatabase();
  await migrateEvents({ url: database.url, until: '0014_fencing_and_live_output' });
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const key = 'q0Vt2nX4cJm8yB1sLr7wKe5dHg3zPaUf';
  await sql`
    insert into sensor (ref, label, trigger_ref, entrypoint, config, key)
    values ('older.hook', 'Hook', 'core.webhook', 'webhook',
            '{"scheme": "none", "max_bytes": 1000, "rate_per_minute": 10}', ${key})`;
  await sql`
    insert into rule (ref, label, trigger_ref, action_ref, enabled)
    values ('older.on', '', 'core.event', 'core.log', true),
           ('older.off', '', 'core.event', 'core.log', false)`;
  await migrateEvents({ url: database.url });
  const events = await openEventStore({ url: database.url });
  try {
    const ctx = { events };
    expect(await findWebhook({ ctx, input: { key } })).toMatchObject({ ref: 'older.hook' });
    const [stored] = await sql<{ key: string }[]>`select key from sensor where ref = 'older.hook'`;
    expect(await findWebhook({ ctx, input: { key: stored?.key ?? '' } })).toBeNull();
    const [{ now } = { now: '' }] = await sql<{ now: string }[]>`
      select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`;
    const stateOf = async (ref: string, at: string) =>
      (await getRuleStateAt({ ctx, input: { ref, at } })).at?.state ?? null;
    expect(await stateOf('older.on', now)).toBe('enabled');
    expect(await stateOf('older.off', now)).toBe('disabled');
    expect(await stateOf('older.off', '2024-01-01T00:00:00Z')).toBeNull();
  } finally {
    await events.close();
    await sql.end();
    await database.drop();
  }
});
