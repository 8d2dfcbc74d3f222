import { routes } from '@clew/contracts/api';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import {
  actions,
  enforcement,
  event,
  execution,
  rule,
  rules,
  trigger,
  triggers,
  worker,
} from '../src/pipeline-places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium } from './browser.ts';
import { examinePlace } from './examine-place.ts';

const { origin } = inject('stack');
const looked = 'looks.at-each';

let browser: Browser;
let happened: Awaited<ReturnType<typeof makeRecords>>;

beforeAll(async () => {
  browser = await launchChromium();
  happened = await makeRecords();
});

afterAll(async () => {
  await browser.close();
});

test.each([
  ['event', () => event(happened.event)],
  ['event and a rule that did not fire', () => event(happened.event, `${looked}-never`)],
  ['enforcement', () => enforcement(happened.enforcement)],
  ['execution', () => execution(happened.execution)],
  ['rule', () => rule(looked)],
  ['rules', () => rules()],
  ['trigger', () => trigger(looked)],
  ['triggers', () => triggers()],
  ['actions', () => actions()],
  ['worker', () => worker(happened.worker)],
])('%s is accessible and fits at every size, light and dark', async (name, place) => {
  expect.hasAssertions();
  await examinePlace(browser, name, place());
});

/** One event with long names and a deep payload, that one rule answered and another did not. */
async function makeRecords() {
  await askApi(
    origin,
    routes.createTrigger,
    {},
    { ref: looked, description: 'Seen from all sides.' },
  );
  for (const [ref, when] of [
    [looked, 'event.payload.lines > 3'],
    [`${looked}-never`, 'event.payload.lines > 3000'],
  ] as const) {
    await askApi(
      origin,
      routes.createRule,
      {},
      {
        ref,
        trigger_ref: looked,
        when,
        action_ref: 'core.log',
        action_params: {
          message: 'a sentence that is long enough to need more than one line '.repeat(4),
        },
      },
    );
  }
  const stored = await askApi(
    origin,
    routes.createEvents,
    {},
    {
      trigger_ref: looked,
      payload: {
        lines: 4,
        deep: { deeper: { deepest: ['x'.repeat(300), null, true, 0.5] } },
      },
    },
  );
  if ('items' in stored) throw new Error('One event was sent, several receipts came back.');
  const run = await vi.waitFor(
    async () => {
      const { items } = await askApi(origin, routes.listExecutions, {
        query: { rule_ref: looked },
      });
      const [first] = items;
      if (first?.status !== 'completed') throw new Error('The execution has not ended.');
      return first;
    },
    { timeout: 30_000 },
  );
  if (run.enforcement === null || run.worker === null) {
    throw new Error('The execution names no enforcement or no worker.');
  }
  return {
    event: stored.id,
    enforcement: run.enforcement.id,
    execution: run.id,
    worker: run.worker,
  } as const;
}
