import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The text that a browser shows at `url`, once `expected` is part of it, and what went wrong. */
export async function pageText(
  url: string,
  expected: string,
): Promise<{ readonly text: string; readonly errors: readonly string[] }> {
  const executablePath = process.env.CHROMIUM_PATH ?? browsers.find(existsSync);
  if (executablePath === undefined) throw new Error('No Chromium was found. Set CHROMIUM_PATH.');
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(url);
    const main = page.getByRole('main').filter({ hasText: expected });
    await main.waitFor();
    return { text: (await main.textContent()) ?? '', errors };
  } finally {
    await browser.close();
  }
}
