import type { Statement } from '../sql/classify.ts';
import {
  commandTag,
  errorFields,
  transactionStatus,
  withErrorFields,
} from '../wire/backend-message.ts';
import type { Connection } from './connection.ts';
import { statementDone, statementFailed } from './listening.ts';
import type { SharedSession } from './shared-session.ts';
import type { TurnOutcome } from './turn-outcome.ts';

/**
 * Sends the backend's answer to the owner, and takes from it what concerns the gateway: outcomes of
 * statements, notifications for others, the state of the transaction. Messages that nobody needs to
 * look at go out as the slices of the answer that they are.
 */
export function relayAnswer(
  session: SharedSession,
  connection: Connection,
  {
    answer,
    statements = [],
    copyAnnounced = false,
  }: {
    readonly answer: Buffer;
    /** What was run, in order: each ends with a CommandComplete of its own. */
    readonly statements?: readonly Statement[];
    /** The client has had its CopyInResponse already. */
    readonly copyAnnounced?: boolean;
  },
): TurnOutcome {
  let outcome: TurnOutcome = 'goes_on';
  let announced = copyAnnounced;
  let done = 0;
  let unsent = 0;
  for (let at = 0, end = 0; at < answer.length; at = end) {
    end = at + 1 + answer.readInt32BE(at + 1);
    const sendBefore = () => connection.send(answer.subarray(unsent, at));
    const instead = (...messages: readonly Buffer[]) => {
      sendBefore();
      connection.send(...messages);
      unsent = end;
    };
    switch (answer[at]) {
      case CODE.commandComplete:
        completed(session, connection, statements[done], commandTag(answer.subarray(at, end)));
        done += 1;
        break;
      case CODE.error:
        connection.listening = statementFailed(connection.listening);
        instead(withClientNames(connection, answer.subarray(at, end)));
        break;
      case CODE.notice:
        if (isEngineChatter(answer.subarray(at, end))) instead();
        break;
      case CODE.notification:
        // It may be for a channel that this very transaction has begun to listen on.
        instead();
        session.heard.push(answer.subarray(at, end));
        break;
      case CODE.copyIn:
        if (announced) instead();
        announced = false;
        break;
      case CODE.ready:
        sendBefore();
        unsent = at;
        outcome = ready(session, connection, answer.subarray(at, end));
        for (const notification of session.heard.splice(0)) session.notify(notification);
        break;
      default:
    }
  }
  connection.send(answer.subarray(unsent));
  return outcome;
}

const CODE = {
  commandComplete: 0x43,
  copyIn: 0x47,
  error: 0x45,
  notice: 0x4e,
  notification: 0x41,
  ready: 0x5a,
} as const;

function completed(
  session: SharedSession,
  connection: Connection,
  statement: Statement | undefined,
  tag: string,
): void {
  if (statement === undefined) return;
  connection.listening = statementDone(connection.listening, statement, tag);
  switch (statement.kind) {
    case 'discard_all':
      connection.touched.listening = true;
      connection.touched.temporary = true;
      session.statementEpoch += 1;
      connection.statements.clear();
      return;
    case 'deallocate_all':
      session.statementEpoch += 1;
      connection.statements.clear();
      return;
    case 'prepared':
      if (tag === 'DEALLOCATE') connection.statements.delete(statement.name);
      return;
    default:
  }
}

function ready(session: SharedSession, connection: Connection, message: Buffer): TurnOutcome {
  session.status = transactionStatus(message);
  if (session.status === 'I') session.settle(connection);
  // A failed transaction takes no statement, so what it changed is told when it is over; what it
  // undoes, too.
  const { touched } = connection;
  if (
    session.status === 'I' ? touched.settings : touched.untoldSettings && session.status === 'T'
  ) {
    session.reportSettings(connection);
    touched.untoldSettings = false;
  }
  if (session.status !== 'I') return 'goes_on';
  connection.untouch();
  return connection.pinned ? 'goes_on' : 'free';
}

/** Error texts name statements as the backend knows them. */
function withClientNames(connection: Connection, error: Buffer): Buffer {
  if (!error.includes(connection.statements.prefix)) return error;
  const fields = [...errorFields(error)].map(
    ([code, value]) => [code, connection.statements.restore(value)] as const,
  );
  return withErrorFields('E', new Map(fields));
}

/** The WASM build warns of every transaction that is rolled back; no other server does. */
function isEngineChatter(notice: Buffer): boolean {
  return errorFields(notice).get('R') === 'RecordTransactionAbort';
}
