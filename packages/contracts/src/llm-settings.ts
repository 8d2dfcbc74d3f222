import { z } from 'zod';

const wholeNumber = (from: number, to: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(from, `must be at least ${from}`)
    .max(to, `must be at most ${to}`);

const money = z.coerce
  .number({ error: 'must be a number' })
  .min(0, 'must be 0 or more')
  .max(1_000_000, 'must be at most 1000000');

/**
 * The settings by which a language model writes knowledge. Without an address and a model nothing is
 * ever sent.
 */
export const llmSettings = {
  /** Base address of an API like OpenAI's, such as https://api.openai.com/v1. */
  CLEW_LLM_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address that starts with http:// or https://' })
    .optional(),
  /** The bearer token of that API. Shorter values could not be kept out of logs reliably. */
  CLEW_LLM_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{6,4096}$/, 'must be 6 to 4096 visible ASCII characters')
    .optional(),
  CLEW_LLM_MODEL: z.string().max(200, 'must have at most 200 characters').optional(),
  /** Most requests that one run has under way at once. */
  CLEW_LLM_CONCURRENCY: wholeNumber(1, 64).default(2),
  /** Seconds that one request may take. */
  CLEW_LLM_TIMEOUT: wholeNumber(1, 3600).default(60),
  /** Most tokens of one prompt, as they are estimated. */
  CLEW_LLM_PROMPT_TOKENS: wholeNumber(1000, 1_000_000).default(4000),
  /** Most tokens of one answer; models that think aloud need more. */
  CLEW_LLM_ANSWER_TOKENS: wholeNumber(100, 1_000_000).default(1000),
  /** Price of a million tokens that are sent, in the currency of the budget. */
  CLEW_LLM_INPUT_PRICE: money.optional(),
  /** Price of a million tokens that are answered. */
  CLEW_LLM_OUTPUT_PRICE: money.optional(),
  /** Most tokens, sent and answered, of one run. */
  CLEW_LLM_BUDGET_TOKENS: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(1_000_000),
  /** Most money that one run may cost; needs both prices. */
  CLEW_LLM_BUDGET_COST: money.optional(),
  /** Whether what is sent may cross a network in plain text. */
  CLEW_LLM_ALLOW_HTTP: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false')
    .transform((value) => value === 'true'),
};

type LlmSettingsInput = z.infer<z.ZodObject<typeof llmSettings>>;

/** A language model that may be asked. */
export interface Llm {
  /** Without a slash at its end. */
  readonly url: string;
  readonly key: string | null;
  readonly model: string;
  readonly concurrency: number;
  readonly timeoutSeconds: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** Of a million tokens; null when nobody said what they cost. */
  readonly prices: { readonly input: number; readonly output: number } | null;
  readonly budget: { readonly tokens: number; readonly cost: number | null };
}

/** What does not fit together, by the setting to change. Values that are wrong by themselves may be there. */
export function llmProblems(
  settings: Readonly<Record<string, unknown>>,
): readonly { readonly path: string; readonly message: string }[] {
  const { CLEW_LLM_URL: address, CLEW_LLM_MODEL: model } = settings;
  const problems: { path: string; message: string }[] = [];
  const add = (path: string, message: string) => problems.push({ path, message });
  if (address !== undefined && model === undefined) {
    add('CLEW_LLM_MODEL', 'must name a model of CLEW_LLM_URL');
  }
  if (address === undefined && model !== undefined) {
    add('CLEW_LLM_URL', 'must be the address of the API that has CLEW_LLM_MODEL');
  }
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : null;
  if (url !== null && (url.username !== '' || url.password !== '')) {
    add('CLEW_LLM_URL', 'must not hold a password: put it into CLEW_LLM_KEY');
  }
  if (url !== null && (url.search !== '' || url.hash !== '')) {
    add('CLEW_LLM_URL', 'must end with its path');
  }
  const allowsHttp = ['true', true].some((value) => value === settings.CLEW_LLM_ALLOW_HTTP);
  if (url?.protocol === 'http:' && !allowsHttp && !isLoopback(url.hostname)) {
    add('CLEW_LLM_URL', 'must start with https://, or CLEW_LLM_ALLOW_HTTP be true');
  }
  const { CLEW_LLM_INPUT_PRICE: input, CLEW_LLM_OUTPUT_PRICE: output } = settings;
  if (
    (input === undefined) !== (output === undefined) ||
    (settings.CLEW_LLM_BUDGET_COST !== undefined && input === undefined)
  ) {
    if (input === undefined) add('CLEW_LLM_INPUT_PRICE', 'must be set: the cost depends on it');
    if (output === undefined) add('CLEW_LLM_OUTPUT_PRICE', 'must be set: the cost depends on it');
  }
  return problems;
}

/** The model that settings name; null when generation is off. */
export function llmOf(settings: LlmSettingsInput): Llm | null {
  const { CLEW_LLM_URL: url, CLEW_LLM_MODEL: model } = settings;
  if (url === undefined || model === undefined) return null;
  const { CLEW_LLM_INPUT_PRICE: input, CLEW_LLM_OUTPUT_PRICE: output } = settings;
  return {
    url: url.replace(/\/+$/, ''),
    key: settings.CLEW_LLM_KEY ?? null,
    model,
    concurrency: settings.CLEW_LLM_CONCURRENCY,
    timeoutSeconds: settings.CLEW_LLM_TIMEOUT,
    promptTokens: settings.CLEW_LLM_PROMPT_TOKENS,
    answerTokens: settings.CLEW_LLM_ANSWER_TOKENS,
    prices: input === undefined || output === undefined ? null : { input, output },
    budget: {
      tokens: settings.CLEW_LLM_BUDGET_TOKENS,
      cost: settings.CLEW_LLM_BUDGET_COST ?? null,
    },
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
