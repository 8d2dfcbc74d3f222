import { expect, test } from 'vitest';
import { ClewError } from './clew-error.ts';
import { parseSettings } from './settings.ts';

test('an empty environment gives the documented defaults', () => {
  expect(parseSettings({ CLEW_API_PORT: '' })).toEqual({
    CLEW_HOME: '.clew',
    CLEW_API_HOST: '127.0.0.1',
    CLEW_API_PORT: 4000,
    CLEW_API_RATE_LIMIT: 60_000,
    CLEW_WEB_PORT: 4001,
    CLEW_EVENTS_PORT: 4002,
    CLEW_CACHE_MB: 2048,
    CLEW_WORKER_CONCURRENCY: 1,
    CLEW_LLM_CONCURRENCY: 2,
    CLEW_LLM_TIMEOUT: 60,
    CLEW_LLM_PROMPT_TOKENS: 4000,
    CLEW_LLM_ANSWER_TOKENS: 1000,
    CLEW_LLM_BUDGET_TOKENS: 1_000_000,
    CLEW_LLM_ALLOW_HTTP: false,
    CLEW_LOG_LEVEL: 'info',
  });
});

test('every problem is listed at once, by the name of its setting', () => {
  try {
    parseSettings({ CLEW_API_PORT: '70000', CLEW_EVENTS_URL: 'mysql://x', CLEW_LOG_LEVEL: 'loud' });
    expect.unreachable('three bad settings were accepted');
  } catch (error) {
    expect(error).toBeInstanceOf(ClewError);
    expect((error as ClewError).issues.map((issue) => issue.path).sort()).toEqual([
      'CLEW_API_PORT',
      'CLEW_EVENTS_URL',
      'CLEW_LOG_LEVEL',
    ]);
  }
});
