/** One message of a stream of server-sent events; what it does not say is null. */
export interface ServerEvent {
  readonly event: string | null;
  readonly id: string | null;
  readonly data: string | null;
}

/**
 * Takes a text/event-stream apart (HTML standard, 9.2.6), with one difference: a message with an id
 * alone is told too, for it moves the place to go on from. Comments and unknown fields are left out; a
 * last message that is not complete is dropped.
 */
export async function* serverEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let text = '';
  let message = new Map<string, string>();
  for await (const chunk of bytes) {
    text += decoder.decode(chunk, { stream: true });
    // A CR at the end may be the first half of a line end.
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    text = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') {
        addField(message, line);
      } else if (message.size > 0) {
        yield messageOf(message);
        message = new Map();
      }
    }
  }
}

function addField(message: Map<string, string>, line: string): void {
  const colon = line.indexOf(':');
  const field = colon === -1 ? line : line.slice(0, colon);
  const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
  if (field === 'data') {
    const before = message.get('data');
    message.set('data', before === undefined ? value : `${before}\n${value}`);
  } else if (field === 'event' || (field === 'id' && !value.includes('\0'))) {
    message.set(field, value);
  }
}

function messageOf(message: ReadonlyMap<string, string>): ServerEvent {
  return {
    event: message.get('event') ?? null,
    id: message.get('id') ?? null,
    data: message.get('data') ?? null,
  };
}
