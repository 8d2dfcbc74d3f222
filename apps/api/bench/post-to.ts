import { Agent, request } from 'node:http';

/** A client that keeps its connections. Anything but 201 is an error. */
export function postTo(input: {
  readonly url: string;
  readonly token: string;
  readonly connections: number;
}): Disposable & { post(body: string): Promise<void> } {
  const agent = new Agent({ keepAlive: true, maxSockets: input.connections });
  const url = new URL('/api/v1/events', input.url);
  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        const headers = {
          authorization: `Bearer ${input.token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        };
        const sent = request(url, { method: 'POST', agent, headers }, (response) => {
          response.resume();
          response.on('end', () => {
            if (response.statusCode === 201) resolve();
            else reject(new Error(`POST /api/v1/events answered ${response.statusCode}`));
          });
        });
        sent.on('error', reject);
        sent.end(body);
      }),
    [Symbol.dispose]: () => agent.destroy(),
  };
}
