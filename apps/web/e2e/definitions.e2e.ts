import { routes } from '@clew/contracts/api';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  action,
  newAction,
  newRule,
  newSensor,
  rule,
  rules,
  sensor,
  trigger,
} from '../src/pipeline-places.ts';
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

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

/** Without what the API answered with a refusal, which the browser notes too. */
const unexpected = (complaints: readonly string[]) =>
  complaints.filter((text) => !/status of (409|422)/.test(text));

test('an edited rule keeps what was not touched, and says what changed', async () => {
  await askApi(
    origin,
    routes.createTrigger,
    {},
    {
      ref: 'dye.mixed',
      param_schema: { type: 'object', properties: { shade: { type: 'string' } } },
    },
  );
  const before = await askApi(
    origin,
    routes.createRule,
    {},
    {
      ref: 'dye.too-dark',
      label: 'Too dark',
      description: 'Tells the dyer.',
      trigger_ref: 'dye.mixed',
      trigger_params: { shade: 'dark' },
      when: 'event.payload.shade == rule.params.shade',
      action_ref: 'core.log',
      action_params: { level: 'warn', message: 'dark' },
      apply_from: '2026-01-01T00:00:00.000000Z',
    },
  );
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(rule('dye.too-dark')));
  await field(page, 'Description').fill('Tells the dyer at once.');
  await field(page, 'Parameters of the trigger').fill('{"shade": "black"}');
  await page.getByRole('button', { name: 'Save the changes' }).click();
  await page.getByText('dye.too-dark is saved.').waitFor();
  const after = await askApi(origin, routes.getRule, { params: { ref: 'dye.too-dark' } });
  expect(after).toEqual({
    ...before,
    description: 'Tells the dyer at once.',
    trigger_params: { shade: 'black' },
    version: 2,
    updated: after.updated,
  });
  await field(page, 'Parameters of the trigger').fill('{"shade": 3}');
  await page.getByText(/trigger_params\.shade.*string/).waitFor();
  expect(unexpected(complaints)).toEqual([]);
});

test('what somebody else saved meanwhile is shown, and nothing is overwritten unseen', async () => {
  const ref = 'dye.shared';
  const address = { params: { ref } };
  await askApi(origin, routes.createTrigger, {}, { ref, label: 'Shared', description: 'Mixed' });
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(trigger(ref)));
  await field(page, 'Title').fill('Ours');
  await field(page, 'Description').fill('Mixed by us');
  await askApi(origin, routes.updateTrigger, address, {
    label: 'Theirs',
    payload_policy: 'refuse',
  });
  await page.getByRole('button', { name: 'Save the trigger' }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'Somebody else changed this' });
  await notice.getByText('Theirs', { exact: true }).nth(1).waitFor();
  await notice.getByText('Ours', { exact: true }).waitFor();
  await shoot(page, 'changed-meanwhile');
  expect(await askApi(origin, routes.getTrigger, address)).toMatchObject({ label: 'Theirs' });
  await notice.getByRole('button', { name: 'Keep mine, take the rest' }).click();
  await page.getByRole('button', { name: 'Save the trigger' }).click();
  await page.getByText(`${ref} is saved.`).waitFor();
  expect(await askApi(origin, routes.getTrigger, address)).toMatchObject({
    label: 'Ours',
    description: 'Mixed by us',
    payload_policy: 'refuse',
  });
  expect(unexpected(complaints)).toEqual([]);
});

test('a form with changes asks before it is left', async () => {
  const ref = 'dye.guarded';
  await askApi(origin, routes.createTrigger, {}, { ref });
  await using watched = await openPage(browser);
  const { page } = watched;
  await page.goto(urlOf(trigger(ref)));
  await field(page, 'Title').fill('Almost');
  const leave = page.getByRole('link', { name: 'Events', exact: true }).first();
  await leave.click();
  const question = page.getByRole('dialog');
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await field(page, 'Title').inputValue()).toBe('Almost');
  await leave.click();
  await question.getByRole('button', { name: 'Leave and lose the changes' }).click();
  await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
  expect(await askApi(origin, routes.getTrigger, { params: { ref } })).toMatchObject({
    label: ref,
  });
});

test('an action is defined and changed, and run with a field for each parameter', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(newAction()));
  await field(page, 'Ref').fill('dyeing');
  await field(page, 'Attempts').fill('0');
  await page.getByRole('button', { name: 'Save the action' }).click();
  await page.getByText(/two or more segments of/).waitFor();
  await page.getByText(/>=1/).waitFor();
  expect(page.url()).toBe(urlOf(newAction()));
  await field(page, 'Ref').fill('dye.stir');
  await field(page, 'Attempts').fill('2');
  await field(page, 'Runs as').selectOption('log');
  await field(page, 'Parameters').fill(
    JSON.stringify({
      type: 'object',
      required: ['message'],
      properties: { message: { type: 'string' }, times: { type: 'integer' } },
    }),
  );
  await page.getByRole('button', { name: 'Save the action' }).click();
  await page.getByRole('heading', { level: 1, name: 'dye.stir' }).waitFor();
  expect(page.url()).toBe(urlOf(action('dye.stir')));
  await field(page, 'At once, at most').fill('3');
  await page.getByRole('button', { name: 'Save the action' }).click();
  await page.getByText('dye.stir is saved.').first().waitFor();
  expect(await askApi(origin, routes.getAction, { params: { ref: 'dye.stir' } })).toMatchObject({
    runner: 'log',
    max_attempts: 2,
    max_concurrency: 3,
    timeout_seconds: 300,
  });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('This is needed.').waitFor();
  await field(page, 'message').fill('stirred');
  await field(page, 'times').fill('4');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL(/\/executions\/\d+/);
  const [made] = (
    await askApi(origin, routes.listExecutions, { query: { action_ref: 'dye.stir' } })
  ).items;
  expect(made?.config).toEqual({ message: 'stirred', times: 4 });
  expect(unexpected(complaints)).toEqual([]);
});

