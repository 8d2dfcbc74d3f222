import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Place } from '../src/places.ts';
import { openPage } from './browser.ts';
import { urlOf } from './places.ts';
import { shoot } from './shoot.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 360, height: 640 },
] as const;
/** Colours are the same at every width, and what a narrow screen hides or moves is the same in the dark. */
const examined = new Set(['1280 light', '1280 dark', '390 light']);

/** Expects that a place fits every size, that axe-core finds nothing wrong in it, and that it is quiet. */
export async function examinePlace(browser: Browser, name: string, place: Place): Promise<void> {
  await using watched = await openPage(browser, { reducedMotion: 'reduce' });
  const { page, complaints } = watched;
  await page.goto(urlOf(place));
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
}

/** Waits until nothing on the page stands in for something that is still to come. */
async function settled(page: Page): Promise<void> {
  await page.locator('main').waitFor();
  await page.waitForFunction(
    () =>
      document.querySelector('.skeleton, [data-stale="true"]') === null &&
      document.querySelector('[data-picture]:not([data-picture="still"])') === null,
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
