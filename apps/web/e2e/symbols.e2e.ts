import { routes } from '@clew/contracts/api';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatCount, formatSite } from '../src/format.ts';
import { overview, symbols } from '../src/places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { codebase, openGraph, origin, urlOf } from './places.ts';
import { shoot } from './shoot.ts';

const ofOpenGraph = { params: { name: codebase, fqn: openGraph } };

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

test('search by keyboard alone leads to a symbol, its place and its impact', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const truth = await askApi(origin, routes.getSymbol, ofOpenGraph);
  const found = await fqnsFound('openGraph');
  const place = found.indexOf(openGraph);
  expect(place).toBeGreaterThanOrEqual(0);
  await page.goto(urlOf(overview(codebase)));
  await page.getByRole('heading', { level: 1, name: codebase }).waitFor();
  await page.keyboard.press('/');
  await page.waitForURL(urlOf(symbols(codebase)));
  await searchBox(page).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('openGraph');
  await page.waitForURL(urlOf(symbols(codebase, { q: 'openGraph' })));
  await answered(page);
  expect(await fqnsShown(page)).toEqual(found);
  await activeOption(page, 0);
  for (let index = 1; index <= place + 1; index++) {
    await page.keyboard.press('ArrowDown');
    await activeOption(page, index);
  }
  await page.keyboard.press('ArrowUp');
  await activeOption(page, place);
  await page.keyboard.press('Enter');
  await page.waitForURL(urlOf(symbols(codebase, { q: 'openGraph', symbol: openGraph })));
  await page.getByRole('heading', { level: 2, name: 'openGraph' }).waitFor();
  const detail = page.getByRole('article', { name: openGraph });
  await detail
    .getByTitle(formatSite(truth.file ?? '', truth.start_line), { exact: true })
    .waitFor();
  await detail.getByText(truth.signature ?? '', { exact: true }).waitFor();
  await page.getByRole('tab', { name: /^Impact/, selected: true }).waitFor();
  await page.keyboard.press('Escape');
  expect(await searchBox(page).inputValue()).toBe('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await searchBox(page).and(page.locator(':focus')).waitFor();
  expect(complaints).toEqual([]);
});

test('the palette leads to a page and to a symbol by keyboard alone, and gives the focus back', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(overview(codebase)));
  await page.getByRole('heading', { level: 1, name: codebase }).waitFor();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to or search' });
  await palette.getByRole('option', { name: /^Events/ }).waitFor();
  await page.keyboard.type('exec');
  await palette.getByRole('option', { name: /^Executions/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Executions' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('openGraph');
  const symbol = palette
    .getByRole('group', { name: 'Symbols' })
    .getByRole('option', { name: 'openGraph packages/graph-store/src/open-graph.ts' });
  await symbol.waitFor();
  await shoot(page, 'palette');
  while ((await symbol.getAttribute('aria-selected')) !== 'true') {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.waitForURL(urlOf(symbols(codebase, { symbol: openGraph })));
  await page.getByRole('link', { name: 'Explore' }).focus();
  await page.keyboard.press('Control+k');
  await palette.waitFor();
  await page.keyboard.press('Escape');
  await palette.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Explore' }).and(page.locator(':focus')).waitFor();
  expect(complaints).toEqual([]);
});

test('Enter right after typing leads to what was typed, not to a result of before', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  const [best] = await fqnsFound('GraphError');
  await page.goto(urlOf(symbols(codebase)));
  await answered(page);
  expect(await fqnsShown(page)).not.toContain(best);
  await searchBox(page).focus();
  await page.keyboard.type('GraphError');
  await page.keyboard.press('Enter');
  await page.waitForURL(urlOf(symbols(codebase, { q: 'GraphError', symbol: best ?? null })));
});

test('a blank stays in the search box when typing pauses after it', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  await page.goto(urlOf(symbols(codebase)));
  await searchBox(page).focus();
  await page.keyboard.type('open ');
  await page.waitForURL(urlOf(symbols(codebase, { q: 'open' })));
  await answered(page);
  await page.keyboard.type('graph');
  await page.waitForURL(urlOf(symbols(codebase, { q: 'open graph' })));
  expect(await searchBox(page).inputValue()).toBe('open graph');
});

