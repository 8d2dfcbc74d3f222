import { z } from 'zod';
import { cleanText } from '../prompt/clean-text.ts';
import type { ChatMessage } from './chat-message.ts';
import { retryAfterMs } from './retry-after.ts';

/** What a request is sent to. */
export interface ChatEndpoint {
  /** Base address, without a slash at its end. */
  readonly url: string;
  readonly key: string | null;
  readonly model: string;
  readonly timeoutSeconds: number;
}

/** The name by which a server takes the limit of an answer; newer models of OpenAI refuse the older one. */
export type LimitName = 'max_tokens' | 'max_completion_tokens';

export type ChatOutcome =
  | {
      readonly kind: 'answered';
      readonly text: string;
      /** Null when the server did not tell. */
      readonly usage: { readonly input: number; readonly output: number } | null;
    }
  | {
      readonly kind: 'refused';
      readonly status: number;
      /** What the server says about it, short and plain. */
      readonly message: string;
      readonly retryAfterMs: number | null;
    }
  /** No usable answer came. The request may have been worked on, unless it was `unsent`. */
  | { readonly kind: 'lost'; readonly reason: string; readonly unsent: boolean };

/** Larger answers are not read: no summary is that long. */
const mostBytes = 1024 * 1024;

const completionSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).min(1),
  usage: z
    .object({
      prompt_tokens: z.number().int().min(0),
      completion_tokens: z.number().int().min(0),
    })
    .nullish()
    .catch(null),
});

const problemSchema = z.object({
  error: z.union([
    z.string(),
    z.object({ message: z.string() }).transform(({ message }) => message),
  ]),
});

/**
 * Sends one request of the chat-completions protocol. Redirects are not followed: the source and the
 * key go where the operator said, and nowhere else.
 *
 * @throws the reason of `signal` when it aborts
 */
export async function sendChat({
  endpoint,
  messages,
  limit,
  signal,
}: {
  readonly endpoint: ChatEndpoint;
  readonly messages: readonly ChatMessage[];
  readonly limit: { readonly name: LimitName; readonly tokens: number };
  readonly signal: AbortSignal;
}): Promise<ChatOutcome> {
  const { url, key, model, timeoutSeconds } = endpoint;
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const response = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, messages, [limit.name]: limit.tokens, stream: false }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
    });
    const body = await readBody(response);
    if (response.status === 200) return completionOf(body);
    return {
      kind: 'refused',
      status: response.status,
      message: body === null ? '' : messageOf(body),
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), Date.now()),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) {
      return { kind: 'lost', reason: `no answer within ${timeoutSeconds} s`, unsent: false };
    }
    return { kind: 'lost', reason: reasonOf(error), unsent: isUnsent(error) };
  }
}

function completionOf(body: string | null): ChatOutcome {
  if (body === null) return { kind: 'lost', reason: 'the answer is too large', unsent: false };
  const parsed = completionSchema.safeParse(jsonOf(body));
  if (!parsed.success) {
    return { kind: 'lost', reason: 'the answer is not a chat completion', unsent: false };
  }
  const { choices, usage } = parsed.data;
  return {
    kind: 'answered',
    text: choices[0]?.message.content ?? '',
    usage:
      usage === null || usage === undefined
        ? null
        : { input: usage.prompt_tokens, output: usage.completion_tokens },
  };
}

/** Null when it is too large. */
async function readBody(response: Response): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function messageOf(body: string): string {
  const parsed = problemSchema.safeParse(jsonOf(body));
  return parsed.success ? cleanText(parsed.data.error).slice(0, 200) : '';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

const unsentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

function isUnsent(error: unknown): boolean {
  return codesOf(error).some((code) => unsentCodes.has(code));
}

function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...inner, ...codesOf(error.cause)];
}

/** `fetch failed` alone tells nobody anything. */
function reasonOf(error: unknown): string {
  const [code] = codesOf(error);
  if (code === 'ECONNREFUSED') return 'the connection was refused';
  if (code !== undefined) return `the connection failed (${code})`;
  return error instanceof Error ? error.message : String(error);
}
