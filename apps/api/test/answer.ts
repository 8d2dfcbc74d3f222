import type { JsonValue } from '@clew/contracts';

/** An answer of the server, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly type: string;
  readonly text: string;
  /** The body as JSON, or null when it is none. */
  readonly json: JsonValue;
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
  const json: JsonValue = /json$/.test(type) && text !== '' ? JSON.parse(text) : null;
  return { status: response.status, headers: response.headers, type, text, json };
}
