import { routes } from '@clew/contracts/api';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newRule, rule } from '../src/pipeline-places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { origin, urlOf } from './places.ts';
import { shoot } from './shoot.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
});

test('a rule is completed while it is typed, tried on an event and on the past, saved and changed', async () => {
  await askApi(
    origin,
    routes.createTrigger,
    {},
    {
      ref: 'loom.woven',
      out_schema: {
        type: 'object',
        properties: { threads: { type: 'number' }, colour: { type: 'string' } },
      },
    },
  );
  const stored = await askApi(
    origin,
    routes.createEvents,
    {},
    { trigger_ref: 'loom.woven', payload: { threads: 12, colour: 'red' } },
  );
  if ('items' in stored) throw new Error('One event was sent, several receipts came back.');
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(newRule({ trigger: 'loom.woven', event: String(stored.id) })));
  await page.getByLabel('Ref', { exact: true }).fill('loom.many-threads');
  await page.getByLabel('Do', { exact: true }).fill('core.log');
  await page.getByLabel('With', { exact: true }).fill('{"message": "many"}');
  const condition = page.getByRole('textbox', { name: 'When' });
  await condition.click();
  await page.keyboard.type('event.payload.thr');
  await page.getByRole('option', { name: /^threads/ }).waitFor();
  await shoot(page, 'rule-completion');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' > 10 &&');
  await page.getByText(/^Line 1, column \d+:/).waitFor();
  await page.locator('.cm-lintRange-error').waitFor();
  await shoot(page, 'rule-error-in-place');
  await condition.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' event.payload.colour == "red"');
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByText('would match', { exact: true }).waitFor();
  await page.getByText('= 12').waitFor();
  await page.getByText('the past', { exact: true }).click();
  await page.getByRole('button', { name: '1 day', exact: true }).click();
  await page.getByText('Of 1 event it would have matched 1').waitFor();
  await page.getByText(/^From .+ to .+: everything of this time\.$/).waitFor();
  await page.getByRole('figure').locator('canvas').waitFor();
  await shoot(page, 'rule-back-test');
  await page.getByRole('button', { name: 'Save the rule' }).click();
  await page.waitForURL(urlOf(rule('loom.many-threads')));
  const made = await askApi(origin, routes.getRule, { params: { ref: 'loom.many-threads' } });
  expect(made).toMatchObject({
    when: 'event.payload.threads > 10 && event.payload.colour == "red"',
    action_params: { message: 'many' },
    version: 1,
  });
  await askApi(
    origin,
    routes.createEvents,
    {},
    { trigger_ref: 'loom.woven', payload: { threads: 40, colour: 'red' } },
  );
  const facts = page.getByRole('complementary');
  await facts.getByText('now', { exact: true }).first().waitFor();
  await page.getByText('the past', { exact: true }).click();
  await page.getByRole('button', { name: '7 days', exact: true }).click();
  await page.getByText('Of 2 events it would have matched 2').waitFor();
  await page.getByText('As it is saved it fired 1 time.').waitFor();
  await condition.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' && event.depth == 0');
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByRole('heading', { name: 'Versions' }).waitFor();
  await page.getByRole('switch', { name: 'loom.many-threads is on' }).click();
  await page.getByRole('switch', { name: 'loom.many-threads is on', checked: false }).waitFor();
  const changed = await askApi(origin, routes.getRule, { params: { ref: 'loom.many-threads' } });
  expect(changed).toMatchObject({ version: 2, enabled: false });
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the rule' }).click();
  await page.getByRole('heading', { level: 1, name: 'Rules' }).waitFor();
  expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
});
