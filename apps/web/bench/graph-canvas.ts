import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { launchChromium } from '../e2e/browser.ts';
import type {} from './graph-canvas-page.ts';

/**
 * Pans a drawing of random graphs in Chromium and prints the frames a second. Without a graphics card
 * the processor draws, which is many times slower: the size of the window then decides.
 */
const sizes = [
  [500, 2_000],
  [2_000, 8_000],
  [5_000, 20_000],
] as const;
const spanMs = 5_000;
const window_ = { width: 960, height: 640 };

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
  const renderer = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('webgl2');
    const info = context?.getExtension('WEBGL_debug_renderer_info');
    return context === null || info === null || info === undefined
      ? 'unknown'
      : String(context.getParameter(info.UNMASKED_RENDERER_WEBGL));
  });
  console.log(`Window ${window_.width} x ${window_.height}, drawn by ${renderer}`);
  for (const [nodes, edges] of sizes) {
    await page.reload();
    await page.evaluate(([nodeCount, edgeCount]) => window.drawRandom(nodeCount, edgeCount), [
      nodes,
      edges,
    ] as const);
    const centre = { x: window_.width / 2, y: window_.height / 2 };
    await page.mouse.move(centre.x, centre.y);
    await page.mouse.down();
    let dragging = true;
    const counting = page
      .evaluate((ms) => window.countFrames(ms), spanMs)
      .finally(() => {
        dragging = false;
      });
    for (let step = 0; dragging; step += 1) {
      const angle = step / 10;
      await page.mouse.move(centre.x + Math.cos(angle) * 120, centre.y + Math.sin(angle) * 120);
    }
    const run = await counting;
    await page.mouse.up();
    const rate = (run.frames / run.milliseconds) * 1000;
    console.log(
      `${nodes} nodes, ${edges} edges: ${rate.toFixed(1)} frames/s, longest ${run.longest.toFixed(0)} ms`,
    );
  }
} finally {
  await browser.close();
  await server.close();
}
