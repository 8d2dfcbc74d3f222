import type { RunSql } from '../gateway/gateway-sql.ts';

/** A background job whose time has come. */
export interface DueJob {
  readonly id: number;
  /** Schema and name of its procedure. */
  readonly procedure: string;
}

/**
 * The job that has been due for longest. One that was never planned is due at its initial start, or
 * at once; ties go to the older job.
 */
export function findDueJob(runSql: RunSql): DueJob | undefined {
  const [[installed] = []] = runSql(INSTALLED) ?? [];
  if (installed === null) return undefined;
  const [[id, procedure] = []] = runSql(DUE) ?? [];
  if (id === undefined || id === null) return undefined;
  return { id: Number(id), procedure: procedure ?? '' };
}

const INSTALLED = `select to_regclass('timescaledb_information.jobs')`;

const DUE = `
  select job_id, format('%I.%I', proc_schema, proc_name)
  from timescaledb_information.jobs
  where scheduled and coalesce(next_start, initial_start, '-infinity') <= clock_timestamp()
  order by coalesce(next_start, initial_start, '-infinity'), job_id
  limit 1`;
