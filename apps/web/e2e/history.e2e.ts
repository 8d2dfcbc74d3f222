import { routes } from '@clew/contracts/api';
import { createEnforcement } from '@clew/event-store';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enforcement, event, events, executions } from '../src/pipeline-places.ts';
import { hrefOf } from '../src/places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { eventStore, post, trigger } from './make-records.ts';
import { origin, urlOf } from './places.ts';
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
  await page.goto(urlOf(events({ trigger: 'ci.build_finished' })));
  await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
  await page.locator('[data-live="live"]').waitFor();
  const id = await post({
    trigger_ref: 'ci.build_finished',
    source_ref: 'ci.pipeline',
    payload: {
      branch: 'thread',
      steps: [{ name: 'weave', seconds: 12.5 }],
      green: true,
      note: null,
    },
  });
  await page.locator(`a[href="${hrefOf(event(id))}"]`).click();
  await page.waitForURL(urlOf(event(id)));
  await page.getByText('"thread"', { exact: true }).waitFor();
  const step = page.getByText('"weave"', { exact: true });
  expect(await step.isVisible()).toBe(false);
  await page.locator('summary', { hasText: 'weave' }).last().click();
  await step.waitFor();
  await page.getByText('12.5', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'ci.pipeline' }).waitFor();
  expect(await page.getByText('History').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a list holds still while it is paused, says how much waits, and shows it when it goes on', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  await post({ trigger_ref: 'pause.first' });
  await page.goto(urlOf(events({ trigger: 'pause.first' })));
  await page.getByRole('button', { name: 'Live. Pause' }).click();
  await page.getByRole('button', { name: 'Paused. Go on' }).waitFor();
  const later = [
    await post({ trigger_ref: 'pause.first' }),
    await post({ trigger_ref: 'pause.first' }),
  ];
  await page.getByRole('button', { name: 'Paused, 2 new. Go on' }).waitFor();
  const rows = page.locator('[data-row]');
  expect(await rows.count()).toBe(1);
  await page.getByRole('button', { name: 'Paused, 2 new. Go on' }).click();
  for (const id of later) await page.locator(`a[href="${hrefOf(event(id))}"]`).waitFor();
  expect(await rows.count()).toBe(3);
  await page.getByRole('button', { name: 'Live. Pause' }).waitFor();
});

test('filters stand in the URL, and a text is looked for in the payloads', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  const ids = [
    await post({ trigger_ref: 'find.me', payload: { colour: 'Vermilion' } }),
    await post({ trigger_ref: 'find.me', payload: { colour: 'green' } }),
  ] as const;
  await page.goto(urlOf(events()));
  await page.getByLabel('Trigger', { exact: true }).fill('find.me');
  await page.keyboard.press('Enter');
  await page.waitForURL(urlOf(events({ trigger: 'find.me' })));
  await page.getByLabel('Text in the payload').fill('vermil');
  await page.waitForURL(urlOf(events({ trigger: 'find.me', text: 'vermil' })));
  await page.locator(`a[href="${hrefOf(event(ids[1]))}"]`).waitFor({ state: 'detached' });
  await page.locator(`a[href="${hrefOf(event(ids[0]))}"]`).waitFor();
});

test('an event is followed to its enforcement and execution as they happen, and is run again', async () => {
  const ref = 'thread.follow';
  await askApi(
    origin,
    routes.createRule,
    {},
    {
      ref,
      trigger_ref: await trigger('thread.pulled'),
      when: "event.payload.colour == 'red'",
      action_ref: 'core.log',
      action_params: { message: 'red' },
    },
  );
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(executions({ rule: ref })));
  await page.locator('[data-live="live"]').waitFor();
  const id = await post({ trigger_ref: 'thread.pulled', payload: { colour: 'red' } });
  await page.getByRole('link', { name: 'core.log' }).first().waitFor();
  await page.goto(urlOf(event(id)));
  const runs = page.getByRole('list', { name: `Executions of ${ref}` });
  await runs.getByText('completed').waitFor();
  await shoot(page, 'event');
  await runs.getByRole('link', { name: 'core.log' }).click();
  const steps = page.getByRole('list', { name: 'Statuses' });
  for (const status of ['requested', 'running', 'completed']) {
    await steps.getByText(status, { exact: true }).waitFor();
  }
  await page.getByRole('button', { name: 'Run again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Run again' }).click();
  await page.getByText('Runs again', { exact: true }).waitFor();
  await steps.getByText('completed', { exact: true }).waitFor();
  await shoot(page, 'execution');
  await page.goto(urlOf(event(id)));
  await runs.getByText('run again by').waitFor();
  expect(complaints).toEqual([]);
});

test('a rule that did not fire says which condition was false and what it found', async () => {
  const ref = 'thread.silent';
  await askApi(
    origin,
    routes.createRule,
    {},
    {
      ref,
      trigger_ref: await trigger('thread.silent_one'),
      when: 'event.payload.knots > 3 && event.payload.colour == "red"',
      action_ref: 'core.log',
      action_params: { message: 'never' },
    },
  );
  const id = await post({
    trigger_ref: 'thread.silent_one',
    payload: { knots: 7, colour: 'blue' },
  });
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(event(id)));
  await page.getByRole('combobox', { name: /^Rule/ }).selectOption(ref);
  await page.waitForURL(urlOf(event(id, ref)));
  await page.getByText('not matched', { exact: true }).waitFor();
  await page.getByText('= "blue"').waitFor();
  await shoot(page, 'why');
  expect(complaints).toEqual([]);
});

test('a pending enforcement of a gone event says "Pending" and "expired", and has no history', async () => {
  await using store = await eventStore();
  const made = await createEnforcement({
    ctx: { events: store.events },
    input: { rule_ref: 'test.follow_the_thread', trigger_ref: 'ci.build_finished', event: 1 },
  });
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(enforcement(made.id)));
  await page.getByRole('heading', { level: 1, name: 'test.follow_the_thread' }).waitFor();
  const overview = page.getByRole('region', { name: 'Overview' });
  expect(await factsOf(overview.locator('dl'))).toMatchObject({
    'Resolved At': 'Pending',
    Event: expect.stringMatching(/^1expired/),
  });
  const aside = page.getByRole('complementary', { name: 'Metadata' });
  await aside.getByText('Resolved At').waitFor();
  await aside.getByText('Pending').waitFor();
  expect(await page.getByText('History').count()).toBe(0);
  await shoot(page, 'enforcement');
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
