import type { RequestHeaders } from './request-headers.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface HttpRequest {
  readonly url: URL;
  readonly method: HttpMethod;
  /** Names in small letters. */
  readonly headers: RequestHeaders;
  readonly body: string | undefined;
  /** For everything, from the first connection to the end of the answer. */
  readonly timeoutSeconds: number;
  readonly maxRedirects: number;
}
