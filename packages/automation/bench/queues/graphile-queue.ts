import { tempEventsDatabase } from '@clew/testing';
import { Logger, makeWorkerUtils, type Runner, run } from 'graphile-worker';
import type { Queue } from './queue.ts';

const logger = new Logger(() => () => {});

/** graphile-worker as its documentation tunes it: `plain` by concurrency alone, else in batches. */
export function graphileQueue(mode: 'plain' | 'batched'): Queue {
  const concurrency = 24;
  const batches = { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 };
  return {
    name: `graphile-worker, ${mode}`,
    settings: `concurrency ${concurrency}${mode === 'plain' ? '' : ', localQueue 500, batch delays 0'}`,
    async open({ count }) {
      const database = await tempEventsDatabase({
        template: {
          name: 'bench_graphile_0_17_3',
          async prepare(url) {
            const utils = await makeWorkerUtils({ connectionString: url, logger });
            await utils.migrate();
            await utils.release();
          },
        },
      });
      const connectionString = database.url;
      const utils = await makeWorkerUtils({ connectionString, logger });
      await utils.withPgClient(async (client) => {
        await client.query(
          `select count(*) from graphile_worker.add_jobs(array(
             select json_populate_record(null::graphile_worker.job_spec,
                      '{"identifier": "log", "payload": {"message": "seen"}}')
             from generate_series(1, $1::integer)))`,
          [count],
        );
        await client.query('vacuum analyze graphile_worker._private_jobs');
      });
      let runner: Runner | null = null;
      return {
        async work(onJob) {
          runner = await run({
            preset: {
              worker: {
                connectionString,
                concurrentJobs: concurrency,
                maxPoolSize: concurrency + 1,
                ...(mode === 'plain' ? {} : batches),
              },
            },
            taskList: { log: async () => onJob() },
            logger,
            noHandleSignals: true,
          });
        },
        isDrained: () =>
          utils.withPgClient(async (client) => {
            const { rows } = await client.query<{ left: boolean }>(
              'select exists (select from graphile_worker._private_jobs) as left',
            );
            return rows[0]?.left === false;
          }),
        async [Symbol.asyncDispose]() {
          await runner?.stop();
          await utils.release();
          await database.drop();
        },
      };
    },
  };
}
