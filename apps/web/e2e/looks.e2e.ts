import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  architectureOf,
  changesOf,
  graphOf,
  impactOf,
  knowledgeOf,
} from '../src/codebase-places.ts';
import {
  enforcements,
  events,
  executions,
  health,
  system,
  workers,
} from '../src/pipeline-places.ts';
import { newCodebase, overview, type Place, symbols } from '../src/places.ts';
import { launchChromium, openPage } from './browser.ts';
import { examinePlace } from './examine-place.ts';
import { codebase, openGraph, urlOf } from './places.ts';

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
  ['all knowledge', knowledgeOf(codebase)],
  ['deleted symbols', changesOf(codebase, { view: 'deleted' })],
  ['new codebase', newCodebase],
  ['overview', overview(codebase)],
  ['symbols', symbols(codebase, { q: 'graph' })],
  ['impact', symbols(codebase, { q: 'openGraph', symbol: openGraph })],
  ['callers', symbols(codebase, { symbol: openGraph, tab: 'callers' })],
  ['deletion', symbols(codebase, { symbol: openGraph, tab: 'deletion' })],
  ['events', events()],
  ['enforcements', enforcements()],
  ['executions', executions()],
  ['health', health()],
  ['workers', workers()],
  ['system', system({ of: 'event' })],
  ['nowhere', { to: '/nowhere', params: {}, search: {} }],
];

test.each([...places, ['unknown symbol', symbols(codebase, { symbol: `${openGraph}s` })] as const])(
  '%s is accessible and fits at every size, light and dark',
  async (name, place) => {
    expect.hasAssertions();
    await examinePlace(browser, name, place);
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
