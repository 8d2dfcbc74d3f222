import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { routes } from '@clew/contracts/api';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codebases, newCodebase, overview, symbols } from '../src/places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { origin, urlOf } from './places.ts';
import { shoot } from './shoot.ts';

let browser: Browser;
let root: string;

beforeAll(async () => {
  browser = await launchChromium();
  root = await mkdtemp(join(tmpdir(), 'clew-loom-'));
  await writeFile(join(root, 'package.json'), JSON.stringify({ name: 'loom', type: 'module' }));
  await writeFile(join(root, 'loom.ts'), 'export function weave() {}\n');
});

afterAll(async () => {
  await browser.close();
  await rm(root, { recursive: true, force: true });
});

const names = async () =>
  (await askApi(origin, routes.listCodebases, { query: {} })).items.map(({ name }) => name);

test('a codebase is added, indexed, and removed after its name was typed', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  const before = await names();
  await page.goto(urlOf(codebases));
  await page.getByRole('link', { name: 'Add a codebase' }).click();
  await page.waitForURL(urlOf(newCodebase));
  const form = page.getByRole('form', { name: 'Add a codebase' });
  await form.getByRole('textbox', { name: 'Folder of the sources' }).fill(root);
  const name = form.getByRole('textbox', { name: 'Name' });
  expect(await name.inputValue()).toBe(basename(root).toLowerCase());
  await name.fill('loom');
  await shoot(page, 'add-codebase');
  await form.getByRole('button', { name: 'Add and index' }).click();
  await page.getByRole('heading', { level: 1, name: 'loom' }).waitFor();
  // How long a run takes is the machine's affair; the limit of the test is the only one.
  await page
    .getByRole('region', { name: 'Index job' })
    .getByText('The index is up to date')
    .waitFor({ timeout: 0 });
  expect(await names()).toEqual([...before, 'loom'].toSorted());
  await page.goto(urlOf(symbols('loom', { q: 'weave' })));
  await page.getByRole('listbox', { name: 'Symbols found' }).getByText('weave').first().waitFor();

  const { counts } = await askApi(origin, routes.getCodebase, { params: { name: 'loom' } });
  await page.goto(urlOf(overview('loom')));
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove loom?' });
  await dialog.getByText(`${counts.symbols} symbols`).waitFor();
  await shoot(page, 'remove-codebase');
  const confirm = dialog.getByRole('button', { name: 'Remove the codebase' });
  await dialog.getByRole('textbox').fill('loo');
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('loom');
  await confirm.click();
  await page.waitForURL(urlOf(codebases));
  await page
    .getByRole('list', { name: 'Codebases' })
    .getByText('loom', { exact: true })
    .waitFor({ state: 'detached' });
  expect(await names()).toEqual(before);
  expect(complaints).toEqual([]);
});

test('a folder that is not there is told of in the form, and nothing is added', async () => {
  await using watched = await openPage(browser);
  const { page } = watched;
  const before = await names();
  await page.goto(urlOf(newCodebase));
  const form = page.getByRole('form', { name: 'Add a codebase' });
  const folder = form.getByRole('textbox', { name: 'Folder of the sources' });
  await folder.fill(join(root, 'nothing'));
  await form.getByRole('button', { name: 'Add and index' }).click();
  await form
    .getByRole('alert')
    .getByText(/is not a folder on this machine/)
    .waitFor();
  expect(await folder.getAttribute('aria-invalid')).toBe('true');
  expect(await folder.inputValue()).toBe(join(root, 'nothing'));
  expect(await names()).toEqual(before);
  await shoot(page, 'add-codebase-refused');
});
