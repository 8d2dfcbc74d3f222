import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routes } from '@clew/contracts/api';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { architectureOf, changesOf, knowledgeOf } from '../src/codebase-places.ts';
import { overview, type Place, symbols } from '../src/places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { origin, urlOf } from './places.ts';
import { shoot } from './shoot.ts';

const name = 'dye-works';
const inDyeWorks = { params: { name } };
const vat = 'dye-works/vat.ts#Vat';
const mix = 'dye-works/mix.ts#mix';

let browser: Browser;
let root: string;

/** A small codebase of two revisions: the second names another layer and has a new body of `mix`. */
beforeAll(async () => {
  browser = await launchChromium();
  root = await mkdtemp(join(tmpdir(), 'clew-dye-'));
  await write('package.json', JSON.stringify({ name, type: 'module' }));
  await write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { strict: true, module: 'esnext' }, include: ['*.ts'] }),
  );
  await write('vat.ts', 'export class Vat {\n  dip() {}\n}\n');
  await write(
    'mix.ts',
    "import { Vat } from './vat.ts';\nexport const mix = () => new Vat().dip();\n",
  );
  await write('clew.yaml', 'architecture:\n  layers:\n    dyeing: { files: mix.ts }\n');
  await askApi(origin, routes.createCodebase, {}, { name, root });
  await index();
  const { source_hash } = await askApi(origin, routes.getKnowledge, {
    params: { name, fqn: mix },
  });
  await askApi(origin, routes.createGlossaryTerm, inDyeWorks, {
    code_term: 'mix',
    business_meaning: 'A recipe for one colour.',
    source: mix,
    source_hash,
  });
  await write(
    'mix.ts',
    "import { Vat } from './vat.ts';\nexport const mix = () => [new Vat()].map((vat) => vat.dip());\n",
  );
  await write(
    'clew.yaml',
    'architecture:\n  layers:\n    dyeing: { files: mix.ts }\n    vats: { files: vat.ts }\n',
  );
  await index();
});

afterAll(async () => {
  await browser.close();
  await askApi(origin, routes.deleteCodebase, inDyeWorks);
  await rm(root, { recursive: true, force: true });
});

const write = (file: string, text: string) => writeFile(join(root, file), text);

async function index(): Promise<void> {
  const { id } = await askApi(origin, routes.indexCodebase, inDyeWorks, {});
  await vi.waitUntil(
    async () => {
      const { status, error } = await askApi(origin, routes.getExecution, { params: { id } });
      if (status === 'failed') throw new Error(error ?? 'The index run failed.');
      return status === 'completed';
    },
    { interval: 200, timeout: 240_000 },
  );
}

const pastOf = (place: Place): string => urlOf({ ...place, search: { ...place.search, at: '1' } });

test('stale words are found, mended where they stand, and others are added', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(knowledgeOf(name)));
  const glossary = page.getByRole('list', { name: 'Glossary' });
  await glossary.getByText('A recipe for one colour.').waitFor();
  await page.getByRole('combobox', { name: 'Stale' }).selectOption('Stale only');
  await page.waitForURL(urlOf(knowledgeOf(name, { stale: 'yes' })));
  await shoot(page, 'knowledge-stale');
  await glossary.getByRole('button', { name: 'Edit the term mix' }).click();
  const form = page.getByRole('form', { name: 'Edit the term' });
  await form.getByLabel('What it means to the business').fill('A recipe for many colours.');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Nothing is left by these filters').waitFor();
  const [mended] = (await askApi(origin, routes.listGlossary, { ...inDyeWorks, query: {} })).items;
  expect(mended).toMatchObject({
    business_meaning: 'A recipe for many colours.',
    is_stale: false,
    source: { fqn: mix },
  });

  await page.getByRole('link', { name: 'Show all' }).click();
  await page.getByRole('radio', { name: 'Constraints' }).check({ force: true });
  await page.getByRole('button', { name: 'Add a constraint' }).click();
  const added = page.getByRole('form', { name: 'Edit the constraint' });
  await added.getByLabel('Name').fill('a vat is rinsed');
  await added.getByRole('button', { name: 'Save' }).click();
  const constraints = page.getByRole('list', { name: 'Constraints' });
  await constraints.getByText('a vat is rinsed').waitFor();
  await page.getByLabel('Filter by text').fill('boiled');
  await page.getByText('Nothing is left by these filters').waitFor();
  await page.getByLabel('Filter by text').fill('rinsed');
  await constraints.getByText('the codebase as a whole').waitFor();
  expect(complaints).toEqual([]);
});

test('a symbol is deleted with its preview, found among the deleted, and restored', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  const present = await askApi(origin, routes.getSymbol, { params: { name, fqn: vat } });
  await page.goto(urlOf(symbols(name, { symbol: vat, tab: 'deletion' })));
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Vat?' });
  await dialog.getByText(/would lose the target/).waitFor();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await page
    .getByRole('region', { name: 'Deleted' })
    .getByText(/^Deleted at/)
    .waitFor();
  await shoot(page, 'deleted-symbol');
  const gone = await askApi(origin, routes.listDeletedSymbols, { ...inDyeWorks, query: {} });
  expect(gone.items.map(({ fqn }) => fqn)).toEqual([vat]);

  await page.goto(urlOf(changesOf(name, { view: 'deleted' })));
  const deleted = page.getByRole('list', { name: 'Deleted symbols' });
  await deleted.getByText('with 1 member').waitFor();
  await shoot(page, 'deleted-symbols');
  await page.getByLabel('Filter by name').fill('dip');
  await deleted.getByRole('link', { name: 'Restore what contains it' }).click();
  await page.getByRole('button', { name: 'Restore Vat' }).click();
  await page.getByRole('tab', { name: /^Impact/ }).waitFor();
  expect(await askApi(origin, routes.getSymbol, { params: { name, fqn: vat } })).toEqual({
    ...present,
    updated_at: expect.any(String),
  });
});

test('in the past, layers and runs are those of then, and nothing can be changed', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const layers = page.getByRole('region', { name: 'Edges between layers' }).locator('tbody th');
  await page.goto(urlOf(architectureOf(name)));
  await layers.getByText('vats').waitFor();
  expect(await layers.allTextContents()).toEqual(['dyeing', 'vats']);
  await page.goto(pastOf(architectureOf(name)));
  await page.getByRole('status', { name: 'Looking at the past' }).waitFor();
  await layers.first().waitFor();
  expect(await layers.allTextContents()).toEqual(['dyeing']);
  await page.goto(pastOf(overview(name)));
  const runs = page.getByRole('region', { name: 'Index runs, newest first' }).locator('tbody th');
  await runs.first().waitFor();
  expect(await runs.allTextContents()).toEqual(['1']);
  expect(await page.getByRole('button', { name: /^(Index now|Remove)$/ }).count()).toBe(0);
  await page.goto(pastOf(symbols(name, { symbol: mix, tab: 'deletion' })));
  await page.getByText(/only the present can be changed/).waitFor();
  expect(await page.getByRole('button', { name: /^Delete/ }).count()).toBe(0);
  await page.goto(pastOf(knowledgeOf(name)));
  await page.getByText('No word of the business is named').waitFor();
  expect(await page.getByRole('button', { name: /^(Add|Edit)/ }).count()).toBe(0);
  await shoot(page, 'past-knowledge');
  expect(complaints).toEqual([]);
});
