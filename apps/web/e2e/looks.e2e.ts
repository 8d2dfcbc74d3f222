import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { architectureOf, changesOf, graphOf, impactOf } from '../src/codebase-places.ts';
import {
  action,
  enforcements,
  events,
  executions,
  health,
  newRule,
  system,
  workers,
} from '../src/pipeline-places.ts';
import { overview, type Place, symbols } from '../src/places.ts';
import { launchChromium, openPage } from './browser.ts';
import { codebase, openGraph, urlOf } from './places.ts';
import { shoot } from './shoot.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

const places: readonly (readonly [name: string, route: Place])[] = [
  ['graph drawing', graphOf(codebase, { symbol: openGraph })],
  ['graph list', graphOf(codebase, { symbol: openGraph, view: 'list', to: openGraph })],
  ['impact of a symbol', impactOf(codebase, { symbol: openGraph })],
  ['changes', changesOf(codebase)],
  ['architecture', architectureOf(codebase)],
  ['source', symbols(codebase, { symbol: openGraph, tab: 'source' })],
  ['knowledge', symbols(codebase, { symbol: openGraph, tab: 'knowledge' })],
  ['overview', overview(codebase)],
  ['symbols', symbols(codebase, { q: 'graph' })],
  ['impact', symbols(codebase, { q: 'openGraph', symbol: openGraph })],
  ['callers', symbols(codebase, { symbol: openGraph, tab: 'callers' })],
  ['deletion', symbols(codebase, { symbol: openGraph, tab: 'deletion' })],
  ['events', events()],
  ['enforcements', enforcements()],
  ['executions', executions()],
  ['health', health()],
  ['new rule', newRule({ trigger: 'graph.indexed' })],
  ['action', action('core.log')],
  ['workers', workers()],
  ['system', system({ of: 'event' })],
  ['nowhere', { to: '/nowhere', params: {}, search: {} }],
];
const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 360, height: 640 },
] as const;
/** Colours are the same at every width, and what a narrow screen hides or moves is the same in the dark. */
const examined = new Set(['1280 light', '1280 dark', '390 light']);

test.each([...places, ['unknown symbol', symbols(codebase, { symbol: `${openGraph}s` })] as const])(
  '%s is accessible and fits at every size, light and dark',
  async (name, route) => {
    await using watched = await openPage(browser, { reducedMotion: 'reduce' });
    const { page, complaints } = watched;
    await page.goto(urlOf(route));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const viewport of sizes) {
        await page.setViewportSize(viewport);
        await settled(page);
        const at = `${viewport.width} ${colorScheme}`;
        expect(await sidewaysScrollers(page), at).toEqual([]);
        if (!examined.has(at)) continue;
        await shoot(page, `${name}-${viewport.width}-${colorScheme}`);
        expect(await violations(page), at).toEqual([]);
      }
    }
    expect(complaints.filter((each) => !each.includes('404'))).toEqual([]);
  },
);

test('the theme follows the system until one is chosen, and the choice survives a reload', async () => {
  await using watched = await openPage(browser, { colorScheme: 'dark' });
  const { page } = watched;
  await page.goto(urlOf(overview(codebase)));
  expect(await brightness(page)).toBeLessThan(0.3);
  const toggle = page.getByRole('button', { name: /^Theme:/ });
  await toggle.click();
  await page.getByRole('button', { name: /^Theme: light/ }).waitFor();
  expect(await brightness(page)).toBeGreaterThan(0.9);
  await page.reload();
  await page.getByRole('button', { name: /^Theme: light/ }).waitFor();
  expect(await brightness(page)).toBeGreaterThan(0.9);
  await toggle.click();
  expect(await brightness(page)).toBeLessThan(0.3);
  await toggle.click();
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await brightness(page)).toBeGreaterThan(0.9);
});

/** Waits until nothing on the page stands in for something that is still to come. */
async function settled(page: Page): Promise<void> {
  await page.locator('main').waitFor();
  await page.waitForFunction(
    () => document.querySelector('.skeleton, [data-stale="true"]') === null,
  );
  await page.locator('[data-api="ready"]').waitFor({ state: 'attached' });
}

/** The panes that are wider than what they show; a table or a text may scroll in its own frame. */
async function sidewaysScrollers(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    ['html', 'main', '.split-list', '.split-detail', '[data-pane]'].filter((selector) => {
      const pane = document.querySelector(selector);
      return pane !== null && pane.scrollWidth > pane.clientWidth;
    }),
  );
}

/** What axe-core finds wrong, in one line each. Run by the debugger, so the page's policy stays as it is. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate<AxeResults>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Lightness of the page's ground, 0 black to 1 white. */
async function brightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    if (canvas === null) throw new Error('The browser cannot draw.');
    canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 765;
  });
}
