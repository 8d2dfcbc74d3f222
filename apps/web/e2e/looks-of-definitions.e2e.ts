import { routes } from '@clew/contracts/api';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { action, newRule, newSensor, sensor, sensors } from '../src/pipeline-places.ts';
import { askApi } from './ask-api.ts';
import { launchChromium } from './browser.ts';
import { examinePlace } from './examine-place.ts';

const { origin } = inject('stack');
const looked = 'looks.clock';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
  await askApi(
    origin,
    routes.createSensor,
    {},
    {
      ref: looked,
      entrypoint: 'timer',
      config: { cron: '30 2 * * *', timezone: 'America/Argentina/ComodRivadavia' },
    },
  );
});

afterAll(async () => {
  await browser.close();
});

test.each([
  ['new rule', newRule({ template: 'layer-break' })],
  ['action', action('core.http')],
  ['sensors', sensors()],
  ['sensor', sensor(looked)],
  ['new sensor', newSensor({ watches: 'webhook' })],
] as const)('%s is accessible and fits at every size, light and dark', async (name, place) => {
  expect.hasAssertions();
  await examinePlace(browser, name, place);
});
