import { setImmediate as turn } from 'node:timers/promises';
import type { GenerationJobRequest } from '@clew/contracts';
import { getKnowledge, listGlossary, putSummary } from '@clew/graph-store';
import { completion, startModelServer, summaryOf } from '@clew/testing/model-server';
import { expect, test } from 'vitest';
import { generate, llmAt } from '../../test/generate.ts';
import { tempCodebase } from '../../test/temp-codebase.ts';

const cart = `/** What a customer wants to buy. */
export class Cart {
  total() {
    return 1;
  }
  clear() {
    return 2;
  }
}
`;
const file = 'demo/src/cart.ts';
const shop = { 'src/cart.ts': cart };
const everything: Partial<GenerationJobRequest> = {
  kinds: ['file', 'class', 'method', 'function'],
};
const only = (kind: 'file' | 'class' | 'method' | 'function') => ({ kinds: [kind] });
const functions = (count: number) =>
  Array.from({ length: count }, (_, index) => `export function f${index}() {\n  return 0;\n}\n`);

/** Lets the loop turn so often, in which whatever is on its way arrives. */
async function turns(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await turn();
}

test('summaries are written from the members up, stored, and not written again', async () => {
  await using server = await startModelServer();
  await using codebase = await tempCodebase(shop);
  const llm = llmAt(server.url, { prices: { input: 1, output: 10 } });
  const { result, progress } = await generate(codebase, llm, { ...everything });
  expect(result).toEqual({
    dry_run: false,
    model: 'stand-in',
    wanting: 4,
    chosen: 4,
    generated: 4,
    terms: 0,
    outdated: 0,
    failed: 0,
    skipped: 0,
    stopped: null,
    usage: {
      requests: 4,
      input_tokens: 400,
      output_tokens: 80,
      estimated_requests: 0,
      cost: (400 + 800) / 1_000_000,
    },
    misses: [],
    planned: [],
  });
  expect(progress.map(({ phase, done, of }) => [phase, done, of])).toEqual([
    ['plan', 0, 4],
    ...[1, 2, 3, 4].map((done) => ['generate', done, 4]),
  ]);
  expect(codebase.summaries()).toEqual({
    [file]: `About ${file}.`,
    [`${file}#Cart`]: `About ${file}#Cart.`,
    [`${file}#Cart.total`]: `About ${file}#Cart.total.`,
    [`${file}#Cart.clear`]: `About ${file}#Cart.clear.`,
  });
  const told = server.requests.map(({ document }) => document);
  expect(told.slice(2).map(({ symbol }) => symbol)).toEqual([`${file}#Cart`, file]);
  expect(told[2]?.members).toEqual([
    { name: 'total', kind: 'method', summary: `About ${file}#Cart.total.` },
    { name: 'clear', kind: 'method', summary: `About ${file}#Cart.clear.` },
  ]);
  expect(told[2]).toMatchObject({
    comment: '/** What a customer wants to buy. */',
    source: cart.split('\n').slice(1, -1).join('\n'),
  });
  expect(server.requests[0]).toMatchObject({
    method: 'POST',
    url: '/v1/chat/completions',
    headers: { authorization: 'Bearer sk-of-the-test' },
    body: { model: 'stand-in', max_tokens: 500 },
  });

  const again = await generate(codebase, llm, { ...everything });
  expect(again.result).toMatchObject({ wanting: 0, generated: 0, usage: { requests: 0 } });
  expect(server.requests.length).toBe(4);
});

test('what has changed since is written anew, and nothing else', async () => {
  await using server = await startModelServer(({ document, index }) =>
    completion(JSON.stringify({ summary: `${index}: ${document.symbol}` })),
  );
  await using codebase = await tempCodebase(shop);
  await generate(codebase, llmAt(server.url), only('method'));
  codebase.index({ 'src/cart.ts': cart.replace('return 2', 'return 3') });
  const { result } = await generate(codebase, llmAt(server.url), only('method'));
  expect(result).toMatchObject({ wanting: 1, generated: 1 });
  expect(codebase.summaries()[`${file}#Cart.clear`]).toBe(`2: ${file}#Cart.clear`);
  const { summaries } = getKnowledge({
    ctx: { graph: codebase.graph },
    input: { fqn: `${file}#Cart.clear` },
  });
  expect(summaries.map(({ is_stale }) => is_stale)).toEqual([false]);
});

test('a symbol that changes while the model thinks keeps the answer out', async () => {
  await using codebase = await tempCodebase(shop);
  await using server = await startModelServer((request) => {
    codebase.index({ 'src/cart.ts': cart.replace('return 1', 'return 9') });
    return summaryOf(request);
  });
  const { result } = await generate(codebase, llmAt(server.url, { concurrency: 1 }), {
    symbols: [`${file}#Cart.total`],
  });
  expect(result).toMatchObject({
    generated: 0,
    outdated: 1,
    misses: [{ fqn: `${file}#Cart.total`, reason: 'it changed while the model wrote' }],
    usage: { requests: 1 },
  });
  expect(codebase.summaries()).toEqual({});
});

test('a summary that a person writes meanwhile stays', async () => {
  await using codebase = await tempCodebase(shop);
  const fqn = `${file}#Cart.total`;
  await using server = await startModelServer((request) => {
    const ctx = { graph: codebase.graph };
    const { source_hash } = getKnowledge({ ctx, input: { fqn } });
    putSummary({ ctx, input: { fqn, summary: 'By hand.', source_hash, version: null } });
    return summaryOf(request);
  });
  const { result } = await generate(codebase, llmAt(server.url), { symbols: [fqn] });
  expect(result).toMatchObject({ generated: 0, outdated: 1 });
  expect(codebase.summaries()).toEqual({ [fqn]: 'By hand.' });
});

