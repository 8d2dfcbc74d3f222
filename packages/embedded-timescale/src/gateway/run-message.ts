import { classify, type Script, type Statement } from '../sql/classify.ts';
import { quoteName } from '../sql/quote.ts';
import { readMessages } from '../wire/backend-message.ts';
import {
  type FrontendMessage,
  frontendFrame,
  readBind,
  readExecute,
  readParse,
  readQuery,
  readTarget,
  withStatementName,
} from '../wire/frontend-message.ts';
import type { Connection } from './connection.ts';
import { beginCopy } from './copy-in.ts';
import { relayAnswer } from './relay-answer.ts';
import type { SharedSession } from './shared-session.ts';
import type { TurnOutcome } from './turn-outcome.ts';

/** Runs one message of the session's owner and sends it the answer. */
export function runMessage(
  session: SharedSession,
  connection: Connection,
  { type, frame }: FrontendMessage,
): TurnOutcome {
  switch (type) {
    case 'Q':
      return runQuery(session, connection, frame);
    case 'P':
      return runParse(session, connection, frame);
    case 'B':
      return runBind(session, connection, frame);
    case 'D':
    case 'C':
      return runOnTarget(session, connection, { type, frame });
    case 'E':
      return runExecute(session, connection, frame);
    case 'S':
    case 'H':
    case 'F':
      return pass(session, connection, frame);
    // Data of a copy that has failed already: the client may still be sending it.
    case 'c':
    case 'd':
    case 'f':
      return 'goes_on';
    case 'p':
    case 'X':
      throw new Error(`message ${type} is not for the session`);
  }
}

function runQuery(session: SharedSession, connection: Connection, frame: Buffer): TurnOutcome {
  const text = readQuery(frame);
  const script = classify(text);
  connection.touch(script);
  connection.statements.delete('');
  session.dropsUnnamed();
  if (beginCopy(session, connection, { frame, statements: script.statements })) {
    return 'copying';
  }
  const own = withOwnNames(connection, text, script);
  const sent = own === text ? frame : frontendFrame(0x51, Buffer.from(`${own}\0`));
  return pass(session, connection, sent, script.statements);
}

function runParse(session: SharedSession, connection: Connection, frame: Buffer): TurnOutcome {
  const { statement, text } = readParse(frame);
  const script = classify(text);
  const own = withOwnNames(connection, text, script);
  const renamed = withStatementName(
    own === text ? frame : withText(frame, text, own),
    connection.statements.backendName(statement),
  );
  if (statement === '') connection.statements.delete('');
  const answer = session.engine.execute(renamed);
  if (answered(answer, '1')) {
    const epoch = session.statementEpoch;
    connection.statements.set(statement, { parse: renamed, script, epoch });
    if (statement === '') session.holdsUnnamed(connection);
  }
  return relayAnswer(session, connection, { answer });
}

function runBind(session: SharedSession, connection: Connection, frame: Buffer): TurnOutcome {
  const { portal, statement } = readBind(frame);
  prepareAgain(session, connection, statement);
  const renamed = withStatementName(frame, connection.statements.backendName(statement));
  const answer = session.engine.execute(renamed);
  const script = connection.statements.get(statement)?.script;
  if (script !== undefined && answered(answer, '2')) connection.portals.set(portal, script);
  return relayAnswer(session, connection, { answer });
}

function runOnTarget(
  session: SharedSession,
  connection: Connection,
  { type, frame }: FrontendMessage,
): TurnOutcome {
  const { kind, name } = readTarget(frame);
  if (kind === 'portal') {
    if (type === 'C') connection.portals.delete(name);
    return pass(session, connection, frame);
  }
  if (type === 'D') prepareAgain(session, connection, name);
  const renamed = withStatementName(frame, connection.statements.backendName(name));
  const answer = session.engine.execute(renamed);
  if (type === 'C' && answered(answer, '3')) connection.statements.delete(name);
  return relayAnswer(session, connection, { answer });
}

function runExecute(session: SharedSession, connection: Connection, frame: Buffer): TurnOutcome {
  const script = connection.portals.get(readExecute(frame));
  const statements = script?.statements ?? [];
  if (script !== undefined) connection.touch(script);
  if (beginCopy(session, connection, { frame, statements })) return 'copying';
  return pass(session, connection, frame, statements);
}

function pass(
  session: SharedSession,
  connection: Connection,
  frame: Buffer,
  statements: readonly Statement[] = [],
): TurnOutcome {
  return relayAnswer(session, connection, { answer: session.engine.execute(frame), statements });
}

/**
 * Another connection may have made the backend forget this one's statement. When the backend
 * refuses to prepare it again, or ignores messages until Sync, so it will the message that follows.
 */
function prepareAgain(session: SharedSession, connection: Connection, name: string): void {
  const prepared = connection.statements.get(name);
  if (prepared === undefined || session.hasStatement(connection, name, prepared)) return;
  if (!answered(session.engine.execute(prepared.parse), '1')) return;
  connection.statements.set(name, { ...prepared, epoch: session.statementEpoch });
  if (name === '') session.holdsUnnamed(connection);
}

/** The text with the connection's own names for SQL PREPARE, EXECUTE and DEALLOCATE. */
function withOwnNames(connection: Connection, text: string, { statements }: Script): string {
  let own = text;
  for (const statement of statements.toReversed()) {
    if (statement.kind !== 'prepared') continue;
    const name = quoteName(connection.statements.backendName(statement.name));
    own = own.slice(0, statement.start) + name + own.slice(statement.end);
  }
  return own;
}

function withText(parse: Buffer, text: string, own: string): Buffer {
  const nameEnd = parse.indexOf(0, 5) + 1;
  const textEnd = nameEnd + Buffer.byteLength(text);
  return frontendFrame(0x50, parse.subarray(5, nameEnd), Buffer.from(own), parse.subarray(textEnd));
}

function answered(answer: Buffer, type: string): boolean {
  for (const message of readMessages(answer)) if (message.type === type) return true;
  return false;
}
