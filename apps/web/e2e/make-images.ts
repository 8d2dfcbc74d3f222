import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { routes } from '@clew/contracts/api';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { architectureOf, graphOf, impactOf } from '../src/codebase-places.ts';
import {
  enforcement,
  event,
  events,
  execution,
  health,
  rule,
  system,
} from '../src/pipeline-places.ts';
import { type Place, symbols } from '../src/places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium, openPage } from './browser.ts';
import { codebase, eventsUrl, openGraph, origin, urlOf } from './places.ts';
import { simulateBuilds } from './simulate-builds.ts';

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const openCodebase = '@clew/graph-store/src/codebases/open-codebase.ts#openCodebase';
const builds = 'ci.build_finished';
const failures = 'ci.tell-of-failures';

interface Picture {
  readonly name: string;
  readonly place: () => Place;
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  /** What is done on the page before it is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const pictures: readonly Picture[] = [
  {
    name: 'explore',
    place: () => symbols(codebase, { q: 'openGraph', symbol: openGraph, tab: 'callers' }),
  },
  {
    name: 'explore-narrow',
    place: () => symbols(codebase, { q: 'openGraph', symbol: openGraph, tab: 'callers' }),
    width: 390,
  },
  {
    name: 'graph',
    place: () => graphOf(codebase, { symbol: openGraph, to: openCodebase }),
    prepare: untilDrawn,
  },
  {
    name: 'graph-dark',
    place: () => graphOf(codebase, { symbol: openGraph, to: openCodebase }),
    scheme: 'dark',
    prepare: untilDrawn,
  },
  { name: 'impact', place: () => impactOf(codebase, { symbol: openGraph }) },
  { name: 'architecture', place: () => architectureOf(codebase) },
  { name: 'overview', place: () => health() },
  { name: 'overview-dark', place: () => health(), scheme: 'dark' },
  { name: 'events', place: () => events() },
  { name: 'event', place: () => event(happened.event) },
  { name: 'enforcement', place: () => enforcement(happened.enforcement) },
  { name: 'execution', place: () => execution(happened.execution) },
  {
    name: 'rule',
    place: () => rule(failures, { event: String(happened.event) }),
    prepare: async (page) => {
      await page.getByText('the past', { exact: true }).click();
      await page.getByRole('button', { name: '1 day', exact: true }).click();
      const figure = page.getByRole('figure');
      await figure.locator('canvas').waitFor();
      await figure.scrollIntoViewIfNeeded();
    },
  },
  { name: 'system', place: () => system({ of: 'event' }) },
];

let browser: Browser;
let happened: Awaited<ReturnType<typeof liveThrough>>;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await launchChromium();
  happened = await liveThrough();
});

afterAll(async () => {
  await browser.close();
});

test.each(pictures)('$name', async ({ place, name, scheme = 'light', width = 1280, prepare }) => {
  await using watched = await openPage(browser, {
    colorScheme: scheme,
    viewport: { width, height: 800 },
    reducedMotion: 'reduce',
  });
  const { page } = watched;
  await page.goto(urlOf(place()));
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  await page.waitForFunction(
    () => document.querySelector('.skeleton, [data-stale="true"]') === null,
  );
  await page.locator('[data-api="ready"]').first().waitFor({ state: 'attached' });
  await prepare?.(page);
  const picture = await page.screenshot({ path: `${folder}${name}.png` });
  expect(picture.length).toBeGreaterThan(0);
});

async function untilDrawn(page: Page): Promise<void> {
  await page.locator('[data-picture="still"]').waitFor();
}

/** A simulated day of builds, and one build that fails now and is answered. */
async function liveThrough() {
  await askApi(
    origin,
    routes.createTrigger,
    {},
    {
      ref: builds,
      label: 'Build finished',
      out_schema: {
        type: 'object',
        required: ['branch', 'status'],
        properties: {
          branch: { type: 'string' },
          status: { enum: ['passed', 'failed'] },
          seconds: { type: 'number' },
        },
      },
    },
  );
  await askApi(
    origin,
    routes.createRule,
    {},
    {
      ref: failures,
      label: 'Tell of failed builds',
      trigger_ref: builds,
      when: 'event.payload.status == "failed"',
      action_ref: 'core.log',
      action_params: { message: `The build of \${{ event.payload.branch }} failed.` },
    },
  );
  await simulateBuilds({ url: eventsUrl, trigger: builds, rule: failures });
  const stored = await askApi(
    origin,
    routes.createEvents,
    {},
    {
      trigger_ref: builds,
      source_ref: 'ci.main',
      payload: { branch: 'main', status: 'failed', seconds: 312, steps: ['install', 'test'] },
    },
  );
  if ('items' in stored) throw new Error('One event was sent, several receipts came back.');
  const run = await vi.waitFor(
    async () => {
      const { items } = await askApi(origin, routes.listExecutions, {
        query: { rule_ref: failures },
      });
      const answer = items.find(({ event: of }) => of === stored.id);
      if (answer?.status !== 'completed') throw new Error('The execution has not ended.');
      return answer;
    },
    { timeout: 60_000 },
  );
  if (run.enforcement === null) throw new Error('The execution names no enforcement.');
  return { event: stored.id, enforcement: run.enforcement.id, execution: run.id } as const;
}
