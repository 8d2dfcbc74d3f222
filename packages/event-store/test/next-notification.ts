import type { EventStore } from '../src/index.ts';

export interface NotificationPayload {
  readonly entity_type: string;
  readonly count: number;
  readonly first_id: number;
  readonly last_id: number;
  readonly items?: readonly Readonly<Record<string, unknown>>[];
  readonly [key: string]: unknown;
}

/** Listens, does something, and answers with the first notification that arrives afterwards. */
export async function nextNotification<T>(
  events: EventStore,
  channel: string,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly payload: NotificationPayload; readonly bytes: number }> {
  let arrive: (payload: string) => void = () => {};
  const arrived = new Promise<string>((resolve) => {
    arrive = resolve;
  });
  const { unlisten } = await events.listen(channel, arrive);
  try {
    const result = await work();
    const text = await arrived;
    return { result, payload: JSON.parse(text), bytes: Buffer.byteLength(text) };
  } finally {
    await unlisten();
  }
}
