import { eventually } from '@clew/testing';
import type { WorkerTimes } from '../src/start-worker.ts';
import { type Child, startEngineChild, startWorkerChild } from './child.ts';
import type { Pipeline } from './pipeline.ts';

/** Milliseconds; far more than anything takes, so that only a hang reaches it. */
const patience = 300_000;

export interface KillRun {
  readonly pipeline: Pipeline;
  /** Stores the next events and answers the firings that they must lead to. */
  readonly ingest: () => Promise<readonly string[]>;
  /** How many events that are. */
  readonly perRound: number;
  /** One process is killed in each. */
  readonly rounds: number;
  /** In how many of them a worker is stopped before, for longer than its lease. */
  readonly stops: number;
  readonly times: WorkerTimes;
  readonly longestRunMs: number;
  readonly batchSize: number;
  /** In [0, 1). */
  readonly random: () => number;
}

export interface KillReport {
  readonly firings: readonly string[];
  readonly engines: number;
  readonly workers: number;
  /** Executions that a worker held when it was killed or stopped. */
  readonly orphans: number;
  /** Claims that workers were told they had lost, or could not end. */
  readonly refused: number;
  /** The longest time from the death of a worker until something that it held was abandoned. */
  readonly abandonedAfterSeconds: number;
  /** The longest time until something that it held was claimed again. */
  readonly againAfterSeconds: number;
}

/** What a worker held, and when it died by the clock of the server. */
interface Orphan {
  readonly id: number;
  readonly fencing_token: number;
  readonly died: string;
}

/**
 * Ingests events while two engines and two workers, each a process of its own, are killed with -9, one
 * after the other and at random moments, and each is replaced; some workers are stopped for longer than
 * their lease and come back. Resolves when everything has ended and nobody works any more.
 */
export async function killRun(run: KillRun): Promise<KillReport> {
  const { pipeline, perRound, random } = run;
  const { sql } = pipeline.events;
  const killed = { engine: 0, worker: 0 };
  const orphans: Orphan[] = [];
  const firings: string[] = [];
  /** Also those that were killed. */
  const all: Child[] = [];

  const start = (role: Child['role']): Child => {
    const name = `${role}-${all.length}`;
    const { url } = pipeline;
    const child =
      role === 'engine'
        ? startEngineChild({ url, name, batchSize: run.batchSize })
        : startWorkerChild({ url, name, times: run.times, longestRunMs: run.longestRunMs });
    all.push(child);
    return child;
  };
  const stopRounds = new Set(
    Array.from({ length: run.stops }, (_, n) => Math.floor((n * run.rounds) / run.stops)),
  );
  const children: Child[] = (['engine', 'worker', 'engine', 'worker'] as const).map(start);

  const progress = async (): Promise<number> => {
    const [row] = await sql<{ n: number }[]>`
      select (select coalesce(sum(events), 0) from evaluation)
             + (select count(*) from execution where finished_at is not null) as n`;
    return Number(row?.n);
  };
  const pick = (among: readonly Child[]): Child => {
    const child = among[Math.floor(random() * among.length)];
    if (child === undefined) throw new Error('There is nobody to pick');
    return child;
  };
  const heldBy = (name: string) => sql<Orphan[]>`
    select e.id, e.fencing_token, clock_timestamp() as died
    from execution e join worker w on w.id = e.worker
    where w.name = ${name}::text and e.status in ('running', 'canceling')`;

  /** Stops a worker in its work until all that it held was taken from it, and lets it come back. */
  const stopForLong = async (): Promise<void> => {
    const worker = pick(children.filter(({ role }) => role === 'worker'));
    await worker.ready;
    await eventually(async () => (await heldBy(worker.name)).length > 0, { within: patience });
    worker.process.kill('SIGSTOP');
    const held = await heldBy(worker.name);
    orphans.push(...held);
    const kept = async () => {
      const now = await heldBy(worker.name);
      return held.some(({ id, fencing_token }) =>
        now.some((still) => still.id === id && still.fencing_token === fencing_token),
      );
    };
    await eventually(async () => !(await kept()), { within: patience });
    const [resumed] = await sql<{ at: string }[]>`select clock_timestamp() as at`;
    worker.process.kill('SIGCONT');
    const isBack = async () => {
      const [row] = await sql<{ back: boolean }[]>`
        select last_heartbeat > ${resumed?.at ?? ''}::timestamptz as back from worker
        where name = ${worker.name}::text`;
      return row?.back;
    };
    await eventually(isBack, { within: patience });
  };

  try {
    for (let round = 0; round < run.rounds; round += 1) {
      const victim = pick(children);
      await victim.ready;
      const before = await progress();
      firings.push(...(await run.ingest()));
      const target = before + Math.ceil(random() * perRound);
      await eventually(async () => (await progress()) >= target, { within: patience });
      if (stopRounds.has(round)) await stopForLong();
      await victim.kill();
      if (victim.role === 'worker') orphans.push(...(await heldBy(victim.name)));
      killed[victim.role] += 1;
      children.splice(children.indexOf(victim), 1, start(victim.role));
    }
    await pipeline.settled();
    const ended = async () => {
      const [row] = await sql<{ open: number }[]>`
        select count(*) as open from execution where finished_at is null`;
      return Number(row?.open) === 0;
    };
    await eventually(ended, { within: patience });
  } finally {
    await Promise.all(children.map((child) => child.kill()));
  }
  return {
    firings: firings.toSorted(),
    engines: killed.engine,
    workers: killed.worker,
    orphans: orphans.length,
    refused: all.reduce((sum, child) => sum + child.refused(), 0),
    ...(await longestWaits(pipeline, orphans)),
  };
}

async function longestWaits({ events: { sql } }: Pipeline, orphans: readonly Orphan[]) {
  const [row] = await sql<{ taken: number | null; again: number | null }[]>`
    select max(extract(epoch from taken.time - o.died))::double precision as taken,
           max(extract(epoch from again.time - o.died))::double precision as again
    from unnest(${orphans.map(({ id }) => id)}::bigint[],
                ${orphans.map(({ fencing_token }) => fencing_token)}::integer[],
                ${orphans.map(({ died }) => died)}::timestamptz[]) as o (id, token, died)
    cross join lateral (
      select min(h.time) as time from execution_history h
      where h.entity_id = o.id and h.time > o.died and h.new_values ->> 'status' = 'abandoned'
    ) as taken
    cross join lateral (
      select min(h.time) as time from execution_history h
      where h.entity_id = o.id and (h.new_values ->> 'fencing_token')::integer = o.token + 1
    ) as again`;
  return { abandonedAfterSeconds: row?.taken ?? 0, againAfterSeconds: row?.again ?? 0 };
}
