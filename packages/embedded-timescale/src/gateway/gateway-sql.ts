import { serialize } from 'pg-protocol';
import type { Engine } from '../engine/engine.ts';
import { errorFields, readMessages, rowValues } from '../wire/backend-message.ts';

/** Rows in text format. */
export type TextRows = readonly (readonly (string | null)[])[];

/** A statement of the gateway's own failed. */
export class SqlFailure extends Error {
  override readonly name = 'SqlFailure';
  /** SQLSTATE. */
  readonly code: string;
  /** The backend's whole ErrorResponse. */
  readonly response: Buffer;

  constructor(response: Buffer) {
    const fields = errorFields(response);
    super(fields.get('M') ?? 'unknown error');
    this.code = fields.get('C') ?? 'XX000';
    this.response = response;
  }
}

/**
 * Runs a script of the gateway's own as one simple query and answers the rows of all its
 * statements. Null when the backend is ignoring messages until the client's Sync.
 *
 * @throws SqlFailure at the first statement that fails
 */
export type RunSql = (script: string) => TextRows | null;

/** @param notify takes the notifications that were due when the script ran */
export function createRunSql(engine: Engine, notify: (notification: Buffer) => void): RunSql {
  return (script) => {
    const rows: (readonly (string | null)[])[] = [];
    let failure: SqlFailure | undefined;
    let answered = false;
    for (const { type, frame } of readMessages(engine.execute(serialize.query(script)))) {
      if (type === 'D') rows.push(rowValues(frame));
      else if (type === 'A') notify(frame);
      else if (type === 'E') failure ??= new SqlFailure(frame);
      else if (type === 'Z') answered = true;
    }
    if (failure !== undefined) throw failure;
    return answered ? rows : null;
  };
}
