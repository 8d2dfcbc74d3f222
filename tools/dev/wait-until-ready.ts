import { setTimeout as wait } from 'node:timers/promises';
import { routes } from '@clew/contracts/api';
import { askApi } from './ask-api.ts';
import { DevError } from './dev-error.ts';

const pollMs = 100;
const patienceMs = 120_000;

/**
 * Waits until the API says that both stores answer and the web UI serves its page.
 *
 * @throws DevError `not_ready` with the last reason, when that takes more than two minutes.
 */
export async function waitUntilReady(input: {
  readonly api: string;
  readonly web: string;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { api, web, signal } = input;
  await poll(() => whyApiIsNotReady(api, signal), signal);
  await poll(() => whyWebIsNotReady(web, signal), signal);
}

async function poll(whyNot: () => Promise<string | null>, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (let reason = await whyNot(); reason !== null; reason = await whyNot()) {
    if (Date.now() > deadline) throw new DevError('not_ready', reason);
    await wait(pollMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

async function whyApiIsNotReady(base: string, signal: AbortSignal): Promise<string | null> {
  try {
    const reply = await askApi({ base, route: routes.getReadiness, address: {}, signal });
    if (reply.ok) return null;
    const issues = reply.problem.issues?.map(({ path, message }) => `\n  ${path}: ${message}`);
    return `The API is not ready: ${reply.problem.detail}${issues?.join('') ?? ''}`;
  } catch (error) {
    signal.throwIfAborted();
    return `The API does not answer at ${base}: ${error instanceof Error ? error.message : error}`;
  }
}

async function whyWebIsNotReady(url: string, signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch(url, { signal, headers: { accept: 'text/html' } });
    await response.arrayBuffer();
    return response.ok ? null : `The web UI answers with status ${response.status} at ${url}.`;
  } catch {
    signal.throwIfAborted();
    return `The web UI does not answer at ${url}.`;
  }
}
