import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, emptyGraph, file, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { searchSymbols } from '../symbols/search-symbols.ts';
import { createConstraint } from './create-constraint.ts';
import { createGlossaryTerm } from './create-glossary-term.ts';
import { deleteConstraint } from './delete-constraint.ts';
import { deleteGlossaryTerm } from './delete-glossary-term.ts';
import { getKnowledge } from './get-knowledge.ts';
import { listConstraints } from './list-constraints.ts';
import { listGlossary } from './list-glossary.ts';
import { updateConstraint } from './update-constraint.ts';
import { updateGlossaryTerm } from './update-glossary-term.ts';

const own = 'app/billing.ts#';
const bill = `${own}Bill`;

function index(graph: Graph, body: string): void {
  const symbols = [
    symbol(bill, { kind: 'class', body_hash: body }),
    symbol(`${own}charge`, { body_hash: 'charge' }),
  ];
  apply(graph, batch([file('billing.ts', symbols)]));
}

async function billing() {
  const folder = await tempDir();
  const graph = emptyGraph(folder.path);
  index(graph, 'b1');
  return {
    graph,
    [Symbol.asyncDispose]: async () => {
      graph.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

function codeOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
  return null;
}

const termOfBill = {
  code_term: 'Bill',
  business_meaning: 'What the customer owes.',
  synonyms: ['invoice', 'Rechnung'],
  source: bill,
  source_hash: 'b1',
};

test('a word of the business leads to the code, by the term, a synonym or the meaning', async () => {
  await using world = await billing();
  const { graph } = world;
  const { id, version } = createGlossaryTerm({ ctx: { graph }, input: termOfBill });
  const found = (q: string) =>
    searchSymbols({ ctx: { graph }, input: { q } }).items.map(({ fqn }) => fqn);
  const listed = (q: string) =>
    listGlossary({ ctx: { graph }, input: { q } }).items.map(({ code_term }) => code_term);
  for (const word of ['invoice', 'rechnung', 'customer owes']) {
    expect([word, found(word), listed(word)]).toEqual([word, [bill], ['Bill']]);
  }
  expect([found('receipt'), listed('receipt'), listed('%')]).toEqual([[], [], []]);

  const changed = updateGlossaryTerm({
    ctx: { graph },
    input: { id, version, synonyms: ['receipt'], source_hash: 'b1' },
  });
  expect(changed).toMatchObject({
    code_term: 'Bill',
    business_meaning: termOfBill.business_meaning,
    synonyms: ['receipt'],
    source: { fqn: bill },
  });
  expect([found('receipt'), found('invoice')]).toEqual([[bill], []]);
  const moved = updateGlossaryTerm({
    ctx: { graph },
    input: { id, version: changed.version, source: `${own}charge`, source_hash: 'charge' },
  });
  expect(found('receipt')).toEqual([`${own}charge`]);
  deleteGlossaryTerm({ ctx: { graph }, input: { id, version: moved.version } });
  expect(found('receipt')).toEqual([]);
});

test('a term of the codebase as a whole needs no source, and one of a symbol the present one', async () => {
  await using world = await billing();
  const { graph } = world;
  const ctx = { graph };
  const create = (input: Parameters<typeof createGlossaryTerm>[0]['input']) => () =>
    createGlossaryTerm({ ctx, input });
  expect(create({ code_term: 'tenant' })()).toMatchObject({ source: null, source_hash: null });
  expect(codeOf(create({ code_term: 'TENANT' }))).toBe('knowledge_exists');
  expect(codeOf(create({ ...termOfBill, source_hash: null }))).toBe('knowledge_invalid');
  expect(codeOf(create({ code_term: 'x', source_hash: 'b1' }))).toBe('knowledge_invalid');
  expect(codeOf(create({ ...termOfBill, source: 'app/none' }))).toBe('symbol_not_found');
  expect(codeOf(create({ ...termOfBill, source_hash: 'b0' }))).toBe('source_changed');
  expect(listGlossary({ ctx, input: {} }).items).toHaveLength(1);
  // The same word elsewhere is another term.
  create({ ...termOfBill, code_term: 'tenant' })();
  expect(listGlossary({ ctx, input: { q: 'tenant' } }).items).toHaveLength(2);
});

test('a term is changed and deleted only as it was read', async () => {
  await using world = await billing();
  const { graph } = world;
  const ctx = { graph };
  const { id, version } = createGlossaryTerm({ ctx, input: termOfBill });
  const change = (input: object) => () =>
    updateGlossaryTerm({ ctx, input: { id, version, source_hash: 'b1', ...input } });
  expect(codeOf(change({ version: 'older' }))).toBe('knowledge_changed');
  expect(codeOf(change({ id: 99 }))).toBe('knowledge_not_found');
  index(graph, 'b2');
  expect(codeOf(change({ synonyms: [] }))).toBe('source_changed');
  const stale = (flag: boolean) => listGlossary({ ctx, input: { stale: flag } }).items.length;
  expect([stale(true), stale(false)]).toEqual([1, 0]);
  // Who looked at the new source and finds the text still right sends its hash alone.
  const confirmed = change({ source_hash: 'b2' })();
  expect(confirmed).toMatchObject({
    is_stale: false,
    source_hash: 'b2',
    synonyms: ['invoice', 'Rechnung'],
  });
  expect(codeOf(() => deleteGlossaryTerm({ ctx, input: { id, version } }))).toBe(
    'knowledge_changed',
  );
  deleteGlossaryTerm({ ctx, input: { id, version: confirmed.version } });
  expect(codeOf(change({}))).toBe('knowledge_not_found');
});

test('constraints are written, filtered, changed and deleted', async () => {
  await using world = await billing();
  const { graph } = world;
  const ctx = { graph };
  const once = createConstraint({
    ctx,
    input: {
      name: 'charged once',
      description: 'A bill is charged at most once.',
      constraint_type: 'invariant',
      source: `${own}charge`,
      source_line: 12,
      source_hash: 'charge',
    },
  });
  expect(once).toMatchObject({ source: { fqn: `${own}charge` }, source_line: 12, is_stale: false });
  createConstraint({ ctx, input: { name: 'VAT', constraint_type: 'business_rule' } });
  expect(codeOf(() => createConstraint({ ctx, input: { name: 'vat' } }))).toBe('knowledge_exists');
  const names = (input: Parameters<typeof listConstraints>[0]['input']) =>
    listConstraints({ ctx, input }).items.map(({ name }) => name);
  expect(names({})).toEqual(['charged once', 'VAT']);
  expect(names({ type: 'invariant' })).toEqual(['charged once']);
  expect(names({ symbol: `${own}charge` })).toEqual(['charged once']);
  expect(names({ q: 'AT MOST' })).toEqual(['charged once']);
  const paged: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = listConstraints({ ctx, input: { limit: 1, cursor } });
    paged.push(...page.items.map(({ name }) => name));
    cursor = page.next_cursor;
  }
  expect(paged).toEqual(names({}));

  const { id, version } = once;
  const free = updateConstraint({ ctx, input: { id, version, source: null, source_line: null } });
  expect(free).toMatchObject({ name: 'charged once', source: null, source_hash: null });
  expect(codeOf(() => updateConstraint({ ctx, input: { id, version, name: 'late' } }))).toBe(
    'knowledge_changed',
  );
  deleteConstraint({ ctx, input: { id, version: free.version } });
  expect(names({})).toEqual(['VAT']);
  expect(getKnowledge({ ctx, input: { fqn: bill } }).constraints).toEqual([]);
});
