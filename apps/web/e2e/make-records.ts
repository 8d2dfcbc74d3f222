import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent, NewRule } from '@clew/contracts';
import { routes } from '@clew/contracts/api';
import { type EventStore, openEventStore } from '@clew/event-store';
import { vi } from 'vitest';
import { askApi } from './ask-api.ts';
import { eventsUrl, origin } from './places.ts';

/** Records an event and answers its id. */
export async function post(body: NewEvent): Promise<number> {
  const stored = await askApi(origin, routes.createEvents, {}, body);
  if ('items' in stored) throw new Error('One event was sent, several receipts came back.');
  return stored.id;
}

/** Defines a trigger and answers its ref. */
export async function trigger(ref: string): Promise<string> {
  await askApi(origin, routes.createTrigger, {}, { ref });
  return ref;
}

/** Defines a rule that writes a line for every event of a trigger of its own. */
export async function logRule(ref: string, rule: Partial<NewRule> = {}): Promise<void> {
  await askApi(
    origin,
    routes.createRule,
    {},
    {
      ref,
      trigger_ref: await trigger(`${ref}-trigger`),
      action_ref: 'core.log',
      action_params: { message: ref },
      ...rule,
    },
  );
}

/** Waits for the execution that an event led to. */
export async function executionOf(event: number): Promise<number> {
  return vi.waitFor(
    async () => {
      const { items } = await askApi(origin, routes.listExecutions, { query: { event } });
      const [first] = items;
      if (first === undefined) throw new Error(`Event ${event} has led to no execution yet.`);
      return first.id;
    },
    { timeout: 60_000 },
  );
}

/** The event store itself, for what the API does not do. */
export async function eventStore(): Promise<AsyncDisposable & { readonly events: EventStore }> {
  const events = await openEventStore({ url: eventsUrl, maxConnections: 1 });
  return { events, [Symbol.asyncDispose]: () => events.close() };
}

/** A codebase whose rules start programs, as only files may say. */
export interface ProgramRules extends AsyncDisposable {
  /** Ends the program that waits for its sign. */
  release(): Promise<void>;
}

/**
 * Indexes a folder with two rules. That of `<name>.speak` writes to both streams, waits for a sign,
 * writes once more and ends; that of `<name>.stay` never ends by itself.
 */
export async function programRules(name: string): Promise<ProgramRules> {
  const root = await mkdtemp(join(tmpdir(), `clew-${name}-`));
  const sign = join(root, 'sign', 'go');
  await mkdir(join(root, 'sign'));
  const speak = `
    const { existsSync } = require('node:fs');
    console.log('the first line');
    console.error('a first warning');
    const timer = setInterval(() => {
      if (!existsSync(${JSON.stringify(sign)})) return;
      clearInterval(timer);
      console.log('the last line');
    }, 20);`;
  const stay = `console.log('here to stay'); setInterval(() => {}, 1000);`;
  const rules = Object.entries({ speak, stay }).map(([verb, program]) => ({
    ref: `${name}.${verb}-rule`,
    on: `${name}.${verb}`,
    do: 'core.process',
    with: { argv: [process.execPath, '-e', program] },
  }));
  // YAML takes JSON.
  await writeFile(join(root, 'clew.yaml'), JSON.stringify({ rules }));
  await writeFile(join(root, 'only.ts'), 'export const only = 1;\n');
  await trigger(`${name}.speak`);
  await trigger(`${name}.stay`);
  await askApi(origin, routes.createCodebase, {}, { name, root });
  const job = await askApi(origin, routes.indexCodebase, { params: { name } }, {});
  await vi.waitFor(
    async () => {
      const { status } = await askApi(origin, routes.getExecution, { params: { id: job.id } });
      if (status !== 'completed') throw new Error(`The index run of ${name} is ${status}.`);
    },
    { timeout: 120_000, interval: 200 },
  );
  return {
    release: () => writeFile(sign, ''),
    async [Symbol.asyncDispose]() {
      await askApi(origin, routes.deleteCodebase, { params: { name } });
      await rm(root, { recursive: true, force: true });
    },
  };
}
