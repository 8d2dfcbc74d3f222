import { routes } from '@clew/contracts/api';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatCount } from '../src/format.ts';
import { overview } from '../src/places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { codebase, origin, urlOf } from './places.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

test('the only codebase opens by itself and shows the true counts', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const truth = await askApi(origin, routes.getCodebase, { params: { name: codebase } });
  await page.goto(origin);
  await page.getByRole('heading', { level: 1, name: codebase }).waitFor();
  await page.waitForURL(urlOf(overview(codebase)));
  const { files, symbols, edges, unresolved } = truth.counts;
  for (const value of [files, symbols, edges, unresolved]) expect(value).toBeGreaterThan(0);
  expect(await page.locator('dl[aria-label="Counts"] .stat-value').allTextContents()).toEqual(
    [files, symbols, edges, unresolved].map(formatCount),
  );
  const run = page.getByRole('region', { name: 'Last index run' });
  expect(await run.textContent()).toContain(
    truth.last_revision?.commit?.slice(0, 7) ?? 'not a git checkout',
  );
  expect(complaints).toEqual([]);
});

test('integrity names every foreign key and its number of orphans', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  const truth = await askApi(origin, routes.checkIntegrity, { params: { name: codebase } });
  await page.goto(urlOf(overview(codebase)));
  const panel = page.getByRole('region', { name: 'Integrity', exact: true });
  await panel.getByText(`Zero orphans in ${truth.orphans.length} foreign keys`).waitFor();
  const rows = await panel.locator('tbody tr').allTextContents();
  expect(rows).toEqual(
    truth.orphans.map(
      ({ table, column, references, count }) => `${table}.${column}${references}${count}`,
    ),
  );
});

test('an index run can be started and is followed to its end; without a change there is no new revision', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const before = await askApi(origin, routes.getCodebase, { params: { name: codebase } });
  await page.goto(urlOf(overview(codebase)));
  await page.getByRole('button', { name: 'Index now' }).click();
  await page.waitForURL(/\?job=\d+$/);
  const job = page.getByRole('region', { name: 'Index job' });
  // How long a run takes is the machine's affair; the limit of the test is the only one.
  await job.getByText('The index is up to date').waitFor({ timeout: 0 });
  await job.getByText('no symbol changed').waitFor();
  const after = await askApi(origin, routes.getCodebase, { params: { name: codebase } });
  expect(after.last_revision?.id).toBe(before.last_revision?.id);
  await job.getByRole('button', { name: 'Dismiss' }).click();
  await job.waitFor({ state: 'detached' });
  await page.waitForURL(urlOf(overview(codebase)));
  expect(complaints).toEqual([]);
});

test('an unknown codebase offers the one that was meant', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  await page.goto(urlOf(overview('clwe')));
  const suggestions = page.getByRole('alert').getByRole('list', { name: 'Suggestions' });
  await suggestions.getByRole('link', { name: codebase }).click();
  await page.getByRole('heading', { level: 1, name: codebase }).waitFor();
});
