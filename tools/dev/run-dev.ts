import { mkdirSync } from 'node:fs';
import { ClewError, type Codebase } from '@clew/contracts';
import { locateEmbeddedTimescale } from '@clew/embedded-timescale';
import { busyAddresses, neededAddresses } from './busy-addresses.ts';
import { DevError } from './dev-error.ts';
import { apiUrl, type DevSettings, webUrl } from './dev-settings.ts';
import { indexRepository, ownCodebase } from './index-repository.ts';
import { progressText } from './progress.ts';
import { readToken, tokenFile } from './read-token.ts';
import { runMigrations } from './run-migrations.ts';
import type { Screen } from './screen.ts';
import type { Stack } from './stack.ts';
import { startApps } from './start-apps.ts';
import { startEventDatabase } from './start-event-database.ts';
import { summaryText } from './summary.ts';
import { waitUntilReady } from './wait-until-ready.ts';

/**
 * Brings the stack up in order (addresses, event store, migrations, apps, index), prints the
 * summary, and stays until `stack.signal` aborts.
 *
 * @throws whatever stopped it; when it was up, the reason of the signal.
 */
export async function runDev(input: {
  readonly stack: Stack;
  readonly screen: Screen;
  readonly settings: DevSettings;
  readonly environment: NodeJS.ProcessEnv;
  readonly repository: string;
}): Promise<never> {
  const { stack, screen, settings, repository } = input;
  const { signal } = stack;
  await assertAddressesAreFree(settings);
  mkdirSync(settings.home, { recursive: true });

  const base = { ...input.environment, CLEW_HOME: settings.home };
  const eventsUrl = settings.eventsUrl ?? (await startEvents({ stack, screen, settings, base }));
  const environment = { CLEW_WORKER_NAME: 'dev', ...base, CLEW_EVENTS_URL: eventsUrl };

  screen.step('Migrating both stores');
  await runMigrations({ environment, log: stack.log('migrate'), signal });

  screen.step('Starting API, worker and web UI');
  startApps({ stack, environment });
  const api = apiUrl(settings);
  const web = webUrl(settings);
  await waitUntilReady({ api, web, signal });

  const token = await readToken(settings.home);
  const codebase = await index({ api, token, root: repository, screen, signal });
  screen.print(
    summaryText({
      web,
      api,
      eventsUrl,
      home: settings.home,
      token: tokenFile(settings.home),
      logs: settings.logs,
      codebase,
    }),
  );
  return await new Promise((_, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}

async function startEvents(input: {
  readonly stack: Stack;
  readonly screen: Screen;
  readonly settings: DevSettings;
  readonly base: NodeJS.ProcessEnv;
}): Promise<string> {
  const { stack, screen, settings, base } = input;
  screen.step('Starting the embedded event store');
  const { url } = await startEventDatabase({
    settings,
    environment: base,
    onLine: (line) => stack.hear('events', line),
    onStarted: (process) =>
      stack.add(process, (how) => {
        const { path } = stack.log('events');
        return `The embedded event store ended (${how}). Its log is ${path}.`;
      }),
    signal: stack.signal,
  });
  return url;
}

async function assertAddressesAreFree(settings: DevSettings): Promise<void> {
  const busy = await busyAddresses(neededAddresses(settings));
  if (busy.length === 0) return;
  const lines = busy.map(
    ({ what, port, setting, reason }) =>
      `  Port ${port} for ${what} ${reason}. Set ${setting} to a free port.`,
  );
  const owner =
    settings.eventsUrl === null ? await locateEmbeddedTimescale(settings.eventsFolder) : null;
  if (owner !== null) {
    lines.push(
      `  Clew already runs on ${settings.home} (event store at ${owner}). Stop it, or set CLEW_HOME to another folder as well.`,
    );
  }
  throw new DevError('addresses_in_use', `Clew cannot start:\n${lines.join('\n')}`);
}

/** A repository that cannot be indexed is shown as such; the rest of Clew is as useful without it. */
async function index(input: {
  readonly api: string;
  readonly token: string;
  readonly root: string;
  readonly screen: Screen;
  readonly signal: AbortSignal;
}): Promise<Codebase | { readonly problem: string }> {
  const { api, token, root, screen, signal } = input;
  screen.step(`Looking for the codebase ${ownCodebase}`);
  try {
    return await indexRepository({
      api,
      token,
      root,
      onProgress: (execution) => screen.progress(progressText(execution)),
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ClewError)) throw error;
    return { problem: error.message };
  }
}
