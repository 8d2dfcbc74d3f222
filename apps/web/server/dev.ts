import { fileURLToPath } from 'node:url';
import { ClewError, parseSettings } from '@clew/contracts';
import { createServer, type ViteDevServer } from 'vite';

const host = '127.0.0.1';

/** What the page asks of the API; the dev server hands it on, so that page and API share an origin. */
const apiPaths = ['/api', '/health', '/ready', '/openapi.json', '/docs'];

try {
  const settings = parseSettings(process.env);
  const port = settings.CLEW_WEB_PORT;
  const api = `http://${host}:${settings.CLEW_API_PORT}`;
  const server = await createServer({
    root: fileURLToPath(new URL('..', import.meta.url)),
    server: {
      host,
      port,
      strictPort: true,
      proxy: Object.fromEntries(apiPaths.map((path) => [path, api])),
    },
  });
  await listen(server, port);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void server.close().finally(() => process.exit(0));
    });
  }
  console.log(`Page   http://${host}:${port}\nAPI    ${api}`);
} catch (error) {
  if (!(error instanceof ClewError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function listen(server: ViteDevServer, port: number): Promise<void> {
  try {
    await server.listen();
  } catch (error) {
    await server.close();
    if (!(error instanceof Error && /already in use/.test(error.message))) throw error;
    const message = `Port ${port} is taken by another program. Stop it, or set CLEW_WEB_PORT to a free port.`;
    throw new ClewError('unavailable', 'web_port_taken', message, { cause: error });
  }
}
