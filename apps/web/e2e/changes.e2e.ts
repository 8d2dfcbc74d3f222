import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routes } from '@clew/contracts/api';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { changesOf } from '../src/codebase-places.ts';
import { symbols } from '../src/places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { origin, urlOf } from './places.ts';
import { shoot } from './shoot.ts';

const name = 'thread-shop';
const inShop = { params: { name } };

let browser: Browser;
let root: string;

/** A small shop whose second revision lost a function that is still called, and gained another. */
beforeAll(async () => {
  browser = await launchChromium();
  root = await mkdtemp(join(tmpdir(), 'clew-shop-'));
  await writeFile(join(root, 'package.json'), JSON.stringify({ name, type: 'module' }));
  await writeFile(
    join(root, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { strict: true, module: 'esnext' }, include: ['*.ts'] }),
  );
  await writeFile(join(root, 'yarn.ts'), 'export function spin() {}\nexport function wind() {}\n');
  await writeFile(
    join(root, 'shop.ts'),
    "import { spin } from './yarn.ts';\nexport function sell() {\n  spin();\n}\n",
  );
  await askApi(origin, routes.createCodebase, {}, { name, root });
  await index();
  await writeFile(
    join(root, 'yarn.ts'),
    'export function wind() {}\nexport const weave = (threads: number) => threads * 2;\n',
  );
  await index();
});

afterAll(async () => {
  await browser.close();
  await askApi(origin, routes.deleteCodebase, inShop);
  await rm(root, { recursive: true, force: true });
});

async function index(): Promise<void> {
  const { id } = await askApi(origin, routes.indexCodebase, inShop, {});
  await vi.waitUntil(
    async () => {
      const { status, error } = await askApi(origin, routes.getExecution, { params: { id } });
      if (status === 'failed') throw new Error(error ?? 'The index run failed.');
      return status === 'completed';
    },
    { interval: 200, timeout: 240_000 },
  );
}

test('two revisions are compared, and what is missing is told of', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(changesOf(name)));
  const table = page.getByRole('table', { name: 'Differences' });
  await table.waitFor();
  const truth = await askApi(origin, routes.diffRevisions, {
    ...inShop,
    query: { from: '1', to: '2' },
  });
  await page.getByRole('button', { name: 'symbol added 1' }).click();
  await page.waitForURL(urlOf(changesOf(name, { kind: 'symbol_added' })));
  await table.getByRole('link', { name: 'weave' }).waitFor();
  expect(await table.locator('tbody tr[data-row]').count()).toBe(truth.totals.symbol_added);
  await page.getByRole('button', { name: 'symbol added 1' }).click();
  await table.getByRole('link', { name: 'spin' }).waitFor();
  await shoot(page, 'changes');
  await page.getByRole('radio', { name: 'Broken references' }).check({ force: true });
  await page.getByText('No reference is broken').waitFor();
  expect(complaints).toEqual([]);
});

test('the slider takes every page to an earlier revision, and back', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(changesOf(name)));
  const slider = page.getByRole('slider', { name: /^Look at the graph of/ });
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(/[?&]at=1$/);
  const banner = page.getByRole('status', { name: 'Looking at the past' });
  await banner.getByText('Graph as of revision 1').waitFor();
  await shoot(page, 'past');
  await page.getByRole('link', { name: 'Explore' }).click();
  await page.waitForURL(`${urlOf(symbols(name))}?at=1`);
  await page.getByRole('combobox', { name: 'Search symbols' }).fill('spin');
  const found = page.getByRole('listbox', { name: 'Symbols found' });
  await found.getByRole('option', { name: /spin/ }).click();
  await page.getByRole('tab', { name: /^Callers/ }).click();
  await page
    .getByRole('list', { name: 'callers', exact: true })
    .getByRole('link', { name: 'sell' })
    .waitFor();
  expect(new URL(page.url()).searchParams.get('at')).toBe('1');
  await banner.getByRole('link', { name: 'Back to the present' }).click();
  await banner.waitFor({ state: 'detached' });
  await page
    .getByRole('region', { name: 'Deleted' })
    .getByText(/^Deleted at/)
    .waitFor();
  // That it is gone, the browser tells of too.
  expect(complaints.filter((each) => !each.includes('404'))).toEqual([]);
});
