import { routes } from '@clew/contracts/api';
import { createEnforcement, resolveEnforcement } from '@clew/event-store';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { enforcement, event, events, execution } from '../src/pipeline-places.ts';
import { hrefOf } from '../src/places.ts';
import { type ApiProcess, startApiProcess } from './api-process.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { freePort } from './free-port.ts';
import { eventStore, executionOf, post, programRules } from './make-records.ts';
import { eventsUrl, home, origin, urlOf } from './places.ts';
import { shoot } from './shoot.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

test('a run is read while it writes, and one that stays is cancelled', async () => {
  await using programs = await programRules('bobbin');
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const speaks = await executionOf(await post({ trigger_ref: 'bobbin.speak' }));
  await page.goto(urlOf(execution(speaks)));
  await markAsLoadedOnce(page);
  const output = page.getByRole('region', { name: 'Output' });
  await output.getByRole('region', { name: 'stdout' }).getByText('the first line').waitFor();
  await output.getByRole('region', { name: 'stderr' }).getByText('a first warning').waitFor();
  await output.getByText('follows the run').waitFor();
  const steps = page.getByRole('list', { name: 'Statuses' });
  await steps.getByText('running', { exact: true }).waitFor();
  expect(await output.getByText('the last line').count()).toBe(0);
  expect(await steps.getByText('completed', { exact: true }).count()).toBe(0);
  await shoot(page, 'live-output');
  await programs.release();
  await output.getByText('the last line').waitFor();
  await steps.getByText('completed', { exact: true }).waitFor();
  expect(await wasLoadedOnce(page)).toBe(true);

  const stays = await executionOf(await post({ trigger_ref: 'bobbin.stay' }));
  await page.goto(urlOf(execution(stays)));
  await output.getByText('here to stay').waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the execution' }).click();
  await steps.getByText('cancelled', { exact: true }).waitFor();
  const ended = await askApi(origin, routes.getExecution, { params: { id: stays } });
  expect(ended.status).toBe('cancelled');
  expect(complaints).toEqual([]);
});

test('a pending enforcement is resolved under the eyes of its reader', async () => {
  await using store = await eventStore();
  const ctx = { events: store.events };
  const made = await createEnforcement({
    ctx,
    input: { rule_ref: 'shuttle.waits', trigger_ref: 'shuttle.thrown', event: 1 },
  });
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(enforcement(made.id)));
  await markAsLoadedOnce(page);
  const overview = page.getByRole('region', { name: 'Overview' });
  const aside = page.getByRole('complementary', { name: 'Metadata' });
  await overview.getByText('Pending', { exact: true }).waitFor();
  await aside.getByText('Pending', { exact: true }).waitFor();
  const resolved = await resolveEnforcement({
    ctx,
    input: { id: made.id, status: 'disabled', error: 'The rule was switched off.' },
  });
  await page.getByText('The rule was switched off.').waitFor();
  const when = await page.evaluate(
    (at) => document.querySelectorAll(`time[datetime="${at}"]`).length,
    resolved.resolved_at,
  );
  expect(when).toBeGreaterThanOrEqual(2);
  await overview.getByText('disabled').waitFor();
  expect(await page.getByText('Pending').count()).toBe(0);
  expect(await wasLoadedOnce(page)).toBe(true);
  expect(complaints).toEqual([]);
});

test('a list says that its connection broke, stands up by itself and misses no row', async () => {
  const port = await freePort();
  let api = await startApi(port);
  try {
    await using watched = await openPage(browser, {}, api.origin);
    const { page } = watched;
    const before = await post({ trigger_ref: 'heddle.lifted' });
    await page.goto(`${api.origin}${hrefOf(events({ trigger: 'heddle.lifted' }))}`);
    await markAsLoadedOnce(page);
    await rowOf(page, before).waitFor();
    await page.locator('[data-live="live"]').waitFor();
    const seen = await post({ trigger_ref: 'heddle.lifted' });
    await rowOf(page, seen).waitFor();
    await api.stop();
    await page.getByRole('button', { name: /^Reconnecting/ }).waitFor();
    await page.getByText('API not ready').first().waitFor();
    const missed = [
      await post({ trigger_ref: 'heddle.lifted' }),
      await post({ trigger_ref: 'heddle.lifted' }),
    ];
    expect(await rowOf(page, missed[0] ?? 0).count()).toBe(0);
    api = await startApi(port);
    for (const id of missed) await rowOf(page, id).waitFor();
    await page.locator('[data-live="live"]').waitFor();
    const after = await post({ trigger_ref: 'heddle.lifted' });
    await rowOf(page, after).waitFor();
    const shown = await page
      .locator('[data-row] a')
      .evaluateAll((links) =>
        links.map((link) => Number(link.getAttribute('href')?.split('/').at(-1))),
      );
    expect(shown).toEqual([after, ...missed.toReversed(), seen, before]);
    expect(await wasLoadedOnce(page)).toBe(true);
  } finally {
    await api.stop();
  }
});