test('the filters narrow the search to one kind and one origin', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  await page.goto(urlOf(symbols(codebase, { q: 'graph' })));
  await page.getByLabel('Kind').selectOption('class');
  await page.getByLabel('Origin').selectOption('project');
  await page.waitForURL(urlOf(symbols(codebase, { q: 'graph', kind: 'class', origin: 'project' })));
  const truth = await askApi(origin, routes.searchSymbols, {
    params: { name: codebase },
    query: { q: 'graph', kind: 'class', origin: 'project', limit: 50 },
  });
  expect(truth.items.length).toBeGreaterThan(0);
  await answered(page);
  expect(await fqnsShown(page)).toEqual(truth.items.map(({ fqn }) => fqn));
});

test('callers and callees appear with every site', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  for (const [tab, route] of [
    ['callers', routes.getCallers],
    ['callees', routes.getCallees],
  ] as const) {
    const truth = await askApi(origin, route, { ...ofOpenGraph, query: { limit: 100 } });
    expect(truth.items.length).toBeGreaterThan(0);
    await page.goto(urlOf(symbols(codebase, { symbol: openGraph, tab })));
    const rows = page.getByRole('list', { name: tab, exact: true }).locator('> li');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(truth.items.length);
    for (const [index, { symbol, sites }] of truth.items.entries()) {
      const row = rows.nth(index);
      expect(await row.getByRole('link').getAttribute('title')).toBe(symbol.fqn);
      const lines = row.getByRole('list', { name: `Sites with ${symbol.name}` });
      for (const { line } of sites) await lines.getByText(`:${line}`).first().waitFor();
    }
  }
  expect(complaints).toEqual([]);
});

test('impact shows the total, each depth, the ways and how far it can be trusted', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const truth = await askApi(origin, routes.getImpact, {
    ...ofOpenGraph,
    query: { depth: 5, limit: 500 },
  });
  expect(truth.total).toBeGreaterThan(0);
  await page.goto(urlOf(symbols(codebase, { symbol: openGraph })));
  await page.getByText(`${formatCount(truth.total)} symbols within 5 steps`).waitFor();
  for (const { depth, count } of truth.by_depth) {
    const group = page.getByRole('region', {
      name: depth === 1 ? /^Direct/ : `${depth} steps away`,
    });
    expect(await group.getByRole('heading').textContent()).toContain(formatCount(count));
    const listed = truth.items.filter((item) => item.depth === depth).length;
    expect(await group.locator('.rows > li').count()).toBe(listed);
  }
  const level = truth.completeness.level === 'exact' ? 'Exact.' : 'Lower bound.';
  await page.getByText(level, { exact: true }).waitFor();
  const far = truth.items.find((item) => item.depth === 2);
  if (far === undefined) throw new Error('Nothing reaches openGraph in two steps.');
  const way = page
    .getByRole('region', { name: '2 steps away' })
    .locator('li')
    .filter({
      has: page.getByTitle(far.symbol.fqn, { exact: true }),
    });
  await way
    .getByRole('link')
    .and(page.getByTitle(far.via.fqn, { exact: true }))
    .first()
    .waitFor();

  await page.getByRole('radio', { name: '1', exact: true }).check({ force: true });
  const direct = truth.by_depth.find(({ depth }) => depth === 1)?.count ?? 0;
  await page.getByText(`${formatCount(direct)} symbols within 1 step`, { exact: true }).waitFor();
  await page.waitForURL(urlOf(symbols(codebase, { symbol: openGraph, depth: 1 })));
  expect(complaints).toEqual([]);
});

test('pointing at a symbol lights its thread back to the target', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  const truth = await askApi(origin, routes.getImpact, {
    ...ofOpenGraph,
    query: { depth: 5, limit: 500 },
  });
  const far = truth.items.find((item) => item.depth === 2);
  if (far === undefined) throw new Error('Nothing reaches openGraph in two steps.');
  await page.goto(urlOf(symbols(codebase, { symbol: openGraph })));
  const name = page
    .getByRole('region', { name: '2 steps away' })
    .getByTitle(far.symbol.fqn, { exact: true });
  await name.hover();
  await page.getByRole('figure').getByText(far.symbol.name, { exact: true }).waitFor();
  expect(await page.locator('.thread[data-lit="true"]').count()).toBe(2);
});

