import type { Meter } from '../budget/create-meter.ts';
import { KnowledgeError } from '../knowledge-error.ts';
import { estimateTokens, mostTokens } from '../prompt/count-tokens.ts';
import type { ChatMessage } from './chat-message.ts';
import { type Clock, systemClock } from './clock.ts';
import { type ChatEndpoint, type ChatOutcome, type LimitName, sendChat } from './send-chat.ts';

export type ChatReply =
  | { readonly kind: 'answered'; readonly text: string; readonly tokens: number }
  /** Nothing was sent, as the budget does not have the most that it can use. */
  | { readonly kind: 'over_budget' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** The server is in trouble, rather than this request. */
      readonly isOutage: boolean;
    };

/** Asks a language model, within a budget. */
export interface ChatClient {
  /**
   * @throws KnowledgeError `llm_refused` when no request can succeed, `llm_unavailable` when the server
   *   asks to be left alone for long; the reason of `signal` when it aborts
   */
  ask(question: {
    readonly messages: readonly ChatMessage[];
    /** Most tokens of the answer. */
    readonly answerTokens: number;
    readonly signal: AbortSignal;
  }): Promise<ChatReply>;
}

/** How often one request is sent at most. */
const mostAttempts = 5;
const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** Who asks for more is asked again by another run. */
const longestRetryAfterMs = 120_000;

/** Statuses that every request would meet: a wrong key, no credit, a wrong address or model, a redirect. */
const hopeless: ReadonlySet<number> = new Set([301, 302, 303, 307, 308, 401, 402, 403, 404, 405]);
const passing: ReadonlySet<number> = new Set([408, 409, 425, 429]);

/**
 * A client that reserves the most that a request can use before each time that it is sent, retries what
 * may pass with growing pauses, and keeps all its requests back while a server asks for it.
 */
export function createChatClient({
  endpoint,
  meter,
  clock = systemClock,
}: {
  readonly endpoint: ChatEndpoint;
  readonly meter: Meter;
  readonly clock?: Clock | undefined;
}): ChatClient {
  let limitName: LimitName = 'max_tokens';
  /** Nothing is sent before this moment. */
  let quietUntil = 0;

  const quiet = async (signal: AbortSignal) => {
    for (let left = quietUntil - clock.now(); left > 0; left = quietUntil - clock.now()) {
      await clock.wait(left, signal);
    }
  };

  return {
    async ask({ messages, answerTokens, signal }) {
      const most = { input: mostTokens(messages), output: answerTokens };
      let failure: Extract<ChatReply, { kind: 'failed' }> | null = null;
      for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
        if (attempt > 0) await clock.wait(pauseMs(attempt, clock), signal);
        await quiet(signal);
        const reservation = await meter.reserve(most);
        if (reservation === null) return { kind: 'over_budget' };
        if (signal.aborted) {
          reservation.release();
          signal.throwIfAborted();
        }
        let outcome: ChatOutcome;
        const usedName = limitName;
        try {
          const limit = { name: usedName, tokens: answerTokens };
          outcome = await sendChat({ endpoint, messages, limit, signal });
        } catch (error) {
          reservation.lose();
          throw error;
        }
        switch (outcome.kind) {
          case 'answered': {
            const used = outcome.usage ?? {
              input: mostTokens(messages),
              output: Math.min(answerTokens, estimateTokens(outcome.text)),
            };
            reservation.settle({ ...used, estimated: outcome.usage === null });
            return { kind: 'answered', text: outcome.text, tokens: used.input + used.output };
          }
          case 'lost':
            if (outcome.unsent) reservation.release();
            else reservation.lose();
            failure = { kind: 'failed', reason: outcome.reason, isOutage: true };
            break;
          case 'refused': {
            reservation.release();
            const { status, message } = outcome;
            if (status === 400 && usedName === 'max_tokens' && /max_tokens/.test(message)) {
              limitName = 'max_completion_tokens';
              continue;
            }
            const isPassing = passing.has(status) || status >= 500;
            failure = { kind: 'failed', reason: refusal(outcome), isOutage: isPassing };
            if (hopeless.has(status)) throw hopelessError(endpoint, outcome);
            if (!isPassing) return failure;
            const after = outcome.retryAfterMs;
            if (after !== null && after > longestRetryAfterMs) throw longPause(endpoint, after);
            if (after !== null) quietUntil = Math.max(quietUntil, clock.now() + after);
          }
        }
      }
      return failure ?? { kind: 'failed', reason: 'it was not sent', isOutage: false };
    },
  };
}

/** Pauses grow twofold and are anywhere in the upper half, so that clients do not come back together. */
function pauseMs(attempt: number, { random }: Clock): number {
  const whole = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
  return whole / 2 + (random() * whole) / 2;
}

function refusal({ status, message }: { readonly status: number; readonly message: string }) {
  return `status ${status}${message === '' ? '' : `: ${message}`}`;
}

/** Of an answer to a wrong key nothing is repeated: some servers quote the key. */
function hopelessError(
  { url }: ChatEndpoint,
  outcome: { readonly status: number; readonly message: string },
): KnowledgeError {
  const { origin } = new URL(url);
  const { status } = outcome;
  const isKey = status === 401 || status === 403;
  const said = isKey ? `status ${status}` : refusal(outcome);
  const advice = isKey
    ? 'Set CLEW_LLM_KEY to a key that it accepts.'
    : 'Check CLEW_LLM_URL, CLEW_LLM_MODEL and the account.';
  return new KnowledgeError(
    'llm_refused',
    `The language model at ${origin} refuses what it is asked (${said}). ${advice}`,
  );
}

function longPause({ url }: ChatEndpoint, after: number): KnowledgeError {
  const seconds = Math.ceil(after / 1000);
  return new KnowledgeError(
    'llm_unavailable',
    `The language model at ${new URL(url).origin} asks to be left alone for ${seconds} s. Ask again then.`,
    { retryAfterSeconds: Math.min(seconds, 3600) },
  );
}
