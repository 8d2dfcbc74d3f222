import { routes } from '@clew/contracts/api';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatCount } from '../src/format.ts';
import {
  action,
  health,
  newTrigger,
  system,
  trigger,
  worker,
  workers,
} from '../src/pipeline-places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { origin, urlOf } from './places.ts';
import { shoot } from './shoot.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

test('a trigger is defined; a schema that is no JSON is said in place and not sent', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(newTrigger()));
  await page.getByLabel('Ref', { exact: true }).fill('spindle.turned');
  await page.getByLabel('Payload', { exact: true }).fill('{"type": ');
  await page.getByRole('button', { name: 'Save the trigger' }).click();
  await page.getByText(/^This is not JSON/).waitFor();
  expect(page.url()).toBe(urlOf(newTrigger()));
  await page.getByLabel('Payload', { exact: true }).fill('{"type": "object"}');
  await page.getByRole('button', { name: 'Save the trigger' }).click();
  await page.waitForURL(urlOf(trigger('spindle.turned')));
  const made = await askApi(origin, routes.getTrigger, { params: { ref: 'spindle.turned' } });
  expect(made).toMatchObject({ out_schema: { type: 'object' }, enabled: true });
  expect(complaints).toEqual([]);
});

test('an action is run once by hand, and its execution arrives', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(action('core.log')));
  await page.getByLabel('message', { exact: true }).fill('by hand');
  await page.getByLabel('level', { exact: true }).selectOption('warn');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('list', { name: 'Statuses' }).getByText('completed').waitFor();
  expect(complaints).toEqual([]);
});

test('a worker is cordoned with a reason and let back, and its history says so', async () => {
  const { items } = await askApi(origin, routes.listWorkers, {});
  const [first] = items;
  if (first === undefined) throw new Error('No worker has registered.');
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(worker(first.name)));
  await page.getByRole('button', { name: 'Cordon' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Untangling');
  await dialog.getByRole('button', { name: 'Cordon the worker' }).click();
  await page.getByText('It takes nothing new: Untangling').waitFor();
  await using other = await openPage(browser);
  await other.page.goto(urlOf(workers()));
  const row = other.page.getByRole('row', { name: new RegExp(`^${first.name}`) });
  await row.getByText('cordoned', { exact: true }).waitFor();
  await shoot(page, 'worker');
  await page.getByRole('button', { name: 'Uncordon' }).click();
  await page.getByRole('button', { name: 'Cordon', exact: true }).waitFor();
  await row.getByText('cordoned', { exact: true }).waitFor({ state: 'detached' });
  const history = page.getByRole('region', { name: 'History' });
  await history.getByText('false → true').first().waitFor();
  expect([...complaints, ...other.complaints]).toEqual([]);
});

test('health counts what the API counts, and a brushed span goes into the URL', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(health()));
  const chart = page.getByRole('region', { name: 'Events', exact: true });
  const { total } = await askApi(origin, routes.getAnalytics, { params: { entity: 'events' } });
  expect(total).toBeGreaterThan(0);
  await chart.getByText(/in all, by the hour/).waitFor();
  const canvas = chart.locator('canvas');
  await canvas.waitFor();
  await page.getByText('nothing lost, nothing twice').waitFor();
  await shoot(page, 'health');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('The chart is not drawn.');
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.5, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, middle, { steps: 8 });
  await page.mouse.up();
  await page.waitForURL(/\/pipeline\?.*since=/);
  expect(complaints).toEqual([]);
});

test('the system shows chunks and migrations, and a token only once', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(system({ of: 'event' })));
  const { chunks } = await askApi(origin, routes.getChunks, { query: { hypertable: 'event' } });
  await page.getByText(`${formatCount(chunks.length)} chunk`).waitFor();
  await page.getByRole('tab', { name: 'Migrations' }).click();
  const { events } = await askApi(origin, routes.getMigrations, {});
  const listed = page.getByRole('list', { name: 'Migrations of Event store' });
  for (const { name } of events.applied) await listed.getByText(name, { exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Tokens' }).click();
  await page.getByLabel('Name', { exact: true }).fill('spinner');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const secret = await page.locator('[data-secret]').textContent();
  expect(secret).toMatch(/^clew_/);
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.locator('[data-secret]').waitFor({ state: 'detached' });
  expect(await page.getByText(secret ?? '').count()).toBe(0);
  await page.getByRole('button', { name: 'Revoke spinner' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke the token' }).click();
  await page
    .getByRole('row', { name: /^spinner/ })
    .getByText('revoked')
    .waitFor();
  expect(complaints).toEqual([]);
});
