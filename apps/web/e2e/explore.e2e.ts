import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '@clew/contracts/api';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { architectureOf, graphOf, impactOf } from '../src/codebase-places.ts';
import { formatCount, formatQuantity } from '../src/format.ts';
import { symbols } from '../src/places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { codebase, openGraph, origin, urlOf } from './places.ts';

const params = { name: codebase, fqn: openGraph };

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

async function around(fqn: string, depth: number) {
  return askApi(
    origin,
    routes.queryGraph,
    { params: { name: codebase } },
    { start: [fqn], direction: 'both', depth, limit: 600 },
  );
}

test('the list of a graph names every node and edge, and grows where it is expanded', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const truth = await around(openGraph, 1);
  await page.goto(urlOf(graphOf(codebase, { symbol: openGraph, view: 'list' })));
  await page.getByText(sizeOf(truth.nodes.length, truth.edges.length)).waitFor();
  const list = page.getByRole('region', { name: 'Graph as a list' });
  expect((await fqnsIn(list)).toSorted()).toEqual(truth.nodes.map(({ fqn }) => fqn).toSorted());
  const next = truth.nodes.find(({ depth, kind }) => depth === 1 && kind === 'function');
  if (next === undefined) throw new Error('No function is beside openGraph.');
  const more = await around(next.fqn, 1);
  const nodes = new Set([...truth.nodes, ...more.nodes].map(({ fqn }) => fqn));
  await list
    .locator('li')
    .filter({ has: page.getByTitle(next.fqn, { exact: true }) })
    .getByRole('button', { name: /^Expand/ })
    .click();
  await page.getByText(new RegExp(`^${formatQuantity(nodes.size, 'symbol')}, `)).waitFor();
  expect(new Set(await fqnsIn(list))).toEqual(nodes);
  expect(complaints).toEqual([]);
});

test('a relation that is switched off leaves the graph, and the URL says so', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  const truth = await around(openGraph, 1);
  await page.goto(
    urlOf(graphOf(codebase, { symbol: openGraph, view: 'list', relations: 'calls' })),
  );
  const calls = truth.edges.filter(({ relation }) => relation === 'calls');
  const joined = joinedTo(openGraph, calls);
  const left = calls.filter(({ from }) => joined.has(from));
  await page.getByText(sizeOf(joined.size, left.length)).waitFor();
  await page.getByText('Relations').click();
  await page.getByRole('checkbox', { name: /^imports/ }).check();
  await page.waitForURL(/relations=calls%2Cimports/);
});

test('arrow keys move through the drawing, the way from the start is told, Enter expands', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(graphOf(codebase, { symbol: openGraph })));
  const drawing = page.getByRole('application');
  await drawing.locator('canvas').first().waitFor();
  await drawing.focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(/[?&]to=/);
  const chosen = new URL(page.url()).searchParams.get('to') ?? '';
  const truth = await around(openGraph, 1);
  expect(truth.edges.some(({ from, to }) => from === chosen && to === openGraph)).toBe(true);
  const panel = page.getByRole('complementary', { name: 'Selected symbol' });
  await panel.getByTitle(chosen, { exact: true }).waitFor();
  await panel.getByRole('region', { name: 'Path from the start' }).getByText('openGraph').waitFor();
  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Expanded' }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.searchParams.has('to'));
  expect(complaints).toEqual([]);
});

