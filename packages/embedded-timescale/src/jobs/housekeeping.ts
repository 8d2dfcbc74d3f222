import type { RunSql } from '../gateway/gateway-sql.ts';

/*
 * A server has processes that write checkpoints and that vacuum and analyze tables; the WASM build
 * has neither, and would keep all its log and let every table grow. The rules for tables are those
 * of autovacuum: a fixed number of rows plus a share of the table.
 */
const CHECKPOINT_LOG_BYTES = 64 * 1024 * 1024;
const CHECKPOINT_MS = 5 * 60_000;
/** Log that a checkpoint itself writes, so that an idle store is left alone. */
const IDLE_LOG_BYTES = 4096;
const VACUUM = { rows: 50, share: 0.2 };
const ANALYZE = { rows: 50, share: 0.1 };

/** Row counts of one table since the engine was opened, as its statistics count them. */
interface Activity {
  readonly changed: number;
  readonly dead: number;
}

/** What is due next, kept between calls. */
export class Housekeeping {
  #lastCheckpoint: { readonly position: string; readonly at: number } | undefined;
  readonly #checkpointLogBytes: number;
  /** By table: what had happened when it was last vacuumed or analyzed. */
  readonly #done = new Map<string, Activity>();

  /** @param checkpointLogBytes how much log may be written before a checkpoint */
  constructor({ checkpointLogBytes = CHECKPOINT_LOG_BYTES } = {}) {
    this.#checkpointLogBytes = checkpointLogBytes;
  }

  /** Does the one most urgent thing. Answers what it was, or undefined when there is nothing to do. */
  step(runSql: RunSql, now: number): string | undefined {
    return this.#checkpoint(runSql, now) ?? this.#vacuum(runSql);
  }

  #checkpoint(runSql: RunSql, now: number): string | undefined {
    const since = this.#lastCheckpoint?.position;
    const [[position, written] = []] =
      runSql(`
        select lsn, lsn - coalesce(${since === undefined ? 'null' : `'${since}'`}::pg_lsn, lsn)
        from pg_current_wal_insert_lsn() as lsn`) ?? [];
    if (position === undefined || position === null) return undefined;
    this.#lastCheckpoint ??= { position, at: now };
    const bytes = Number(written);
    const overdue = now - this.#lastCheckpoint.at >= CHECKPOINT_MS && bytes > IDLE_LOG_BYTES;
    if (bytes < this.#checkpointLogBytes && !overdue) return undefined;
    runSql('checkpoint');
    const [[after] = []] = runSql('select pg_current_wal_insert_lsn()') ?? [];
    this.#lastCheckpoint = { position: after ?? position, at: now };
    return 'checkpoint';
  }

  #vacuum(runSql: RunSql): string | undefined {
    for (const [table, changed, dead, rows] of runSql(ACTIVITY) ?? []) {
      const name = table ?? '';
      const now: Activity = { changed: Number(changed), dead: Number(dead) };
      const before = this.#done.get(name) ?? { changed: 0, dead: 0 };
      const size = Math.max(Number(rows), 0);
      const vacuum = now.dead - before.dead > VACUUM.rows + VACUUM.share * size;
      const analyze = now.changed - before.changed > ANALYZE.rows + ANALYZE.share * size;
      if (!vacuum && !analyze) continue;
      const command = vacuum ? `vacuum (analyze) ${name}` : `analyze ${name}`;
      // Noted first: a table that cannot be vacuumed must not be tried again and again.
      this.#done.set(name, vacuum ? now : { ...before, changed: now.changed });
      runSql(command);
      return command;
    }
    return undefined;
  }
}

/**
 * The WASM build never adds up its per-table statistics, so what they would be counted from is read:
 * the numbers of this one session, which is all there is.
 */
const ACTIVITY = `
  select
    relid::regclass, n_tup_ins + n_tup_upd + n_tup_del, n_tup_upd + n_tup_del, reltuples::bigint
  from pg_stat_xact_all_tables
  join pg_class on oid = relid
  where relpersistence = 'p' and relkind = 'r' and n_tup_ins + n_tup_upd + n_tup_del > 0`;
