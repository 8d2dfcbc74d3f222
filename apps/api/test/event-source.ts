import { type StreamEntry, streamEntrySchema } from '@clew/contracts';

export interface ReceivedMessage {
  readonly id: string;
  readonly entry: StreamEntry;
}

/** A client of the stream that remembers its place, as a browser's EventSource does. */
export interface StreamReader {
  readonly received: readonly ReceivedMessage[];
  /** The place from which it would go on. */
  readonly place: string | null;
  /** Connects, reads until `enough` says so or the server ends the stream, and hangs up. */
  read(options: {
    readonly url: string;
    readonly enough: (received: readonly ReceivedMessage[]) => boolean;
  }): Promise<ReadEnd>;
}

/** Why it stopped: the name of the server's last message, `ended`, or `enough`. */
export type ReadEnd = 'enough' | 'ended' | 'expired' | 'dropped';

export function streamReader(options: {
  readonly token: string;
  readonly path?: string;
  /** Sends the place in the address instead of the header. */
  readonly inAddress?: boolean;
}): StreamReader {
  const received: ReceivedMessage[] = [];
  let place: string | null = null;
  const path = options.path ?? '/api/v1/stream';
  return {
    received,
    get place() {
      return place;
    },
    async read({ url, enough }) {
      const hangUp = new AbortController();
      const after = place;
      const inAddress = options.inAddress === true && after !== null;
      const address = inAddress ? `${path}${path.includes('?') ? '&' : '?'}after=${after}` : path;
      const response = await fetch(`${url}${address}`, {
        signal: hangUp.signal,
        headers: {
          authorization: `Bearer ${options.token}`,
          ...(after === null || inAddress ? {} : { 'last-event-id': after }),
        },
      });
      if (response.body === null || !response.ok) throw new Error(await response.text());
      let text = '';
      const decoder = new TextDecoder();
      try {
        for await (const chunk of response.body) {
          text += decoder.decode(chunk, { stream: true });
          const frames = text.split('\n\n');
          text = frames.pop() ?? '';
          for (const frame of frames) {
            const fields = new Map(
              frame.split('\n').map((line) => {
                const colon = line.indexOf(': ');
                return [line.slice(0, colon), line.slice(colon + 2)] as const;
              }),
            );
            const event = fields.get('event');
            if (event === 'expired' || event === 'dropped') return event;
            const id = fields.get('id');
            if (id === undefined) throw new Error(`A message without a place: ${frame}`);
            place = id;
            const data = fields.get('data');
            if (data !== undefined) {
              received.push({ id, entry: streamEntrySchema.parse(JSON.parse(data)) });
            }
            if (enough(received)) return 'enough';
          }
        }
      } finally {
        hangUp.abort();
      }
      return 'ended';
    },
  };
}
