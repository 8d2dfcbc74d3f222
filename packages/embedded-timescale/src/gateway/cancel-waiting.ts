import { errorResponse, readyForQuery } from '../wire/backend-message.ts';
import type { Connection } from './connection.ts';

/** Answers the first request of a connection that waits for its turn as canceled. */
export function dropCanceled(connection: Connection): void {
  connection.send(
    errorResponse({
      severity: 'ERROR',
      code: '57014',
      message: 'canceling statement due to user request',
    }),
  );
  const [first] = connection.inbox;
  if (first?.type === 'Q' || first?.type === 'F') {
    connection.next();
    connection.send(readyForQuery('I'));
    return;
  }
  connection.skipping = true;
  dropUntilSync(connection);
}

/** After an error in the extended protocol nothing counts until Sync. */
export function dropUntilSync(connection: Connection): void {
  for (let message = connection.next(); message !== undefined; message = connection.next()) {
    if (message.type !== 'S') continue;
    connection.skipping = false;
    connection.send(readyForQuery('I'));
    return;
  }
}
