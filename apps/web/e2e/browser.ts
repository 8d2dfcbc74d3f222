import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { routes } from '@clew/contracts/api';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const usualPlaces = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/Applications/Chromium.app/Contents/MacOS',
];

/** Only what the page itself does may reach the network; the profile is new and thrown away. */
const quietFlags = [
  '--headless',
  '--no-sandbox',
  // The graph is drawn by WebGL; without a graphics card the processor does it.
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: quietFlags });
}

function chromiumPath(): string {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') return given;
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...usualPlaces];
  const found = folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isProgram);
  if (found !== undefined) return found;
  throw new Error('No Chromium was found. Install it, or set CHROMIUM_PATH to its program.');
}

function isProgram(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** A page that keeps what it complains about. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/**
 * Opens a page in a context of its own: signed in, but nothing else from the test before. The API of
 * the stack is signed in to, unless another one is named.
 */
export async function openPage(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
  api?: string,
): Promise<WatchedPage> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  const { origin, token } = inject('stack');
  const signedIn = await context.request.post(`${api ?? origin}${routes.createSession.path}`, {
    data: { token },
  });
  if (!signedIn.ok()) throw new Error(`Signing in was refused: ${await signedIn.text()}`);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== '127.0.0.1') {
      complaints.push(`asked ${url.href}`);
    }
  });
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}
