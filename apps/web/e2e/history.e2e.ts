import { routes } from '@clew/contracts/api';
import { createEnforcement, openEventStore } from '@clew/event-store';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { activity, hrefOf } from '../src/places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { codebase, eventsUrl, origin, urlOf } from './places.ts';
import { shoot } from './shoot.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

test('an event shows up by itself, with its payload and without a history', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(activity('events', { codebase })));
  await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
  const stored = await askApi(
    origin,
    routes.createEvents,
    {},
    {
      trigger_ref: 'ci.build_finished',
      source_ref: 'ci.pipeline',
      payload: {
        branch: 'thread',
        steps: [{ name: 'weave', seconds: 12.5 }],
        green: true,
        note: null,
      },
    },
  );
  if ('items' in stored) throw new Error('One event was sent, several receipts came back.');
  const place = activity('events', { id: String(stored.id), codebase });
  await page
    .getByRole('link', { name: /ci\.build_finished/ })
    .and(page.locator(`[href="${hrefOf(place)}"]`))
    .click();
  await page.waitForURL(urlOf(place));
  const record = page.getByRole('article');
  await record.getByText('"thread"', { exact: true }).waitFor();
  const step = record.getByText('"weave"', { exact: true });
  expect(await step.isVisible()).toBe(false);
  await record.getByText('{2}', { exact: true }).click();
  await step.waitFor();
  await record.getByText('12.5', { exact: true }).waitFor();
  await record.getByText('ci.pipeline', { exact: true }).waitFor();
  expect(await record.getByText('History').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a pending enforcement of a gone event says "Pending" and "expired", and has no history', async () => {
  await using store = await eventStore();
  const enforcement = await createEnforcement({
    ctx: { events: store.events },
    input: { rule_ref: 'test.follow_the_thread', trigger_ref: 'ci.build_finished', event: 1 },
  });
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(activity('enforcements', { id: String(enforcement.id), codebase })));
  const record = page.getByRole('article');
  await record.getByRole('heading', { name: 'test.follow_the_thread' }).waitFor();
  expect(await factsOf(record.locator('dl'))).toMatchObject({
    'Resolved at': 'Pending',
    Event: '1expired',
  });
  expect(await record.getByText('History').count()).toBe(0);
  await shoot(page, 'enforcement');
  expect(complaints).toEqual([]);
});

test('an execution shows its result and the changes that led to it', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const jobs = await askApi(origin, routes.listExecutions, { query: { status: 'completed' } });
  const [job] = jobs.items;
  if (job === undefined) throw new Error('No index job has completed.');
  await page.goto(urlOf(activity('executions', { id: String(job.id), codebase })));
  const history = page.getByRole('region', { name: 'History' });
  await history.getByText('running → completed').waitFor();
  await shoot(page, 'execution');
  expect(complaints).toEqual([]);
});

async function factsOf(
  list: ReturnType<Page['locator']>,
): Promise<Readonly<Record<string, string>>> {
  const rows = await list.locator('.fact').all();
  const pairs = rows.map(async (row) => [
    await row.locator('dt').textContent(),
    await row.locator('dd').textContent(),
  ]);
  return Object.fromEntries(await Promise.all(pairs));
}

async function eventStore() {
  const events = await openEventStore({ url: eventsUrl, maxConnections: 1 });
  return { events, [Symbol.asyncDispose]: () => events.close() };
}