test('while the API is away a list and a record say so, and are there when it is back', async () => {
  const port = await freePort();
  let api = await startApi(port);
  try {
    await using watched = await openPage(browser, {}, api.origin);
    const { page } = watched;
    const id = await post({ trigger_ref: 'reed.beaten', payload: { thread: 'linen' } });
    await page.goto(`${api.origin}${hrefOf(events({ trigger: 'reed.beaten' }))}`);
    await rowOf(page, id).waitFor();
    await api.stop();
    // A record that was not asked for yet, by a click as a reader does it.
    await rowOf(page, id).click();
    const alert = page.getByRole('alert').first();
    await alert.getByText('The API does not answer').waitFor();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.getByText('The API does not answer').waitFor();
    await shoot(page, 'api-away');
    api = await startApi(port);
    await page.getByText('"linen"', { exact: true }).waitFor();
    await page.getByText('The API does not answer').first().waitFor({ state: 'detached' });

    await api.stop();
    await page.getByRole('link', { name: 'Events', exact: true }).first().click();
    await alert.getByText('The API does not answer').waitFor();
    api = await startApi(port);
    await page.locator('[data-row="0"]').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);

    await api.stop();
    // A page that was never shown: not even its code is there.
    await page.getByRole('link', { name: 'Triggers', exact: true }).first().click();
    await alert.getByText('This page could not be loaded.').waitFor();
    api = await startApi(port);
    await page.getByRole('heading', { level: 1, name: 'Triggers' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  } finally {
    await api.stop();
  }
});

test('filters stay over a reload, an event and the way back', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const kept = await post({ trigger_ref: 'warp.wound', source_ref: 'warp.mill' });
  const left = await post({ trigger_ref: 'warp.wound', source_ref: 'warp.other' });
  const place = events({ trigger: 'warp.wound', source: 'warp.mill', range: 'day' });
  await page.goto(urlOf(events()));
  await page.getByLabel('Trigger', { exact: true }).fill('warp.wound');
  await page.keyboard.press('Enter');
  await page.getByLabel('Source', { exact: true }).fill('warp.mill');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: /^Time/ }).selectOption('day');
  await page.waitForURL(urlOf(place));
  const shows = async () => {
    await rowOf(page, kept).waitFor();
    expect(await rowOf(page, left).count()).toBe(0);
    expect(await page.getByLabel('Trigger', { exact: true }).inputValue()).toBe('warp.wound');
    expect(await page.getByLabel('Source', { exact: true }).inputValue()).toBe('warp.mill');
    expect(await page.getByRole('combobox', { name: /^Time/ }).inputValue()).toBe('day');
  };
  await shows();
  await page.reload();
  await shows();
  await rowOf(page, kept).click();
  await page.waitForURL(urlOf(event(kept)));
  await page.goBack();
  await page.waitForURL(urlOf(place));
  await shows();
  expect(complaints).toEqual([]);
});

test('a long list holds few rows in the document, and is found where it was left', async () => {
  const batch = Array.from({ length: 900 }, (_, knot) => ({
    trigger_ref: 'weft.drawn',
    payload: { knot },
  }));
  await askApi(origin, routes.createEvents, {}, batch);
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(events({ trigger: 'weft.drawn' })));
  const list = page.getByRole('region', { name: 'Events' });
  const row = (index: number) => list.locator(`[data-row="${index}"]`);
  await row(0).waitFor();
  const first = await row(0).locator('a').getAttribute('href');
  let most = 0;
  for (let index = 80; index <= 880; index += 80) {
    // How far it can be scrolled grows with every page that comes.
    await vi.waitFor(
      async () => {
        await list.evaluate(
          (frame, top) => {
            frame.scrollTop = top;
          },
          index * 36 + 10,
        );
        if ((await row(index).count()) === 0) throw new Error(`Row ${index} is not there yet.`);
      },
      { timeout: 30_000 },
    );
    most = Math.max(most, await list.locator('tr').count());
  }
  await row(899).waitFor();
  await page.getByText('900 events', { exact: true }).waitFor();
  expect(most).toBeLessThan(80);
  const link = row(880).locator('a');
  const height = await link.evaluate((element) => element.getBoundingClientRect().top);
  await link.click();
  await page.getByRole('heading', { level: 1, name: 'weft.drawn' }).waitFor();
  await page.goBack();
  await row(880).waitFor();
  expect(await link.evaluate((element) => element.getBoundingClientRect().top)).toBe(height);
  await list.evaluate((frame) => {
    frame.scrollTop = 0;
  });
  await row(0).waitFor();
  expect(await row(0).locator('a').getAttribute('href')).toBe(first);
  expect(complaints).toEqual([]);
});

function startApi(port: number): Promise<ApiProcess> {
  return startApiProcess({ home, port, eventsUrl });
}

function rowOf(page: Page, id: number) {
  return page.locator(`[data-row] a[href="${hrefOf(event(id))}"]`);
}

/** Leaves a mark that no reload survives. */
function markAsLoadedOnce(page: Page): Promise<void> {
  return page.evaluate(() => {
    Object.assign(window, { loadedOnce: true });
  });
}

function wasLoadedOnce(page: Page): Promise<boolean> {
  return page.evaluate(() => 'loadedOnce' in window);
}
