import { evaluateInbox, type Rulebook } from '@clew/event-store';
import { expect, test } from 'vitest';
import { openPipeline } from '../../test/pipeline.ts';
import { createRulebook } from './create-rulebook.ts';

test('[E12] an event that cannot be evaluated waits, and those beside it go on', async () => {
  await using pipeline = await openPipeline();
  const ctx = { events: pipeline.events };
  const rules = createRulebook();
  await pipeline.createRules([{ ref: 'a.rule' }]);
  const ids = await pipeline.createEvents(
    Array.from({ length: 6 }, (_, payload) => ({ trigger_ref: 'core.event', payload })),
  );
  const bad = ids[2] ?? 0;
  const failing: Rulebook = async (stamp, load) => {
    const decide = await rules(stamp, load);
    return (event, rule) => {
      if (event.id === bad) throw new Error('out of memory');
      return decide(event, rule);
    };
  };
  const batch = (rulebook: Rulebook) =>
    evaluateInbox({ ctx, input: { engine: 'test', limit: 10, rulebook } });
  expect(await batch(failing)).toMatchObject({
    events: 5,
    failed: [{ event_id: bad, error: 'out of memory' }],
  });
  const waiting = async () => {
    const [row] = await pipeline.events.sql`
      select attempts, last_error, round(extract(epoch from available_at - now())) as pause
      from event_inbox where event_id = ${bad}::bigint`;
    return row;
  };
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= 14; attempt += 1) {
    const row = await waiting();
    expect(row).toMatchObject({ attempts: attempt, last_error: 'out of memory' });
    pauses.push(Number(row?.pause));
    await pipeline.expectBalance();
    await pipeline.events.sql`update event_inbox set available_at = now()`;
    await batch(failing);
  }
  for (const [at, pause] of pauses.entries()) {
    const set = Math.min(2 ** at, 3600);
    expect(pause).toBeLessThanOrEqual(set);
    // It was read some time after it was set.
    if (at >= 8) expect(pause).toBeGreaterThan(set / 2);
  }
  await pipeline.events.sql`update event_inbox set available_at = now()`;
  expect(await batch(rules)).toMatchObject({ events: 1, failed: [] });
  expect(await pipeline.firings()).toHaveLength(6);
});