test('a rule starts from a template and is tried on a payload; the list tells that it fired', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(newRule()));
  await page.getByRole('link', { name: /^Index by the clock/ }).click();
  expect(await field(page, 'On').inputValue()).toBe('core.timer');
  await askApi(origin, routes.createTrigger, {}, { ref: 'dye.bath' });
  await page.goto(urlOf(newRule({ trigger: 'dye.bath' })));
  await field(page, 'Ref').fill('dye.hot');
  await field(page, 'Do').fill('core.log');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.
  await field(page, 'With').fill('{"message": "${{ event.payload.heat }} degrees"}');
  await page.getByRole('textbox', { name: 'When' }).click();
  await page.keyboard.type('event.payload.heat > 80.0');
  await page.getByText('a payload', { exact: true }).click();
  await field(page, 'Payload').fill('{"heat": 90}');
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByText('would match', { exact: true }).waitFor();
  await page.getByText('90 degrees').waitFor();
  await page.getByRole('button', { name: 'Save the rule' }).click();
  await page.waitForURL(urlOf(rule('dye.hot')));
  await page.goto(urlOf(rules({ trigger: 'dye.bath' })));
  const row = page.getByRole('row', { name: /^dye\.hot/ });
  await row.getByText('never').waitFor();
  await askApi(origin, routes.createEvents, {}, { trigger_ref: 'dye.bath', payload: { heat: 95 } });
  await row.getByRole('link', { name: '1 enforcements of dye.hot in 24 hours' }).waitFor();
  await shoot(page, 'rules');
  await row.getByRole('switch').click();
  await row.getByRole('switch', { checked: false }).waitFor();
  expect(await askApi(origin, routes.getRule, { params: { ref: 'dye.hot' } })).toMatchObject({
    enabled: false,
  });
  expect(unexpected(complaints)).toEqual([]);
});

test('a timer is set, with what is wrong said in place, and shows when it is due', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(newSensor({ watches: 'timer' })));
  await field(page, 'Ref').fill('dye.timer');
  await field(page, 'Cron expression').fill('never');
  await page.getByRole('button', { name: 'Save the sensor' }).click();
  await page.getByText('must be five or six fields').waitFor();
  await field(page, 'Cron expression').fill('99 * * * *');
  await page.getByRole('button', { name: 'Save the sensor' }).click();
  await page.getByText(/99/).last().waitFor();
  await field(page, 'Fires').selectOption('every');
  await field(page, 'Seconds between').fill('86400');
  await page.getByRole('button', { name: 'Save the sensor' }).click();
  await page.waitForURL(urlOf(sensor('dye.timer')));
  const made = await askApi(origin, routes.getSensor, { params: { ref: 'dye.timer' } });
  expect(made).toMatchObject({ config: { every_seconds: 86_400, missed: 'once' } });
  await page.getByText(/^in 2[34] hr\.$/).waitFor();
  await page.getByRole('switch', { name: 'dye.timer is on' }).click();
  await page.getByRole('complementary').getByText('off', { exact: true }).waitFor();
  expect(unexpected(complaints)).toEqual([]);
});

test('a webhook shows its address once, and what is sent there arrives', async () => {
  await using watched = await openPage(browser);
  const { page, complaints } = watched;
  await page.goto(urlOf(newSensor({ watches: 'webhook' })));
  await field(page, 'Ref').fill('dye.hook');
  await field(page, 'The sender proves who it is by').selectOption('none');
  await page.getByRole('button', { name: 'Save the sensor' }).click();
  const address = (await page.locator('[data-secret]').textContent()) ?? '';
  expect(address).toContain(`${origin}/webhooks/`);
  await shoot(page, 'webhook-address');
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('heading', { level: 1, name: 'dye.hook' }).waitFor();
  expect(page.url()).toBe(urlOf(sensor('dye.hook')));
  expect(await page.content()).not.toContain(address);
  const send = (url: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"bath": 1}',
    });
  expect((await send(address)).status).toBe(201);
  const facts = page.getByRole('complementary');
  await facts.getByText('active', { exact: true }).waitFor();
  await facts.getByRole('link', { name: '1', exact: true }).waitFor();
  await page.getByRole('button', { name: 'New address' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Give it a new address' }).click();
  const next = (await page.locator('[data-secret]').textContent()) ?? '';
  expect(next).not.toBe(address);
  expect((await send(address)).status).toBe(404);
  expect((await send(next)).status).toBe(201);
  expect(unexpected(complaints)).toEqual([]);
});