test('a file that was edited after the last index run is not sent', async () => {
  await using server = await startModelServer();
  await using codebase = await tempCodebase(shop);
  codebase.write('src/cart.ts', `// a line more\n${cart}`);
  const { result } = await generate(codebase, llmAt(server.url), only('method'));
  expect(result).toMatchObject({ generated: 0, skipped: 2 });
  expect(result.misses[0]?.reason).toBe('its file changed since it was indexed');
  expect(server.connections()).toBe(0);
});

test('words of the business go into the glossary when they are asked for', async () => {
  await using server = await startModelServer(() =>
    completion(
      JSON.stringify({
        summary: 'Adds up.',
        terms: [
          { term: 'Total', meaning: 'What a customer pays.', synonyms: ['sum', 'Sum'] },
          { term: 'no meaning' },
        ],
      }),
    ),
  );
  await using codebase = await tempCodebase(shop);
  const request = { symbols: [`${file}#Cart.total`] };
  expect((await generate(codebase, llmAt(server.url), request)).result.terms).toBe(0);
  codebase.index({ 'src/cart.ts': cart.replace('return 1', 'return 3') });
  const { result } = await generate(codebase, llmAt(server.url), { ...request, terms: true });
  expect(result).toMatchObject({ generated: 1, terms: 1 });
  const { items } = listGlossary({ ctx: { graph: codebase.graph }, input: {} });
  expect(items).toMatchObject([
    {
      code_term: 'Total',
      business_meaning: 'What a customer pays.',
      synonyms: ['Sum'],
      source: { fqn: `${file}#Cart.total` },
    },
  ]);
});

test('no more requests are under way than are allowed', async () => {
  const waiting: (() => void)[] = [];
  await using server = await startModelServer(async (request) => {
    // Answers come when as many are waiting as may be, or when none can follow any more; one that
    // comes although it may not has the time to arrive.
    await new Promise<void>((answer) => {
      waiting.push(answer);
      if (waiting.length !== 3 && request.index !== 8) return;
      const held = waiting.splice(0);
      void turns(200).then(() => {
        for (const go of held) go();
      });
    });
    return summaryOf(request);
  });
  await using codebase = await tempCodebase({ 'src/many.ts': functions(9).join('') });
  const llm = llmAt(server.url, { concurrency: 3 });
  const { result } = await generate(codebase, llm, only('function'));
  expect([result.generated, server.mostAtOnce()]).toEqual([9, 3]);
});

test('a limit takes the most important symbols, and a dry run tells them and sends nothing', async () => {
  await using server = await startModelServer();
  await using codebase = await tempCodebase({
    'src/many.ts': `${functions(3).join('')}function inner() {\n  return 0;\n}\n`,
  });
  const llm = llmAt(server.url, { prices: { input: 2, output: 4 } });
  const request = { ...only('function'), limit: 2, dry_run: true };
  const { result } = await generate(codebase, llm, request);
  const planned = result.planned.map(({ fqn, why }) => [fqn, why]);
  expect(planned).toEqual([
    ['demo/src/many.ts#f0', 'missing'],
    ['demo/src/many.ts#f1', 'missing'],
  ]);
  const tokens = result.planned.reduce((sum, each) => sum + each.tokens, 0);
  expect(result).toMatchObject({
    dry_run: true,
    wanting: 4,
    chosen: 2,
    generated: 0,
    usage: {
      requests: 2,
      input_tokens: tokens,
      output_tokens: 1000,
      cost: (2 * tokens + 4000) / 1e6,
    },
  });
  const off = await generate(codebase, null, request);
  expect(off.result).toMatchObject({ model: null, chosen: 2, usage: { cost: null } });
  expect([server.connections(), codebase.summaries()]).toEqual([0, {}]);
});

test('without a model nothing is sent, and it says what to set', async () => {
  await using codebase = await tempCodebase(shop);
  await expect(generate(codebase, null)).rejects.toMatchObject({
    code: 'generation_off',
    problem: 'unprocessable',
    message: expect.stringMatching(/CLEW_LLM_URL.*CLEW_LLM_MODEL.*CLEW_LLM_KEY/s),
  });
});

test('a model without a key is asked without one', async () => {
  await using server = await startModelServer();
  await using codebase = await tempCodebase(shop);
  await generate(codebase, llmAt(server.url, { key: null }), only('class'));
  expect(server.requests[0]?.headers.authorization).toBe(undefined);
});

test('a run that is cancelled stops at once and keeps what it had stored', async () => {
  const cancel = new AbortController();
  await using server = await startModelServer((request) =>
    request.index < 2 ? summaryOf(request) : new Promise(() => cancel.abort(new Error('enough'))),
  );
  await using codebase = await tempCodebase({ 'src/many.ts': functions(9).join('') });
  const llm = llmAt(server.url, { concurrency: 1 });
  const run = generate(codebase, llm, only('function'), { signal: cancel.signal });
  await expect(run).rejects.toMatchObject({
    code: 'generation_stopped',
    cause: { message: 'enough' },
    result: { generated: 2, usage: { requests: 3, estimated_requests: 1 } },
  });
  expect(server.requests.length).toBe(3);
  expect(Object.keys(codebase.summaries())).toEqual(['demo/src/many.ts#f0', 'demo/src/many.ts#f1']);
  const rest = await startModelServer();
  const { result } = await generate(codebase, llmAt(rest.url), only('function'));
  expect(result.generated).toBe(7);
  await rest[Symbol.asyncDispose]();
});
