import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { architectureOf, graphOf, impactOf } from '../src/codebase-places.ts';
import { type Place, symbols } from '../src/places.ts';
import { launchChromium, openPage } from './browser.ts';
import { codebase, openGraph, urlOf } from './places.ts';

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const openCodebase = '@clew/graph-store/src/codebases/open-codebase.ts#openCodebase';

const pictures: readonly (readonly [name: string, place: Place, scheme: 'light' | 'dark'])[] = [
  ['explore', symbols(codebase, { q: 'openGraph', symbol: openGraph, tab: 'callers' }), 'light'],
  ['graph', graphOf(codebase, { symbol: openGraph, to: openCodebase }), 'light'],
  ['graph-dark', graphOf(codebase, { symbol: openGraph, to: openCodebase }), 'dark'],
  ['impact', impactOf(codebase, { symbol: openGraph }), 'light'],
  ['architecture', architectureOf(codebase), 'light'],
];

let browser: Browser;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

test.each(pictures)('%s', async (name, place, colorScheme) => {
  await using watched = await openPage(browser, {
    colorScheme,
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const { page } = watched;
  await page.goto(urlOf(place));
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  await page.waitForFunction(
    () => document.querySelector('.skeleton, [data-stale="true"]') === null,
  );
  await page.locator('[data-api="ready"]').first().waitFor();
  const picture = await page.screenshot({ path: `${folder}${name}.png` });
  expect(picture.length).toBeGreaterThan(0);
});
