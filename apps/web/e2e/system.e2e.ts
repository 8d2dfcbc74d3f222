import { routes } from '@clew/contracts/api';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { health, system } from '../src/pipeline-places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { examinePlace } from './examine-place.ts';
import { codebase, openGraph, origin, urlOf } from './places.ts';
import { putAway } from './put-away.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

test('a quarantined row is put back where its symbol is, and another one discarded', async () => {
  putAway(codebase, openGraph, 'gone#spindle');
  const params = { name: codebase };
  const before = await askApi(origin, routes.listQuarantine, { params, query: {} });
  const [missing, there] = before.items;
  if (missing === undefined || there === undefined) throw new Error('Nothing was put away.');
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(system({ tab: 'quarantine', of: codebase })));

  await page.getByRole('button', { name: `constraints ${missing.row_id}`, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The graph has no symbol "gone#spindle"').waitFor();
  expect(await dialog.getByRole('button', { name: 'Put it back' }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard the row' }).click();
  await page
    .getByRole('button', { name: `constraints ${missing.row_id}`, exact: true })
    .waitFor({ state: 'detached' });

  await page.getByRole('button', { name: `constraints ${there.row_id}`, exact: true }).click();
  await dialog.getByRole('button', { name: 'Put it back' }).click();
  await page
    .getByRole('button', { name: `constraints ${there.row_id}`, exact: true })
    .waitFor({ state: 'detached' });
  const after = await askApi(origin, routes.listQuarantine, { params, query: {} });
  expect(after.total).toBe(before.total - 2);
  const { constraints } = await askApi(origin, routes.getKnowledge, {
    params: { ...params, fqn: openGraph },
  });
  expect(constraints.map(({ name }) => name)).toContain('wound once');
  const { ok } = await askApi(origin, routes.checkIntegrity, { params });
  expect(ok).toBe(true);
  expect(complaints).toEqual([]);
});

test.each(['jobs', 'migrations', 'graphs', 'quarantine', 'tokens'] as const)(
  'the part of the system about %s is accessible and fits at every size',
  async (tab) => {
    expect.hasAssertions();
    if (tab === 'quarantine') putAway(codebase, 'gone#treadle');
    await examinePlace(browser, `system-${tab}`, system({ tab }));
  },
);

test('the volume of events grows by itself, and a span that is chosen by keys is looked at', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(health({ range: '6h' })));
  const events = page.getByRole('region', { name: 'Events', exact: true });
  await page.locator('[data-live="live"]').waitFor();
  const total = events.getByText(/in all, by the hour/);
  await total.waitFor();
  const before = Number((await total.textContent())?.replaceAll(/\D/g, ''));
  await askApi(origin, routes.createEvents, {}, [{ trigger_ref: 'bobbin.full' }]);
  await page.waitForFunction(
    ([label, was]) =>
      [...document.querySelectorAll(`section[aria-label="${label}"] span, section span`)].some(
        (each) =>
          /in all, by the hour/.test(each.textContent ?? '') &&
          each.closest('section')?.textContent?.startsWith(`${label}`) === true &&
          Number(each.textContent?.replaceAll(/\D/g, '')) > Number(was),
      ),
    ['Events', before] as const,
  );

  const chart = events.getByRole('slider');
  await events.locator('canvas').waitFor();
  await page.locator('nav[aria-label="Range"] a').last().focus();
  while ((await chart.evaluate((element) => element === document.activeElement)) === false) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  expect(await chart.getAttribute('aria-valuetext')).toMatch(/^From \d{4}-\d\d-\d\d \d\d:00 to/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/since=.*until=/);
  const url = new URL(page.url());
  const moment = (name: string) =>
    Date.parse(url.searchParams.get(name)?.replaceAll('"', '') ?? '');
  expect(moment('until') - moment('since')).toBe(2 * 3_600_000);
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await page.waitForURL((next) => next.href !== url.href && next.searchParams.has('since'));
  expect(complaints).toEqual([]);
});
