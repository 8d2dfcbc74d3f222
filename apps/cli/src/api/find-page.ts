import { CliError } from '../cli-error.ts';
import type { CliConfig } from '../config.ts';

/**
 * The address of the page: that of the API, which serves the built page, or else that of the server
 * of development.
 *
 * @throws CliError `page_missing` when neither answers with a page
 */
export async function findPage({
  apiUrl,
  webUrl,
}: Pick<CliConfig, 'apiUrl' | 'webUrl'>): Promise<string> {
  for (const url of [apiUrl, webUrl]) {
    if (await servesPage(url)) return url;
  }
  throw new CliError(
    'page_missing',
    `No page is served, neither at ${apiUrl} nor at ${webUrl}. Start both with \`pnpm dev\`, or set CLEW_API_URL to where they run.`,
  );
}

async function servesPage(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/`, { headers: { accept: 'text/html' } });
    await response.body?.cancel();
    return response.ok && (response.headers.get('content-type') ?? '').includes('text/html');
  } catch (error) {
    // Nothing listens there; the next one may.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
