import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'pg-protocol';
import postgres from 'postgres';
import { openEngine } from '../src/engine/engine.ts';
import { Gateway } from '../src/gateway/gateway.ts';
import { DEFAULT_LIMITS } from '../src/gateway/gateway-limits.ts';
import { startEmbeddedTimescale } from '../src/index.ts';

/*
 * What the gateway costs: the same inserts straight into the engine, through the gateway by one
 * connection and by many, all in one process and one run.
 */

const ROWS = 5000;
const rows: { readonly what: string; readonly microseconds: number; readonly note: string }[] = [];

const folder = await mkdtemp(join(tmpdir(), 'clew-bench-'));
try {
  await benchEngine('engine in memory, no gateway', 'memory');
  await benchEngine('engine on disk, one sync a row', join(folder, 'engine'));
  await benchGateway('memory', 'in memory');
  await benchGateway(join(folder, 'gateway'), 'on disk');
  await benchTurns();
  await benchStart();
} finally {
  await rm(folder, { recursive: true, force: true });
}

const [base] = rows;
console.log('| what | µs each | × the first | note |\n|---|---:|---:|---|');
for (const { what, microseconds, note } of rows) {
  const ratio = microseconds / (base?.microseconds ?? 1);
  console.log(`| ${what} | ${microseconds.toFixed(1)} | ${ratio.toFixed(1)} | ${note} |`);
}
console.log(`\nresident memory at the end: ${Math.round(process.memoryUsage().rss / 1e6)} MB`);

async function benchEngine(what: string, dataDir: string): Promise<void> {
  const engine = await openEngine({ dataDir });
  engine.execute(
    serialize.query('create table hit (id int primary key, at timestamptz default now())'),
  );
  engine.execute(
    Buffer.concat([
      serialize.parse({ name: 's', text: 'insert into hit values ($1)' }),
      serialize.sync(),
    ]),
  );
  const insert = (id: number) => {
    engine.execute(serialize.bind({ statement: 's', values: [String(id)] }));
    engine.execute(serialize.execute());
    engine.execute(serialize.sync());
    engine.sync();
  };
  for (let id = 0; id < 500; id += 1) insert(-id - 1);
  const start = performance.now();
  for (let id = 0; id < ROWS; id += 1) insert(id);
  record(what, start, ROWS, 'prepared single-row inserts, one commit each');
  await engine.close();
}

async function benchGateway(dataDir: string, where: string): Promise<void> {
  await using store = await startEmbeddedTimescale({ dataDir, jobs: 'off' });
  const sql = postgres(store.url, { max: 1, onnotice: () => {} });
  await sql`create table hit (id int, at timestamptz default now())`;
  for (let id = 0; id < 500; id += 1) await sql`insert into hit (id) values (${id})`;
  let start = performance.now();
  for (let id = 0; id < ROWS; id += 1) await sql`insert into hit (id) values (${id})`;
  record(
    `gateway ${where}, 1 connection, one at a time`,
    start,
    ROWS,
    'round trip of the postgres driver included',
  );
  await sql.end();
  for (const max of [1, 10, 50]) {
    const many = postgres(store.url, { max, onnotice: () => {} });
    await Promise.all(Array.from({ length: max }, () => many`insert into hit (id) values (0)`));
    start = performance.now();
    await Promise.all(
      Array.from({ length: ROWS }, (_, id) => many`insert into hit (id) values (${id})`),
    );
    record(
      `gateway ${where}, ${max} connection${max > 1 ? 's' : ''}, all at once`,
      start,
      ROWS,
      '',
    );
    await many.end();
  }
  const batch = postgres(store.url, { max: 1, onnotice: () => {} });
  const values = Array.from({ length: 20_000 }, (_, id) => ({ id }));
  start = performance.now();
  for (let at = 0; at < values.length; at += 1000)
    await batch`insert into hit ${batch(values.slice(at, at + 1000), 'id')}`;
  record(`gateway ${where}, rows in batches of 1,000`, start, values.length, '');
  start = performance.now();
  await batch`select repeat('x', 1000) from generate_series(1, 10000)`;
  record(`gateway ${where}, answer of 10 MB, per row`, start, 10_000, '');
  await batch.end();
}

/** What a change of owner costs: two clients that alternate, against one that does all. */
async function benchTurns(): Promise<void> {
  await using store = await startEmbeddedTimescale({ dataDir: 'memory', jobs: 'off' });
  const clients = await Promise.all([rawClient(store.port), rawClient(store.port)]);
  const [one, two] = clients;
  for (const [what, order] of [
    ['select 1, always the same connection', [one, one]],
    ['select 1, another connection each time', [one, two]],
  ] as const) {
    for (let index = 0; index < 1000; index += 1) await roundTrip(order[index % 2] as Socket);
    const start = performance.now();
    for (let index = 0; index < ROWS; index += 1) await roundTrip(order[index % 2] as Socket);
    record(what, start, ROWS, 'raw socket; the difference is the settings put back');
  }
  for (const client of clients) client.destroy();
}

async function benchStart(): Promise<void> {
  const data = join(folder, 'start');
  let start = performance.now();
  await (await startEmbeddedTimescale({ dataDir: data, jobs: 'off' })).stop();
  record('first start, new data directory, and stop', start, 1, '');
  start = performance.now();
  const store = await startEmbeddedTimescale({ dataDir: data, jobs: 'off' });
  record('start on an existing data directory', start, 1, '');
  const sql = postgres(store.url, { max: 1 });
  start = performance.now();
  await sql`select 1`;
  record('first query of a new client, connecting included', start, 1, '');
  await sql.end();
  start = performance.now();
  await store.stop();
  record('stop', start, 1, 'with its checkpoint');
  const engine = await openEngine({ dataDir: 'memory' });
  new Gateway({ engine, logger: { info() {}, error() {} }, limits: DEFAULT_LIMITS });
  const archive = await engine.dump('none');
  await engine.close();
  start = performance.now();
  const copy = await startEmbeddedTimescale({ dataDir: 'memory', load: archive, jobs: 'off' });
  record('start in memory from an archive', start, 1, 'what a test file pays');
  await copy.stop();
}

function record(what: string, start: number, count: number, note: string): void {
  rows.push({ what, microseconds: ((performance.now() - start) * 1000) / count, note });
}

async function rawClient(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  socket.write(serialize.startup({ user: 'postgres', database: 'clew' }));
  await once(socket, 'data');
  return socket;
}

async function roundTrip(socket: Socket): Promise<void> {
  socket.write(serialize.query('select 1'));
  await once(socket, 'data');
}
