import { expect, test } from 'vitest';
import { ClewError } from './clew-error.ts';
import { llmOf } from './llm-settings.ts';
import { parseSettings } from './settings.ts';

const local = { CLEW_LLM_URL: 'http://127.0.0.1:11434/v1/', CLEW_LLM_MODEL: 'small' };

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    parseSettings(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ClewError)) throw error;
    return error.issues.map(({ path, message }) => `${path} ${message}`);
  }
}

test('generation is off until an address and a model are named, whatever else is', () => {
  expect(llmOf(parseSettings({ CLEW_LLM_KEY: 'a-key-alone', CLEW_LLM_CONCURRENCY: '8' }))).toBe(
    null,
  );
  expect(llmOf(parseSettings(local))).toEqual({
    url: 'http://127.0.0.1:11434/v1',
    key: null,
    model: 'small',
    concurrency: 2,
    timeoutSeconds: 60,
    promptTokens: 4000,
    answerTokens: 1000,
    prices: null,
    budget: { tokens: 1_000_000, cost: null },
  });
});

test('everything that can be set arrives', () => {
  const llm = llmOf(
    parseSettings({
      CLEW_LLM_URL: 'https://models.example/v1',
      CLEW_LLM_MODEL: 'large',
      CLEW_LLM_KEY: 'sk-123456',
      CLEW_LLM_CONCURRENCY: '7',
      CLEW_LLM_TIMEOUT: '9',
      CLEW_LLM_PROMPT_TOKENS: '2000',
      CLEW_LLM_ANSWER_TOKENS: '300',
      CLEW_LLM_INPUT_PRICE: '0.5',
      CLEW_LLM_OUTPUT_PRICE: '2',
      CLEW_LLM_BUDGET_TOKENS: '5000',
      CLEW_LLM_BUDGET_COST: '0.25',
    }),
  );
  expect(llm).toEqual({
    url: 'https://models.example/v1',
    key: 'sk-123456',
    model: 'large',
    concurrency: 7,
    timeoutSeconds: 9,
    promptTokens: 2000,
    answerTokens: 300,
    prices: { input: 0.5, output: 2 },
    budget: { tokens: 5000, cost: 0.25 },
  });
});

test.each([
  ['a model without its API', { CLEW_LLM_MODEL: 'm' }, ['CLEW_LLM_URL']],
  ['an API without a model', { CLEW_LLM_URL: 'https://m.example' }, ['CLEW_LLM_MODEL']],
  [
    'plain text across a network',
    { ...local, CLEW_LLM_URL: 'http://10.0.0.1/v1' },
    ['CLEW_LLM_URL'],
  ],
  [
    'a name that only begins like this machine',
    { ...local, CLEW_LLM_URL: 'http://127.0.0.1.evil.example' },
    ['CLEW_LLM_URL'],
  ],
  [
    'a password in the address',
    { ...local, CLEW_LLM_URL: 'https://me:pass@m.example' },
    ['CLEW_LLM_URL'],
  ],
  [
    'a query in the address',
    { ...local, CLEW_LLM_URL: 'https://m.example/?key=1' },
    ['CLEW_LLM_URL'],
  ],
  ['one price of two', { ...local, CLEW_LLM_INPUT_PRICE: '1' }, ['CLEW_LLM_OUTPUT_PRICE']],
  [
    'a budget of money without prices',
    { ...local, CLEW_LLM_BUDGET_COST: '1' },
    ['CLEW_LLM_INPUT_PRICE', 'CLEW_LLM_OUTPUT_PRICE'],
  ],
  [
    'several at once, together with other settings',
    { CLEW_API_PORT: '0', CLEW_LLM_URL: 'ftp://x', CLEW_LLM_CONCURRENCY: '0', CLEW_LLM_KEY: 'a b' },
    ['CLEW_API_PORT', 'CLEW_LLM_URL', 'CLEW_LLM_KEY', 'CLEW_LLM_CONCURRENCY', 'CLEW_LLM_MODEL'],
  ],
])('%s is refused', (_, environment, settings) => {
  expect(problemsOf(environment).map((problem) => problem.split(' ')[0])).toEqual(settings);
});

test('plain text is allowed to this machine, and elsewhere when it is said so', () => {
  for (const url of ['http://localhost:1', 'http://[::1]:1', 'http://127.9.9.9:1']) {
    expect(problemsOf({ ...local, CLEW_LLM_URL: url })).toEqual([]);
  }
  expect(
    problemsOf({ ...local, CLEW_LLM_URL: 'http://10.0.0.1/v1', CLEW_LLM_ALLOW_HTTP: 'true' }),
  ).toEqual([]);
});

test('no problem shows the key', () => {
  expect(problemsOf({ CLEW_LLM_KEY: 'kéy-of-mine' }).join()).not.toContain('of-mine');
});
