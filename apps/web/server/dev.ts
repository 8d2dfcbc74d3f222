import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClewError, parseSettings } from '@clew/contracts';
import { createServer, type ProxyOptions, type ViteDevServer } from 'vite';

const host = '127.0.0.1';

/** What the page asks of the API; the dev server hands it on, so that page and API share an origin. */
const apiPaths = ['/api', '/health', '/ready', '/openapi.json', '/docs', '/webhooks'];

try {
  const settings = parseSettings(process.env);
  const port = settings.CLEW_WEB_PORT;
  const tokenFile = join(resolve(settings.CLEW_HOME), 'token');
  const api = `http://${host}:${settings.CLEW_API_PORT}`;
  const server = await createServer({
    root: fileURLToPath(new URL('..', import.meta.url)),
    server: {
      host,
      port,
      strictPort: true,
      // What is answered here came with a token: no page of another port may read it.
      cors: false,
      proxy: Object.fromEntries(apiPaths.map((path) => [path, signedProxy(api, tokenFile)])),
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

/**
 * Hands requests on with the token that the API left in `CLEW_HOME`, so that nobody has to sign in
 * during development. The API still refuses pages of other origins.
 */
function signedProxy(target: string, tokenFile: string): ProxyOptions {
  return {
    target,
    configure(proxy) {
      proxy.on('proxyReq', (request) => {
        const token = readToken(tokenFile);
        if (token !== null && !request.hasHeader('authorization')) {
          request.setHeader('authorization', `Bearer ${token}`);
        }
      });
    },
  };
}

/** Read each time, because the API may start later; without it the page asks for a token. */
function readToken(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
