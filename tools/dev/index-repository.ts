import { setTimeout as wait } from 'node:timers/promises';
import type { Codebase, Execution, Problem } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { askApi } from './ask-api.ts';
import { DevError } from './dev-error.ts';

/** The codebase that a first start fills, so that there is something to look at. */
export const ownCodebase = 'clew';

const pollMs = 200;

/**
 * On a first start, adds this repository as the codebase `clew`, has it indexed and waits until that
 * is done; later starts find it and leave it alone.
 *
 * @throws DevError `index_failed` with the reason that the index job gave.
 */
export async function indexRepository(input: {
  readonly api: string;
  readonly token: string;
  readonly root: string;
  readonly onProgress: (execution: Execution) => void;
  readonly signal: AbortSignal;
}): Promise<Codebase> {
  const { api: base, token, root, onProgress, signal } = input;
  const params = { name: ownCodebase };
  const found = await askApi({
    base,
    token,
    route: routes.getCodebase,
    address: { params },
    signal,
  });
  if (found.ok && found.body.last_revision !== null) return found.body;
  if (!found.ok) {
    if (found.problem.code !== 'not_found') throw refused(found.problem);
    const body = { name: ownCodebase, root };
    const created = await askApi({
      base,
      token,
      route: routes.createCodebase,
      address: {},
      body,
      signal,
    });
    if (!created.ok) throw refused(created.problem);
  }
  const queued = await askApi({
    base,
    token,
    route: routes.indexCodebase,
    address: { params },
    signal,
  });
  if (!queued.ok) throw refused(queued.problem);
  await untilFinished({ base, token, id: queued.body.id, onProgress, signal });
  const indexed = await askApi({
    base,
    token,
    route: routes.getCodebase,
    address: { params },
    signal,
  });
  if (!indexed.ok) throw refused(indexed.problem);
  return indexed.body;
}

async function untilFinished(input: {
  readonly base: string;
  readonly token: string;
  readonly id: number;
  readonly onProgress: (execution: Execution) => void;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { base, token, id, onProgress, signal } = input;
  for (;;) {
    const address = { params: { id } };
    const reply = await askApi({ base, token, route: routes.getExecution, address, signal });
    if (!reply.ok) throw refused(reply.problem);
    onProgress(reply.body);
    if (reply.body.finished_at !== null) {
      if (reply.body.status === 'completed') return;
      throw new DevError(
        'index_failed',
        `The index job ${id} ended as ${reply.body.status}: ${reply.body.error ?? 'no reason given'}`,
      );
    }
    await wait(pollMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

function refused(problem: Problem): DevError {
  return new DevError('index_failed', `${problem.title}: ${problem.detail}`);
}
