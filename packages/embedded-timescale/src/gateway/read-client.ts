import { ProtocolViolation } from '../wire/protocol-violation.ts';
import { readStartupPacket, type StartupPacket } from '../wire/startup-packet.ts';
import type { Connection, Leaving } from './connection.ts';
import { INBOX_BYTES, INBOX_MESSAGES } from './gateway-limits.ts';

/**
 * Takes in what a client has sent so far: its greeting, then messages for its inbox. A client whose
 * inbox is full is not read from until there is room.
 */
export function readClient(
  connection: Connection,
  {
    greet,
    leave,
  }: {
    readonly greet: (packet: StartupPacket) => void;
    /** Nothing more will come from this client. */
    readonly leave: (leaving: Leaving) => void;
  },
): void {
  const { reader } = connection;
  try {
    while (connection.state === 'startup') {
      const packet = reader.startupPacket();
      if (packet === undefined) return;
      greet(readStartupPacket(packet));
    }
    while (connection.state !== 'closed' && connection.leaving === undefined) {
      const message = reader.message();
      if (message === undefined) break;
      if (message.type === 'X') leave({ event: 'hangup' });
      else if (message.type === 'p') throw new ProtocolViolation('08P01', 'no password was asked');
      else connection.receive(message);
    }
  } catch (error) {
    if (!(error instanceof ProtocolViolation)) throw error;
    const { code, message } = error;
    leave({ event: 'violation', farewell: { severity: 'FATAL', code, message } });
  }
  if (connection.inbox.length > INBOX_MESSAGES || connection.inboxBytes > INBOX_BYTES) {
    connection.socket.pause();
  }
}
