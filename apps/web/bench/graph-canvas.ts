import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { createServer } from 'vite';
import { launchChromium } from '../e2e/browser.ts';
import { shiftOf } from '../e2e/shift-of.ts';
import type {} from './graph-canvas-page.ts';
import { presentedFrames } from './presented-frames.ts';

/**
 * Moves a drawing of random graphs in Chromium with a mouse, and prints the frames a second that a user
 * gets: what the page was asked for, and what the compositor then showed. Without a graphics card the
 * processor draws, which is many times slower; what the page itself does for a frame takes the same time.
 */
const sizes = [
  [500, 2_000],
  [2_000, 8_000],
  [5_000, 20_000],
] as const;
const spanMs = 4_000;
/** Moves of the mouse that the page has not taken yet. */
const mostUntold = 8;
const window_ = { width: 960, height: 640 };
const centre = { x: window_.width / 2, y: window_.height / 2 };

const server = await createServer({
  root: fileURLToPath(new URL('.', import.meta.url)),
  configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
  server: { host: '127.0.0.1', port: 0, fs: { strict: false } },
  logLevel: 'warn',
});
await server.listen();
const address = server.resolvedUrls?.local[0];
if (address === undefined) throw new Error('The benchmark server has no address.');
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: window_ });
  await page.goto(`${address}graph-canvas.html`);
  console.log(`Window ${window_.width} x ${window_.height}, drawn by ${await rendererOf(page)}`);
  const { answer: blank, presented } = await presentedFrames(browser, () =>
    page.evaluate((ms) => window.countBlankFrames(ms), spanMs),
  );
  const perSecond = (count: number) => ((count / blank.milliseconds) * 1000).toFixed(1);
  console.log(
    `A canvas moved with nothing on it: ${perSecond(blank.frames)} frames/s, shown ${perSecond(presented)}; longest ${blank.longest.toFixed(0)} ms`,
  );
  for (const [nodes, edges] of sizes) {
    await page.reload();
    const first = await page.evaluate(
      ([nodeCount, edgeCount]) => window.drawRandom(nodeCount, edgeCount),
      [nodes, edges] as const,
    );
    console.log(
      `\n${nodes} nodes, ${edges} edges: page busy ${first.busy.toFixed(0)} ms, seen after ${first.seen.toFixed(0)} ms`,
    );
    await checkShift(page);
    await measure(
      page,
      'pan, all in sight',
      drag((step) => circle(step, 120)),
    );
    for (let step = 0; step < 4; step += 1) await wheel(page, -1);
    await measure(
      page,
      'pan, near, 250 px to and fro',
      drag((step) => stroke(step, 250)),
    );
    await measure(
      page,
      'pan, near, across the window',
      drag((step) => stroke(step, 900)),
    );
    await measure(page, 'zoom by wheel', async (at, isOver) => {
      for (let step = 0; !isOver(); step += 1) {
        await at.mouse.wheel(0, step % 8 < 4 ? 100 : -100);
        await pause(60);
      }
    });
  }
} finally {
  await browser.close();
  await server.close();
}

type Move = (page: Page, isOver: () => boolean) => Promise<void>;

/** Moves the drawing for a while, and prints what was seen of it. */
async function measure(page: Page, name: string, move: Move): Promise<void> {
  await page.mouse.move(centre.x, centre.y);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const scripting = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find((metric) => metric.name === 'ScriptDuration')?.value ?? 0) * 1000;
  };
  const before = await scripting();
  let over = false;
  const { answer: run, presented } = await presentedFrames(browser, async () => {
    const counting = page
      .evaluate((ms) => window.countFrames(ms), spanMs)
      .finally(() => {
        over = true;
      });
    await move(page, () => over);
    return counting;
  });
  const script = ((await scripting()) - before) / run.frames;
  const still = await page.evaluate(() => window.untilStill());
  const rate = (count: number) => ((count / run.milliseconds) * 1000).toFixed(1).padStart(5);
  console.log(
    `  ${name.padEnd(30)} ${rate(run.frames)} frames/s, moved in ${rate(run.moved)}, shown ${rate(presented)}; ` +
      `longest ${run.longest.toFixed(0)} ms; script ${script.toFixed(2)} ms a frame; at rest after ${still.toFixed(0)} ms`,
  );
  await session.detach();
}

/** Drags as a mouse does that tells of itself every 8 ms, whether the page keeps up or not. */
function drag(path: (step: number) => { readonly x: number; readonly y: number }): Move {
  return async (page, isOver) => {
    await page.mouse.down();
    const told = new Set<Promise<void>>();
    for (let step = 0; !isOver(); step += 1) {
      const { x, y } = path(step);
      const telling = page.mouse.move(centre.x + x, centre.y + y);
      told.add(telling);
      void telling.then(() => told.delete(telling));
      await (told.size < mostUntold ? pause(8) : telling);
    }
    await Promise.all(told);
    await page.mouse.up();
  };
}

function circle(step: number, radius: number) {
  return { x: Math.cos(step / 30) * radius, y: Math.sin(step / 30) * radius };
}

/** To and fro along a line: a triangle wave. */
function stroke(step: number, length: number) {
  const steps = length / 4;
  const part = (step % (2 * steps)) / steps;
  const at = (part < 1 ? part : 2 - part) * length - length / 2;
  return { x: at, y: at / 4 };
}

async function wheel(page: Page, direction: 1 | -1): Promise<void> {
  await page.mouse.move(centre.x, centre.y);
  await page.mouse.wheel(0, direction * 100);
  await pause(100);
  await page.evaluate(() => window.untilStill());
}

/** A drawing that is dragged must look like the one before, shifted: else the frames count nothing. */
async function checkShift(page: Page): Promise<void> {
  const by = { x: 60, y: 35 };
  await page.mouse.move(centre.x, centre.y);
  await page.mouse.move(2, 2);
  const before = await page.screenshot();
  await page.mouse.move(centre.x, centre.y);
  await page.mouse.down();
  await page.mouse.move(centre.x + by.x / 2, centre.y + by.y);
  await page.mouse.move(centre.x + by.x, centre.y + by.y);
  const after = await page.screenshot();
  await page.mouse.up();
  await page.evaluate(() => window.untilStill());
  const same = await shiftOf(page, { before, after, by });
  console.log(
    `  dragged by ${by.x}, ${by.y}: ${(same * 100).toFixed(1)} % of the pixels went along`,
  );
  if (same < 0.98) throw new Error('The drawing does not follow the mouse.');
}

async function rendererOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const context = document.createElement('canvas').getContext('webgl2');
    const info = context?.getExtension('WEBGL_debug_renderer_info');
    return context === null || info === null || info === undefined
      ? 'unknown'
      : String(context.getParameter(info.UNMASKED_RENDERER_WEBGL));
  });
}
