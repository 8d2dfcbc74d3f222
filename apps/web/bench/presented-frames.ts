import type { Browser } from 'playwright-core';

/** Runs something, and counts the frames that the display compositor of Chromium drew meanwhile. */
export async function presentedFrames<T>(
  browser: Browser,
  run: () => Promise<T>,
): Promise<{ readonly answer: T; readonly presented: number }> {
  const session = await browser.newBrowserCDPSession();
  let presented = 0;
  session.on('Tracing.dataCollected', ({ value }) => {
    presented += value.filter((event) => 'name' in event && event.name === drawn).length;
  });
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['viz'], excludedCategories: ['*'] },
    transferMode: 'ReportEvents',
  });
  const answer = await run();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return { answer, presented };
}

const drawn = 'Display::DrawAndSwap';
