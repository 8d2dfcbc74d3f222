import type { StreamEnd } from '@clew/contracts';
import type { StreamMessage } from '@clew/event-store';

/** Messages of a stream of server-sent events, as text. JSON holds no line breaks, so one line does. */
export function messageFrame({ cursor, entry }: StreamMessage): string {
  return `id: ${cursor}\nevent: ${entry.topic}\ndata: ${JSON.stringify(entry)}\n\n`;
}

/** Moves the place from which the client would go on, and shows that the connection lives. */
export function placeFrame(cursor: string): string {
  return `: alive\nid: ${cursor}\n\n`;
}

/** The last message of a stream that the server ends. */
export function endFrame(kind: 'expired' | 'dropped', reason: string): string {
  const data: StreamEnd = { reason };
  return `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
