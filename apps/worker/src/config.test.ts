import { redactor } from '@clew/automation';
import { workerNameSchema } from '@clew/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultName, workerConfig } from './config.ts';

test('every host gives a valid name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), (host, pid) => {
      expect(workerNameSchema.safeParse(defaultName(host, pid)).error).toBe(undefined);
    }),
  );
});

test('a worker needs no setting at all', () => {
  expect(workerConfig({})).toMatchObject({ eventsUrl: undefined, concurrency: 1 });
});

test('every bad setting is named', () => {
  expect(() =>
    workerConfig({ CLEW_WORKER_NAME: 'two words', CLEW_WORKER_CONCURRENCY: '0' }),
  ).toThrow(/CLEW_WORKER_NAME .*\n.*CLEW_WORKER_CONCURRENCY must be at least 1/);
});

test('a program sees three variables of the worker, and no secret', () => {
  const { programEnvironment, secrets, privateTargets } = workerConfig({
    PATH: '/bin',
    LANG: 'C',
    CLEW_SECRET_TOKEN: 'long-enough',
    CLEW_HTTP_ALLOW_PRIVATE: 'chat.internal, 10.0.0.0/8',
    OTHER: 'x',
  });
  expect(programEnvironment).toEqual({ PATH: '/bin', LANG: 'C' });
  expect(secrets.names()).toEqual(['TOKEN']);
  expect(privateTargets).toEqual(['chat.internal', '10.0.0.0/8']);
});

test('the key of the language model is hidden, and no secret that templates may name', () => {
  const { secrets, hidden, llm } = workerConfig({
    CLEW_LLM_URL: 'https://models.example/v1',
    CLEW_LLM_MODEL: 'large',
    CLEW_LLM_KEY: 'sk-123456',
    CLEW_SECRET_TOKEN: 'long-enough',
  });
  expect(llm).toMatchObject({ url: 'https://models.example/v1', key: 'sk-123456' });
  expect(secrets.names()).toEqual(['TOKEN']);
  expect(hidden.names()).toEqual(['CLEW_LLM_KEY', 'TOKEN']);
  expect(redactor(hidden)('sk-123456 long-enough')).toBe('[secret:CLEW_LLM_KEY] [secret:TOKEN]');
  expect(workerConfig({}).llm).toBe(null);
});
