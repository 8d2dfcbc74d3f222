import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { routes } from '@clew/contracts/api';
import { type EventStore, eventStoreTemplate, openEventStore } from '@clew/event-store';
import { tempDir, tempEventsDatabase } from '@clew/testing';
import type { CDPSession, Page } from 'playwright-core';
import { startApiProcess } from '../e2e/api-process.ts';
import { launchChromium } from '../e2e/browser.ts';
import { freePort } from '../e2e/free-port.ts';

/**
 * Scrolls the built page's list of events, from the newest of a million to the oldest and back to the
 * top, then lets events arrive by themselves. Prints what the page holds on the way: memory after
 * garbage was collected, nodes of the document, and the time between two frames while it scrolls.
 */
const total = 1_000_000;
const stations = [10_000, 100_000, 250_000, 500_000, total];
const window_ = { width: 960, height: 640 };
const days = 7;
const arriving = { batches: 40, size: 500 };
/** Nearly a page of the list, so that a page is asked for in every frame or two. */
const rowsAFrame = 95;

interface Figures {
  readonly at: string;
  readonly 'heap MB': string;
  readonly nodes: number;
  readonly 'rows drawn': number;
  readonly 'frame p50 ms': string;
  readonly 'frame p95 ms': string;
}

await using database = await tempEventsDatabase({ template: eventStoreTemplate() });
const store = await openEventStore({ url: database.url, maxConnections: 1 });
await seed(store);
await store.close();
console.log(`${total} events are stored`);
await using home = await tempDir();
await using api = await startApiProcess({
  home: home.path,
  port: await freePort(),
  eventsUrl: database.url,
});
const token = (await readFile(join(home.path, 'token'), 'utf8')).trim();
const browser = await launchChromium();
try {
  const context = await browser.newContext({ viewport: window_ });
  await context.request.post(`${api.origin}${routes.createSession.path}`, { data: { token } });
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  await page.goto(`${api.origin}/events`);
  await page.locator('[data-row="20"]').waitFor();
  console.log(await measure(page, debug, 'the first page', []));
  for (const row of stations) {
    const started = performance.now();
    const frames = await scrollTo(page, row - 1);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(await measure(page, debug, `row ${row}, ${seconds} s later`, frames));
  }
  await page.getByRole('button', { name: 'Back to the newest' }).click();
  await page.locator('[data-row="0"]').waitFor();
  console.log(await measure(page, debug, 'back at the top', []));
  await arrive(page);
  console.log(await measure(page, debug, `${arriving.batches * arriving.size} came live`, []));
} finally {
  await browser.close();
}

/** Spreads events of twenty triggers evenly over the past days. */
async function seed({ sql }: EventStore): Promise<void> {
  const perDay = Math.ceil(total / days);
  for (let day = days; day > 0; day -= 1) {
    await sql`
      insert into event (id, created, trigger_ref, source_ref, payload)
      select clew_internal.mint_id(at), at, 'bench.t' || n % 20, 'bench.source',
             jsonb_build_object('n', n, 'fqn', md5(n::text), 'file', md5((n / 100)::text))
      from generate_series(1, ${perDay}::integer) as n
      cross join lateral (
        select now() - ${day}::integer * interval '1 day'
               + n * interval '1 day' / ${perDay + 1}::integer as at
      ) as moments`;
  }
  await sql.unsafe('analyze event');
}

/** Scrolls as fast as rows come, frame by frame. Answers how long the frames took that moved. */
function scrollTo(page: Page, row: number): Promise<readonly number[]> {
  return page.evaluate(
    async ([wanted, step]) => {
      const rowHeight = 36;
      const frame = document.querySelector('section[aria-label="Events"]');
      if (frame === null) throw new Error('There is no list of events.');
      const took: number[] = [];
      let moved: number | null = null;
      for (;;) {
        const now = await new Promise<number>(requestAnimationFrame);
        if (moved !== null) took.push(now - moved);
        moved = null;
        const rows = frame.querySelectorAll('tr[data-row]');
        const last = Number(rows[rows.length - 1]?.getAttribute('data-row') ?? -1);
        if (last >= wanted) return took;
        const end = frame.scrollHeight - frame.clientHeight;
        const waits = frame.querySelector('tr[aria-busy="true"]') !== null;
        if (waits || frame.scrollTop >= end) continue;
        frame.scrollTop = Math.min(end, frame.scrollTop + step * rowHeight);
        moved = now;
      }
    },
    [row, rowsAFrame] as const,
  );
}

/** Posts events while the list is live, and waits until it shows the last of them. */
async function arrive(page: Page): Promise<void> {
  const url = `${api.origin}${routes.createEvents.path}`;
  const headers = { authorization: `Bearer ${token}` };
  for (let batch = 0; batch < arriving.batches; batch += 1) {
    const data = Array.from({ length: arriving.size }, (_, n) => ({
      trigger_ref: 'bench.live',
      payload: { batch, n },
    }));
    await page.request.post(url, { headers, data });
  }
  const last = await page.request.post(url, { headers, data: { trigger_ref: 'bench.the_last' } });
  if (!last.ok()) throw new Error(`The last event was refused: ${await last.text()}`);
  await page.locator('[data-row="0"]', { hasText: 'bench.the_last' }).waitFor();
}

async function measure(
  page: Page,
  debug: CDPSession,
  at: string,
  frames: readonly number[],
): Promise<Figures> {
  await debug.send('HeapProfiler.collectGarbage');
  await debug.send('HeapProfiler.collectGarbage');
  const { usedSize } = await debug.send('Runtime.getHeapUsage');
  const { nodes } = await debug.send('Memory.getDOMCounters');
  const drawn = await page.locator('tr[data-row]').count();
  return {
    at,
    'heap MB': (usedSize / 1_048_576).toFixed(1),
    nodes,
    'rows drawn': drawn,
    'frame p50 ms': percentile(frames, 0.5),
    'frame p95 ms': percentile(frames, 0.95),
  };
}

function percentile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1]?.toFixed(1) ?? '–';
}