test('the deletion preview counts what would go and writes nothing', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  const truth = await askApi(origin, routes.previewDeletion, ofOpenGraph);
  await page.goto(urlOf(symbols(codebase, { symbol: openGraph, tab: 'deletion' })));
  await page.getByText(`${formatCount(truth.total)} rows`, { exact: true }).waitFor();
  const rows = await page
    .getByRole('region', { name: 'Rows that would go' })
    .locator('tbody tr')
    .allTextContents();
  expect(rows.toSorted()).toEqual(
    Object.entries(truth.rows)
      .map(([table, count]) => `${table.replaceAll('_', ' ')}${formatCount(count)}`)
      .toSorted(),
  );
  expect(await askApi(origin, routes.previewDeletion, ofOpenGraph)).toEqual(truth);
});

test('tabs obey the arrow keys; back and forward retrace the way', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  await page.goto(urlOf(symbols(codebase, { symbol: openGraph })));
  await page.getByRole('tab', { name: /^Impact/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page
    .getByRole('tab', { name: /^Callers/, selected: true })
    .and(page.locator(':focus'))
    .waitFor();
  await page.keyboard.press('End');
  await page.getByRole('tab', { name: 'Deletion', selected: true }).waitFor();
  await page.goBack();
  await page.getByRole('tab', { name: /^Callers/, selected: true }).waitFor();
  await page.getByRole('list', { name: 'callers', exact: true }).getByRole('link').first().click();
  await page.getByRole('article', { name: openGraph, exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: /^Callers/, selected: true }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 2, name: 'openGraph' }).waitFor();
  await page.goForward();
  await page.getByRole('article', { name: openGraph, exact: true }).waitFor({ state: 'detached' });
});

test('an unknown symbol says so and offers names that were meant', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  const wrong = '@clew/graph-store/src/open-graph.ts#openGrap';
  await page.goto(urlOf(symbols(codebase, { symbol: wrong })));
  const alert = page.getByRole('alert');
  await alert.getByText(wrong).first().waitFor();
  await shoot(page, 'unknown-symbol');
  await alert
    .getByRole('link')
    .filter({ has: page.getByTitle(openGraph) })
    .click();
  await page.getByRole('heading', { level: 2, name: 'openGraph' }).waitFor();
});

test('a silent API is named as such, and trying again heals the page', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  await page.route('**/api/v1/**', (route) => route.abort('connectionrefused'));
  await page.goto(urlOf(overview(codebase)));
  const alert = page.getByRole('alert').first();
  await alert.getByText('The API does not answer').waitFor();
  await page.unroute('**/api/v1/**');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('region', { name: 'Last index run' }).waitFor();
});

function searchBox(page: Page) {
  return page.getByRole('combobox', { name: 'Search symbols' });
}

/** The symbols found; the filters have options too. */
function results(page: Page) {
  return page.getByRole('listbox', { name: 'Symbols found' }).getByRole('option');
}

/** Waits until the results are those of the text in the box and of the filters. */
async function answered(page: Page): Promise<void> {
  await page.locator('.search-results[aria-busy="false"]').waitFor();
}

async function fqnsShown(page: Page): Promise<readonly (string | null)[]> {
  return results(page).evaluateAll((all) => all.map((each) => each.getAttribute('title')));
}

/** What the API finds for a text, as many as the page asks for at once. */
async function fqnsFound(q: string): Promise<readonly string[]> {
  const { items } = await askApi(origin, routes.searchSymbols, {
    params: { name: codebase },
    query: { q, limit: 50 },
  });
  return items.map(({ fqn }) => fqn);
}

async function activeOption(page: Page, index: number): Promise<void> {
  const id = await results(page).nth(index).getAttribute('id');
  await searchBox(page)
    .and(page.locator(`[aria-activedescendant="${id}"]`))
    .waitFor();
}
