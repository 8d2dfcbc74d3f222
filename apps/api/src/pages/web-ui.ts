import { existsSync } from 'node:fs';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import type { ApiEnv } from '../api-env.ts';

/**
 * Serves the built web UI at `/`, when there is one. Its routes live in the browser, so a page that
 * is none of its files answers its `index.html`; addresses of the API never do.
 */
export function serveWebUi(app: Hono<ApiEnv>, { folder }: { readonly folder: string }): boolean {
  if (!existsSync(folder)) return false;
  const files = serveStatic<ApiEnv>({ root: folder });
  const index = serveStatic<ApiEnv>({ root: folder, path: 'index.html' });
  app.get('/*', async (c, next) => {
    if (c.req.path.startsWith('/api/')) return next();
    return files(c, next);
  });
  app.get('/*', async (c, next) => {
    const wantsPage = (c.req.header('accept') ?? '').includes('text/html');
    if (c.req.path.startsWith('/api/') || !wantsPage) return next();
    return index(c, next);
  });
  return true;
}
