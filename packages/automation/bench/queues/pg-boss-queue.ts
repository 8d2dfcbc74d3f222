import { tempEventsDatabase } from '@clew/testing';
import PgBoss from 'pg-boss';
import type { Queue } from './queue.ts';

/** All of the benchmark at once, so that its pause of half a second between fetches does not count. */
const batchSize = 5000;
const workers = 4;
const queue = 'log';

/** pg-boss fetching and completing in batches; its maintenance is off. */
export const pgBossQueue: Queue = {
  name: 'pg-boss',
  settings: `${workers} workers, batchSize ${batchSize}`,
  async open({ count }) {
    const database = await tempEventsDatabase({
      template: {
        name: 'bench_pg_boss_10_4_2',
        async prepare(url) {
          const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false });
          await boss.start();
          await boss.createQueue(queue);
          await boss.stop({ graceful: false });
        },
      },
    });
    const boss = new PgBoss({
      connectionString: database.url,
      max: workers + 2,
      supervise: false,
      schedule: false,
    });
    await boss.start();
    const job = { name: queue, data: { message: 'seen' } };
    await boss.insert(Array.from({ length: count }, () => job));
    const db = boss.getDb();
    await db.executeSql('vacuum analyze pgboss.job', []);
    return {
      async work(onJob) {
        const options = { batchSize, pollingIntervalSeconds: 0.5 };
        for (let n = 0; n < workers; n += 1) {
          await boss.work(queue, options, async (jobs) => {
            for (const _job of jobs) onJob();
          });
        }
      },
      async isDrained() {
        const { rows } = await db.executeSql(
          `select exists (select from pgboss.job where name = $1 and state < 'completed') as left`,
          [queue],
        );
        return rows[0]?.left === false;
      },
      async [Symbol.asyncDispose]() {
        await boss.stop({ graceful: false });
        await database.drop();
      },
    };
  },
};
