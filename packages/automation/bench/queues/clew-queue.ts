import { setImmediate as turn } from 'node:timers/promises';
import { eventStoreTemplate, openEventStore } from '@clew/event-store';
import { tempEventsDatabase } from '@clew/testing';
import { logAction } from '../../src/actions/log-action.ts';
import { type RunningWorker, startWorker } from '../../src/start-worker.ts';
import { quiet } from '../../test/pipeline.ts';
import type { Queue } from './queue.ts';

/** `core.log` as our own worker runs it, with its history. */
export function clewQueue(concurrency: number): Queue {
  return {
    name: 'clew',
    settings: `concurrency ${concurrency}`,
    async open({ count }) {
      const database = await tempEventsDatabase({ template: eventStoreTemplate() });
      const events = await openEventStore({ url: database.url });
      const { sql } = events;
      let worker: RunningWorker | null = null;
      await sql`
      insert into execution (action, action_ref, config, max_attempts, timeout_seconds)
      select id, ref, '{"message": "seen"}', max_attempts, timeout_seconds
      from action, generate_series(1, ${count}::integer)
      where ref = 'core.log'`;
      await sql`vacuum analyze execution`;
      return {
        async work(onJob) {
          const log = logAction();
          const action = {
            ref: log.ref,
            run: (run: Parameters<typeof log.run>[0]) => {
              onJob();
              return log.run(run);
            },
          };
          worker = await startWorker({
            ctx: { events, log: quiet },
            worker: { name: 'bench' },
            actions: [action],
            concurrency,
          });
        },
        async isDrained() {
          const [row] = await sql<{ left: boolean }[]>`
          select exists (
            select from execution where status in ('requested', 'scheduled', 'running', 'canceling')
          ) as left`;
          return row?.left === false;
        },
        async [Symbol.asyncDispose]() {
          await turn();
          await worker?.stop();
          await events.close();
          await database.drop();
        },
      };
    },
  };
}
