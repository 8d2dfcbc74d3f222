import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { executionSchema } from '@clew/contracts';
import { routes, routeUrl } from '@clew/contracts/api';
import {
  claimExecution,
  createEnforcement,
  createEvents,
  registerWorker,
  requestExecution,
} from '@clew/event-store';
import { applyFacts, openCodebase } from '@clew/graph-store';
import { smallCodebase } from './fixture-facts.ts';
import type { ApiUnderTest } from './running-api.ts';

const run = promisify(execFile);

/** Things that exist, for the tests to ask for. */
export interface World {
  readonly api: ApiUnderTest;
  readonly codebase: string;
  readonly root: string;
  /** Codebases whose symbols may be deleted and renamed. */
  readonly spare: string;
  readonly renamed: string;
  /** A codebase of which nobody knows what it was. */
  readonly forgetful: string;
  readonly event: number;
  readonly enforcement: number;
  readonly execution: number;
  readonly worker: string;
  /** Queues an index job of a codebase and lets a worker take it. */
  startIndexing(codebase: string): Promise<void>;
  /** Makes a link of this name inside the root that leads out of it. */
  linkOutside(name: string): Promise<void>;
  /** Makes the root a git repository with everything in it committed. */
  commitAll(): Promise<void>;
}

/** Adds a codebase through the API and gives it the facts of a small program. */
export async function addCodebase(api: ApiUnderTest, name: string): Promise<string> {
  const root = join(api.home, 'sources', name);
  await mkdir(root, { recursive: true });
  const added = await api.send('POST', routeUrl(routes.createCodebase, {}), {
    json: { name, root },
  });
  if (added.status !== 201) throw new Error(`Codebase ${name} was not added: ${added.text}`);
  const graph = openCodebase({ ctx: { home: api.home }, input: { name } });
  try {
    applyFacts({ ctx: { graph }, input: smallCodebase() });
  } finally {
    graph.close();
  }
  return root;
}

export async function seedWorld(api: ApiUnderTest): Promise<World> {
  const ctx = { events: api.events };
  const codebase = 'clew';
  const root = await addCodebase(api, codebase);
  await addCodebase(api, 'spare');
  await addCodebase(api, 'renamed');
  await addCodebase(api, 'forgetful');
  const forgetful = openCodebase({ ctx: { home: api.home }, input: { name: 'forgetful' } });
  // As an upgrade from a version that did not record everything leaves it.
  forgetful.sqlite.exec('update change_recording set complete_since = 1000');
  forgetful.close();
  const [event] = await createEvents({
    ctx,
    input: { events: [{ trigger_ref: 'graph.indexed', payload: { codebase } }] },
  });
  if (event === undefined) throw new Error('No event was stored');
  const enforcement = await createEnforcement({
    ctx,
    input: { rule_ref: 'arch.layers', trigger_ref: 'graph.indexed', event: event.id },
  });
  const worker = await registerWorker({ ctx, input: { name: 'local-1' } });
  const execution = await requestExecution({ ctx, input: { action_ref: 'core.log', config: {} } });
  await claimExecution({ ctx, input: { worker: worker.id } });
  return {
    api,
    codebase,
    root,
    spare: 'spare',
    renamed: 'renamed',
    forgetful: 'forgetful',
    event: event.id,
    enforcement: enforcement.id,
    execution: execution.id,
    worker: worker.name,
    async startIndexing(name) {
      const asked = await api.send('POST', routeUrl(routes.indexCodebase, { params: { name } }));
      const { id } = executionSchema.parse(asked.json);
      const taken = async (): Promise<boolean> => {
        const claimed = await claimExecution({ ctx, input: { worker: worker.id } });
        if (claimed === null) throw new Error(`Job ${id} cannot be claimed`);
        return claimed.id === id || taken();
      };
      await taken();
    },
    linkOutside: (name) => symlink(api.home, join(root, name)),
    async commitAll() {
      const identity = ['-c', 'user.name=world', '-c', 'user.email=world@example.com'];
      const git = (...args: readonly string[]) => run('git', [...identity, ...args], { cwd: root });
      await git('init', '-q');
      await git('add', '.');
      await git('commit', '-q', '--allow-empty', '-m', 'All there is');
    },
  };
}
