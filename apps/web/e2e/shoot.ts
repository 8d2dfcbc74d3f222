import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { screenshots } from './places.ts';

/** Takes a screenshot into the run's temporary folder, for people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}
