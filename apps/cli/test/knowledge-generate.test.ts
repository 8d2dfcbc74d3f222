import { generationResultSchema, problemSchema } from '@clew/contracts';
import { type ModelServer, startModelServer } from '@clew/testing/model-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeIndexedShop, type Shop } from './shop.ts';

const key = 'sk-of-the-command-line';
let shop: Shop;
let model: ModelServer;

beforeAll(async () => {
  [shop, model] = await Promise.all([makeIndexedShop(), startModelServer()]);
});

afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await model[Symbol.asyncDispose]();
});

const generate = (...args: readonly string[]) =>
  shop.clew(['knowledge', 'generate', ...args], {
    env: { CLEW_LLM_URL: model.url, CLEW_LLM_MODEL: 'stand-in', CLEW_LLM_KEY: key },
  });

test('without a model it says what to set, ends with 2 and sends nothing', async () => {
  const { exitCode, out, error } = await shop.clew(['knowledge', 'generate', '--json']);
  expect([exitCode, out, model.connections()]).toEqual([2, '', 0]);
  expect(problemSchema.parse(JSON.parse(error)).detail).toContain('CLEW_LLM_URL');
});

test('a setting that makes no sense is told before anything is done', async () => {
  const { exitCode, error } = await shop.clew(['knowledge', 'generate'], {
    env: { CLEW_LLM_URL: 'http://models.example/v1', CLEW_LLM_KEY: key },
  });
  expect(exitCode).toBe(2);
  expect(error).toMatch(/CLEW_LLM_MODEL[\s\S]*CLEW_LLM_ALLOW_HTTP/);
  expect(error).not.toContain(key);
});

test('a dry run tells what would be sent; a run writes it, for a path and within a limit', async () => {
  const dry = await generate('src/cart.ts', '--kind', 'method', '--dry-run');
  expect(dry.exitCode).toBe(0);
  expect(dry.out).toMatch(
    /^Would ask stand-in for 2 summaries\.\n {2}@demo\/shop\/src\/cart\.ts#Cart\.add {2}missing, [\d,]+ tokens\n/,
  );
  expect(model.connections()).toBe(0);

  const done = await generate('./src/cart.ts', '-k', 'method', '-n', '1', '--json');
  expect(generationResultSchema.parse(JSON.parse(done.out))).toMatchObject({
    wanting: 2,
    chosen: 1,
    generated: 1,
  });
  const [request] = model.requests;
  expect(request?.headers.authorization).toBe(`Bearer ${key}`);
  expect(request?.document).toMatchObject({
    symbol: '@demo/shop/src/cart.ts#Cart.add',
    comment: '  /** Puts an article into it. */',
  });
  expect(`${done.out}${done.error}`).not.toContain(key);

  const rest = await generate('src', '--kind', 'method');
  expect(rest.out).toBe('Wrote 1 summary.\n  1 request, 120 tokens\n');
  expect((await shop.clew(['search', 'About', '--json'])).out).toContain('Cart.total');
});

test('a budget that does not make sense is refused', async () => {
  expect((await generate('--budget', '0')).exitCode).toBe(2);
  expect((await generate('--cost', 'much')).exitCode).toBe(2);
  const { exitCode, error } = await generate('--cost', '1');
  expect([exitCode, error.includes('CLEW_LLM_INPUT_PRICE')]).toEqual([2, true]);
});
