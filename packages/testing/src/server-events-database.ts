import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import type { EventsTemplate } from './events-template.ts';

interface Database {
  readonly url: string;
  drop(): Promise<void>;
}

/** The database on the server that copies are made of. */
export function templateDatabaseName(name: string): string {
  return `clew_template_${name}`;
}

/** A copy of the template as a database of its own on the server at `server`. */
export async function serverEventsDatabase(
  server: string,
  template: EventsTemplate,
): Promise<Database> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  try {
    const source = templateDatabaseName(template.name);
    await ensureTemplate({ admin, server, source, template });
    const name = `clew_test_${randomBytes(8).toString('hex')}`;
    await admin`create database ${admin(name)} template ${admin(source)}`;
    return {
      url: withDatabase(server, name),
      async drop() {
        const dropper = postgres(server, { max: 1, onnotice: () => {} });
        try {
          await dropper`drop database if exists ${dropper(name)} with (force)`;
        } finally {
          await dropper.end();
        }
      },
    };
  } finally {
    await admin.end();
  }
}

/**
 * Prepares the template under a name of its own and renames it when complete, under an advisory
 * lock, so that test workers that start together make it once.
 *
 * TimescaleDB's scheduler holds a connection to every database that has the extension, and a
 * database with connections can be neither renamed nor copied. It skips databases that are
 * templates or refuse connections, so the template becomes both before its workers are stopped.
 */
async function ensureTemplate({
  admin,
  server,
  source,
  template,
}: {
  readonly admin: postgres.Sql;
  readonly server: string;
  readonly source: string;
  readonly template: EventsTemplate;
}): Promise<void> {
  await admin`select pg_advisory_lock(hashtext(${source}))`;
  try {
    const [existing] = await admin`select 1 from pg_database where datname = ${source}`;
    if (existing) return;
    const unfinished = `${source}_unfinished`;
    await admin`drop database if exists ${admin(unfinished)} with (force)`;
    await admin`create database ${admin(unfinished)}`;
    await template.prepare(withDatabase(server, unfinished));
    await admin.unsafe(
      `alter database "${unfinished}" with is_template true allow_connections false`,
    );
    await admin`select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = ${unfinished}`;
    await admin`alter database ${admin(unfinished)} rename to ${admin(source)}`;
  } finally {
    await admin`select pg_advisory_unlock(hashtext(${source}))`;
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