test('impact is found from a search, and tells entry points, tests and why they are reached', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(impactOf(codebase)));
  await page.getByRole('combobox', { name: 'Choose a symbol' }).fill('openGraph');
  await page
    .getByRole('option')
    .and(page.getByTitle(openGraph, { exact: true }))
    .click();
  await page.waitForURL(urlOf(impactOf(codebase, { symbol: openGraph })));
  const truth = await askApi(origin, routes.getImpact, {
    params,
    query: { depth: 5, limit: 500 },
  });
  const report = page.getByRole('region', { name: 'Impact of openGraph' });
  await report.waitFor();
  expect(await report.locator('dl').first().locator('dd.text-lg').allTextContents()).toEqual(
    [truth.total, truth.entry_points_total, truth.tests_total, truth.external_systems_total].map(
      formatCount,
    ),
  );
  const level = truth.completeness.level === 'exact' ? 'Exact.' : 'Lower bound.';
  await report.getByText(level, { exact: true }).waitFor();
  const tests = report.getByRole('region', { name: 'Tests to run' });
  expect(await tests.locator('ul > li').count()).toBe(truth.tests.length);
  const [nearest] = truth.tests.filter(({ path }) => path.length > 0);
  if (nearest === undefined) throw new Error('No test reaches openGraph.');
  const row = tests.locator('ul > li').filter({ has: page.getByTitle(nearest.file) });
  await row.getByText('Path', { exact: true }).click();
  expect(await row.locator('ol > li').count()).toBe(nearest.path.length);
  expect(complaints).toEqual([]);
});

test('a pasted diff is answered like the API answers it', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const symbol = await askApi(origin, routes.getSymbol, { params });
  const patch = patchOf(symbol.file ?? '', symbol.start_line ?? 1);
  const truth = await askApi(
    origin,
    routes.getChangeImpact,
    { params: { name: codebase } },
    { patch, depth: 5, limit: 500 },
  );
  expect(truth.touched.map((each) => each.symbol.fqn)).toContain(openGraph);
  await page.goto(urlOf(impactOf(codebase)));
  await page.getByRole('radio', { name: 'A diff' }).check({ force: true });
  await page.getByLabel('Unified diff').fill(patch);
  await page.getByRole('button', { name: 'Show the impact' }).click();
  const report = page.getByRole('region', { name: 'Impact of the diff' });
  await report
    .getByRole('region', { name: `Touches ${formatQuantity(truth.touched.length, 'symbol')}` })
    .getByTitle(openGraph, { exact: true })
    .waitFor();
  expect(await report.locator('dd.text-lg').first().textContent()).toBe(formatCount(truth.total));
  expect(complaints).toEqual([]);
});

test('the source of a symbol is what stands in its file', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  const [symbol, { root }] = await Promise.all([
    askApi(origin, routes.getSymbol, { params }),
    askApi(origin, routes.getCodebase, { params: { name: codebase } }),
  ]);
  const lines = readFileSync(join(root, symbol.file ?? ''), 'utf8')
    .split('\n')
    .slice((symbol.start_line ?? 1) - 1, symbol.end_line ?? 1);
  await page.goto(urlOf(symbols(codebase, { symbol: openGraph, tab: 'source' })));
  const source = page.getByRole('region', { name: 'Source lines' });
  await source.waitFor();
  const shown = await source.locator('li code').allTextContents();
  expect(shown.map((line) => line.trimEnd())).toEqual(lines.map((line) => line.trimEnd()));
  expect(await source.locator('li > span').first().textContent()).toBe(String(symbol.start_line));
});

