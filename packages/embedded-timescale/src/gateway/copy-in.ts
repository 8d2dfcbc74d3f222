import { serialize } from 'pg-protocol';
import type { Statement } from '../sql/classify.ts';
import { quoteText } from '../sql/quote.ts';
import { copyInResponse } from '../wire/backend-message.ts';
import type { FrontendMessage } from '../wire/frontend-message.ts';
import type { Connection } from './connection.ts';
import { relayAnswer } from './relay-answer.ts';
import type { SharedSession } from './shared-session.ts';
import type { TurnOutcome } from './turn-outcome.ts';

/*
 * COPY FROM STDIN. The backend reads its data while it runs the statement, and it runs to the end
 * before the event loop can take another byte from the network. So the gateway asks the client for
 * the data first, keeps it, and then runs the statement and the data together. A statement that
 * cannot work therefore fails after its data was sent; clients must expect that anyway.
 */

/** Asks for the data of a COPY FROM STDIN. False when there is none to run, or it is sure to fail. */
export function beginCopy(
  session: SharedSession,
  connection: Connection,
  { frame, statements }: { readonly frame: Buffer; readonly statements: readonly Statement[] },
): boolean {
  const copy = statements.find((statement) => statement.kind === 'copy_in');
  if (copy === undefined || session.status === 'E') return false;
  let { columns } = copy;
  if (columns === null) {
    const [[table, count] = []] = session.runSql(columnsOf(copy.table)) ?? [];
    // A table that an earlier statement of the same script makes does not exist yet.
    if (table === null && statements.length === 1) return false;
    columns = Number(count ?? 0);
  }
  connection.copy = { frames: [frame], bytes: 0, statements };
  connection.send(copyInResponse(copy.format, columns));
  return true;
}

/** Takes a message that arrives during the copy, and runs the copy once its data is complete. */
export function continueCopy(
  session: SharedSession,
  connection: Connection,
  { type, frame }: FrontendMessage,
  limit: number,
): TurnOutcome {
  const { copy } = connection;
  if (copy === undefined) throw new Error('no copy has begun');
  switch (type) {
    case 'd':
      copy.bytes += frame.length;
      if (copy.bytes > limit)
        return finish(session, connection, serialize.copyFail(tooLarge(limit)));
      copy.frames.push(frame);
      return 'copying';
    case 'c':
    case 'f':
      return finish(session, connection, frame);
    case 'H':
    case 'S':
      return 'copying';
    default:
      return finish(
        session,
        connection,
        serialize.copyFail(`message ${type} came during the copy`),
      );
  }
}

function finish(session: SharedSession, connection: Connection, last: Buffer): TurnOutcome {
  const { copy } = connection;
  if (copy === undefined) throw new Error('no copy has begun');
  connection.copy = undefined;
  const frames = last[0] === 0x66 ? [...copy.frames.slice(0, 1), last] : [...copy.frames, last];
  return relayAnswer(session, connection, {
    answer: session.engine.execute(Buffer.concat(frames)),
    statements: copy.statements,
    copyAnnounced: true,
  });
}

function tooLarge(limit: number): string {
  return `more than ${limit} bytes of data: the embedded server keeps them in memory; split the copy`;
}

function columnsOf(table: string): string {
  const name = quoteText(table);
  return `
    select to_regclass(${name}), count(attname)
    from pg_catalog.pg_attribute
    where attrelid = to_regclass(${name}) and attnum > 0 and not attisdropped and attgenerated = ''`;
}
