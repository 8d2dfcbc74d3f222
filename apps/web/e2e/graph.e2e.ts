import { routes } from '@clew/contracts/api';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expandedIn, graphOf, usualGraph, withExpanded } from '../src/codebase-places.ts';
import { formatQuantity, formatTerm } from '../src/format.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { codebase, openGraph, origin, urlOf } from './places.ts';
import { shiftOf } from './shift-of.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

async function around(fqn: string) {
  return askApi(
    origin,
    routes.queryGraph,
    { params: { name: codebase } },
    { start: [fqn], direction: 'both', depth: 1, limit: 600 },
  );
}

/** A function beside openGraph that leads to more, and how many symbols there are with its neighbours. */
async function nextTo() {
  const truth = await around(openGraph);
  const here = new Set(truth.nodes.map(({ fqn }) => fqn));
  for (const { fqn, depth, kind } of truth.nodes) {
    if (depth !== 1 || kind !== 'function') continue;
    const more = await around(fqn);
    const all = new Set([...here, ...more.nodes.map((node) => node.fqn)]);
    if (all.size > here.size) return { fqn, before: here.size, after: all.size };
  }
  throw new Error('No function beside openGraph leads further.');
}

/** All of the line that tells the size: nothing is being loaded any more. */
function sizeOf(nodes: number, edges: number): RegExp {
  return new RegExp(
    `^${formatQuantity(nodes, 'symbol')}, ${formatQuantity(edges, 'edge')}(, a lower bound)?$`,
  );
}

function symbolCount(page: Page, count: number) {
  return page.getByText(new RegExp(`^${formatQuantity(count, 'symbol')}, `)).waitFor();
}

test('a link to an expanded graph shows it, and back leads out of an expansion', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const { fqn, before, after } = await nextTo();
  const view = { ...usualGraph, symbol: openGraph, view: 'list' as const };
  await page.goto(urlOf(graphOf(codebase, withExpanded(view, fqn))));
  await symbolCount(page, after);

  await page.goto(urlOf(graphOf(codebase, view)));
  await symbolCount(page, before);
  await page
    .getByRole('region', { name: 'Graph as a list' })
    .locator('li')
    .filter({ has: page.getByTitle(fqn, { exact: true }) })
    .getByRole('button', { name: /^Expand/ })
    .click();
  await symbolCount(page, after);
  const expanded = new URL(page.url()).searchParams.get('expanded');
  expect(expandedIn({ expanded })).toEqual([fqn]);
  await page.reload();
  await symbolCount(page, after);
  await page.goBack();
  await symbolCount(page, before);
  expect(complaints).toEqual([]);
});

test('what is drawn follows the mouse while it is dragged, and is drawn anew when it rests', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(graphOf(codebase, { symbol: openGraph })));
  const truth = await around(openGraph);
  await page.getByText(sizeOf(truth.nodes.length, truth.edges.length)).waitFor();
  const still = page.locator('[data-picture="still"]');
  await still.waitFor();
  const box = await still.boundingBox();
  if (box === null) throw new Error('The drawing has no place.');
  // Away from its rim, its marks and its words.
  const clip = {
    x: box.x + 90,
    y: box.y + 90,
    width: box.width - 180,
    height: box.height - 180,
  };
  const [x, y] = [box.x + 40, box.y + 40];
  const by = { x: 40, y: 25 };
  await page.mouse.move(x, y);
  const before = await page.screenshot({ clip });
  await page.mouse.down();
  await page.mouse.move(x + by.x / 2, y + by.y);
  await page.mouse.move(x + by.x, y + by.y);
  const during = await page.screenshot({ clip });
  expect(await shiftOf(page, { before, after: during, by })).toBeGreaterThan(0.97);
  expect(await shiftOf(page, { before, after: during, by: { x: 0, y: 0 } })).toBeLessThan(0.9);
  await page.mouse.up();
  await still.waitFor();
  expect(complaints).toEqual([]);
});

test('the list tells every edge, and is moved through, chosen from and expanded by keyboard', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const truth = await around(openGraph);
  await page.goto(urlOf(graphOf(codebase, { symbol: openGraph, view: 'list' })));
  const list = page.getByRole('region', { name: 'Graph as a list' });
  await list.getByTitle(openGraph, { exact: true }).waitFor();
  const told = new Map(
    await list.locator('li').evaluateAll((rows) =>
      rows.map((row) => {
        const fqn = row.querySelector('[data-row]')?.getAttribute('data-row') ?? '';
        return [fqn, row.textContent] as const;
      }),
    ),
  );
  const names = new Map(truth.nodes.map(({ fqn, name }) => [fqn, name]));
  for (const { from, to, relation, resolution } of truth.edges) {
    const words = `${formatTerm(relation)} ${from === to ? 'itself' : names.get(to)}`;
    expect(told.get(from)).toContain(words);
    if (resolution !== 'exact') expect(told.get(from)).toContain(resolution);
  }
  for (const { fqn, layer } of truth.nodes) expect(told.get(fqn)).toContain(layer ?? '');

  const reached = () =>
    page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? null);
  await list.focus();
  await page.keyboard.press('Tab');
  expect(await reached()).toBe(openGraph);
  await page.keyboard.press('End');
  const last = await reached();
  await page.keyboard.press('ArrowUp');
  const chosen = (await reached()) ?? '';
  expect(new Set([openGraph, last, chosen]).size).toBe(3);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('to') === chosen);
  await page.keyboard.press('Tab');
  while (await page.evaluate(() => document.activeElement?.tagName === 'SUMMARY')) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('expanded') === chosen);
  expect(complaints).toEqual([]);
});

test('a path is highlighted between two chosen symbols, over what is shown', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const truth = await around(openGraph);
  const [from, to] = truth.nodes.filter(
    ({ fqn, depth }) =>
      depth === 1 && truth.edges.filter((edge) => [edge.from, edge.to].includes(fqn)).length === 1,
  );
  if (from === undefined || to === undefined) throw new Error('No two symbols have one edge only.');
  await page.goto(urlOf(graphOf(codebase, { symbol: openGraph, view: 'list', to: from.fqn })));
  const panel = page.getByRole('complementary', { name: 'Selected symbol' });
  await panel.getByRole('button', { name: 'Path from here' }).click();
  await page.waitForURL((url) => url.searchParams.get('from') === from.fqn);
  await page
    .getByRole('region', { name: 'Graph as a list' })
    .getByTitle(to.fqn, { exact: true })
    .click();
  const path = panel.getByRole('region', { name: `Path from ${from.name}` });
  await path.getByText('2 edges').waitFor();
  const steps = await path.locator('li').allTextContents();
  expect(steps).toHaveLength(2);
  expect(steps[0]).toContain(from.name);
  expect(steps[1]).toContain(to.name);
  await panel.getByRole('button', { name: 'From the start again' }).click();
  await page.waitForURL((url) => !url.searchParams.has('from'));
  expect(complaints).toEqual([]);
});