test('what is known of a symbol is written, changed and deleted where it stands', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(symbols(codebase, { symbol: openGraph, tab: 'knowledge' })));
  const summary = page.getByRole('region', { name: 'Summary' });
  await summary.getByRole('button', { name: 'Write a summary' }).click();
  await summary.getByLabel('What it does').fill('Opens the graph of one codebase.');
  await summary.getByRole('button', { name: 'Save' }).click();
  await summary.getByRole('button', { name: /^Edit/ }).waitFor();
  await summary.getByText('Opens the graph of one codebase.').waitFor();
  const known = () => askApi(origin, routes.getKnowledge, { params });
  const [written] = (await known()).summaries;
  expect(written).toMatchObject({ summary: 'Opens the graph of one codebase.', is_stale: false });

  await summary.getByRole('button', { name: /^Edit/ }).click();
  await askApi(
    origin,
    routes.putSummary,
    { params },
    {
      summary: 'Somebody else was faster.',
      source_hash: (await known()).source_hash,
      version: written?.version ?? null,
    },
  );
  await summary.getByLabel('What it does').fill('Opens the graph, and asserts its version.');
  await summary.getByRole('button', { name: 'Save' }).click();
  await summary.getByRole('alert').waitFor();
  expect((await known()).summaries[0]?.summary).toBe('Somebody else was faster.');
  expect(await summary.getByLabel('What it does').inputValue()).toBe(
    'Opens the graph, and asserts its version.',
  );
  await summary.getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  await summary.getByText('Somebody else was faster.').waitFor();
  await summary.getByRole('button', { name: /^Edit/ }).click();
  await summary.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await summary.getByText('Nobody has written yet what it does.').waitFor();
  expect((await known()).summaries).toEqual([]);

  const terms = page.getByRole('region', { name: 'Glossary' });
  await terms.getByRole('button', { name: 'Add a term' }).click();
  await terms.getByLabel('Term', { exact: true }).fill('thread ball');
  await terms.getByLabel('Other words').fill('clew, skein');
  await terms.getByRole('button', { name: 'Save' }).click();
  await terms.getByText('skein', { exact: true }).waitFor();
  const rules = page.getByRole('region', { name: 'Constraints' });
  await rules.getByRole('button', { name: 'Add a constraint' }).click();
  await rules.getByLabel('Name', { exact: true }).fill('one schema');
  await rules.getByRole('radio', { name: 'invariant' }).check({ force: true });
  await rules.getByRole('button', { name: 'Save' }).click();
  await rules.getByText('one schema').waitFor();
  const { glossary, constraints } = await known();
  expect(glossary.map(({ code_term, synonyms }) => [code_term, synonyms])).toEqual([
    ['thread ball', ['clew', 'skein']],
  ]);
  expect(constraints).toMatchObject([{ name: 'one schema', constraint_type: 'invariant' }]);
  // The refused save is told of by the browser too.
  expect(complaints.filter((each) => !each.includes('409'))).toEqual([]);
});

test('the layers and what goes from one to another are those of the API', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const truth = await askApi(origin, routes.getLayers, { params: { name: codebase } });
  await page.goto(urlOf(architectureOf(codebase)));
  const matrix = page.getByRole('region', { name: 'Layers' }).locator('tbody tr');
  await matrix.first().waitFor();
  expect(await matrix.locator('th').allTextContents()).toEqual(
    truth.layers.map(({ name }) => name),
  );
  for (const [row, from] of truth.layers.entries()) {
    const cells = await matrix.nth(row).locator('td').allTextContents();
    const counts = truth.layers.map((to) => {
      if (to.name === from.name) return '';
      const sum = truth.edges
        .filter((edge) => edge.from === from.name && edge.to === to.name)
        .reduce((total, { count }) => total + count, 0);
      return sum === 0 ? '·' : formatCount(sum);
    });
    expect(cells).toEqual([formatCount(from.symbols), ...counts]);
  }
  expect(complaints).toEqual([]);
});

function sizeOf(nodes: number, edges: number): RegExp {
  return new RegExp(`^${formatQuantity(nodes, 'symbol')}, ${formatQuantity(edges, 'edge')}`);
}

async function fqnsIn(list: ReturnType<Page['locator']>): Promise<readonly string[]> {
  const titles = await list
    .locator('button[title]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('title') ?? ''));
  return titles;
}

/** What edges join to a node, whichever way they point. */
function joinedTo(
  start: string,
  edges: readonly { readonly from: string; readonly to: string }[],
): ReadonlySet<string> {
  const joined = new Set([start]);
  for (let size = 0; size < joined.size; ) {
    size = joined.size;
    for (const { from, to } of edges) {
      if (joined.has(from)) joined.add(to);
      if (joined.has(to)) joined.add(from);
    }
  }
  return joined;
}

function patchOf(file: string, line: number): string {
  return [
    `--- a/${file}`,
    `+++ b/${file}`,
    `@@ -${line + 4},1 +${line + 4},1 @@`,
    '-  old',
    '+  new',
    '',
  ].join('\n');
}
