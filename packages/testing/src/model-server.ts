import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a language model's API gets it. */
export interface ModelRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly max_tokens?: number;
    readonly max_completion_tokens?: number;
  };
  /** What the second message tells about: the JSON document of the symbol. */
  readonly document: {
    readonly symbol: string;
    readonly source?: string;
    readonly comment?: string;
    readonly members?: readonly { readonly name: string; readonly summary?: string }[];
  };
  /** From 0, over all requests. */
  readonly index: number;
}

export interface ModelResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is; anything but a string as JSON. */
  readonly body: unknown;
}

/** A server of the chat-completions protocol on loopback. */
export interface ModelServer extends AsyncDisposable {
  /** As `CLEW_LLM_URL` names it. */
  readonly url: string;
  readonly requests: readonly ModelRequest[];
  /** Connections that anybody ever opened. */
  readonly connections: () => number;
  /** Most requests that were open at once. */
  readonly mostAtOnce: () => number;
}

/** The answer of a model that says `content`. Without `usage`, it does not tell what it used. */
export function completion(
  content: string,
  usage: { readonly input: number; readonly output: number } | null = { input: 100, output: 20 },
): ModelResponse {
  return {
    body: {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
      ...(usage === null
        ? {}
        : {
            usage: {
              prompt_tokens: usage.input,
              completion_tokens: usage.output,
              total_tokens: usage.input + usage.output,
            },
          }),
    },
  };
}

/** What a model says about every symbol, unless a test says otherwise. */
export function summaryOf({ document }: ModelRequest): ModelResponse {
  return completion(JSON.stringify({ summary: `About ${document.symbol}.` }));
}

/** Starts a stand-in for the API of a language model, which answers as `reply` says. */
export async function startModelServer(
  reply: (request: ModelRequest) => ModelResponse | Promise<ModelResponse> = summaryOf,
): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  let connections = 0;
  let open = 0;
  let mostAtOnce = 0;
  const server = createServer(async (incoming, response) => {
    open += 1;
    mostAtOnce = Math.max(mostAtOnce, open);
    response.on('close', () => {
      open -= 1;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as ModelRequest['body'];
    const request: ModelRequest = {
      method: incoming.method ?? '',
      url: incoming.url ?? '',
      headers: incoming.headers,
      body,
      document: JSON.parse(body.messages[1]?.content ?? '{}') as ModelRequest['document'],
      index: requests.length,
    };
    requests.push(request);
    const answer = await reply(request);
    response.writeHead(answer.status ?? 200, {
      'content-type': 'application/json',
      ...answer.headers,
    });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    connections: () => connections,
    mostAtOnce: () => mostAtOnce,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
