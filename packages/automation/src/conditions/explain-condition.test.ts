import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCondition } from './compile-condition.ts';
import { evaluateCondition } from './evaluate-condition.ts';
import { type Clause, explainCondition } from './explain-condition.ts';

const facts = {
  event: {
    id: 7,
    trigger_ref: 'graph.edge_added',
    payload: { relation: 'imports', from: { layer: 'controller' }, tags: ['a'], n: 2 },
    config: null,
    source_ref: null,
    created: '2026-11-21T08:00:00.123Z',
    depth: 0,
  },
  rule: { ref: 'arch.layers', params: { n: 2 } },
};

function explain(source: string | null) {
  return explainCondition(compileCondition(source), facts);
}

test('the first false clause is named with the value that was found', () => {
  const { outcome, clauses, first_false } = explain(
    "event.payload.from.layer == 'controller' && event.payload.relation == 'calls' && event.payload.missing == 1",
  );
  expect(outcome).toEqual({ kind: 'not_matched' });
  expect(clauses.map(({ source, value, error }) => ({ source, value, error }))).toEqual([
    { source: "event.payload.from.layer == 'controller'", value: true, error: null },
    { source: "event.payload.relation == 'calls'", value: false, error: null },
    { source: 'event.payload.missing == 1', value: null, error: 'No such key: missing' },
  ]);
  expect(first_false).toMatchObject({
    source: "event.payload.relation == 'calls'",
    position: { offset: 44, line: 1, column: 45 },
    operands: [
      { source: 'event.payload.relation', value: 'imports', truncated: false, error: null },
    ],
  });
});

test('alternatives that are all false are blamed together, each with its values', () => {
  const { first_false } = explain(
    "event.payload.n == 2 && (event.payload.relation == 'calls' || !(event.payload.n == rule.params.n))",
  );
  expect(first_false).toMatchObject({
    source: "event.payload.relation == 'calls' || !(event.payload.n == rule.params.n)",
    join: 'any',
    value: false,
    clauses: [
      { source: "event.payload.relation == 'calls'", value: false },
      {
        source: '!(event.payload.n == rule.params.n)',
        value: false,
        operands: [
          { source: 'event.payload.n', value: 2 },
          { source: 'rule.params.n', value: 2 },
        ],
      },
    ],
  });
});

test('a conjunction inside an alternative is not blamed when the alternative holds', () => {
  const { outcome, first_false } = explain('event.payload.n == 1 && false || event.payload.n == 2');
  expect(outcome).toEqual({ kind: 'matched' });
  expect(first_false).toBeNull();
});

test('a clause that failed is named when none is false', () => {
  const { outcome, first_false } = explain('event.payload.missing == 1 && event.payload.n == 2');
  expect(outcome.kind).toBe('error');
  expect(first_false).toMatchObject({
    source: 'event.payload.missing == 1',
    value: null,
    operands: [{ value: null, error: 'No such key: missing' }],
  });
});

test('parentheses, comments and strings with parentheses keep their clauses whole', () => {
  const { clauses, outcome } = explain(
    "((event.payload.n + 1) * 2 == 6) // a ) comment (\n && event.payload.relation != ')(' && (('it\\'s (' + r'\\(') != event.payload.relation)",
  );
  expect(outcome).toEqual({ kind: 'matched' });
  expect(clauses.map((clause) => clause.source)).toEqual([
    '(event.payload.n + 1) * 2 == 6',
    "event.payload.relation != ')('",
    "('it\\'s (' + r'\\(') != event.payload.relation",
  ]);
});

test("a comprehension's variable is no operand, the list it walks is", () => {
  const { clauses } = explain(
    'event.payload.tags.exists(t, t == "b" && event.payload.n == 2 && t == rule.params[t])',
  );
  expect(clauses).toHaveLength(1);
  expect(clauses[0]?.operands.map((operand) => operand.source)).toEqual([
    'event.payload.tags',
    'event.payload.n',
    'rule.params',
  ]);
});

test('a large value is cut', () => {
  const large = {
    ...facts,
    event: { ...facts.event, payload: { list: Array(5000).fill('\u{1f600}') } },
  };
  const { clauses } = explainCondition(compileCondition('size(event.payload.list) == 1'), large);
  const operand = clauses[0]?.operands[0];
  expect(operand).toMatchObject({ source: 'event.payload.list', truncated: true });
  expect(String(operand?.value).length).toBeLessThanOrEqual(1000);
});

test('a rule without a condition has no clauses', () => {
  expect(explain(null)).toEqual({ outcome: { kind: 'matched' }, clauses: [], first_false: null });
});

/** What CEL makes of a clause's parts: the deciding side wins over an error. */
function joined(clause: Clause): boolean | null {
  if (clause.join === null) return clause.value;
  const values = clause.clauses.map(joined);
  const decisive = clause.join === 'any';
  if (values.includes(decisive)) return decisive;
  return values.includes(null) ? null : !decisive;
}

const leaf = fc.constantFrom(
  'event.payload.n == 2',
  'event.payload.n > 5',
  "(event.payload.relation + ')') == 'imports)'",
  '!(event.payload.n in [1, 2])',
  'event.payload.missing == 1',
  "event.payload.tags.exists(t, (t == 'a') && (event.payload.n == 2 || t == ')'))",
  'has(event.payload.missing)',
  '(event.payload.n == 2 ? true : false)',
  "event.payload['from'].layer == \"it's (\"",
);
const tree = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc
      .tuple(tie('tree'), fc.constantFrom(' && ', '||', ' // ) (\n &&', '\n|| '), tie('tree'))
      .map(([left, operator, right]) => `${left}${operator}${right}`),
    tie('tree').map((inner) => `( ${inner} )`),
  ),
})).tree;

test('the clauses add up to the outcome, and the clause that is blamed does not hold', () => {
  fc.assert(
    fc.property(tree, (source) => {
      const condition = compileCondition(source);
      const { outcome, clauses, first_false } = explainCondition(condition, facts);
      expect(outcome).toEqual(evaluateCondition(condition, facts));
      const holds = { matched: true, not_matched: false, error: null }[outcome.kind];
      const values = clauses.map(joined);
      expect(values.includes(false) ? false : values.includes(null) ? null : true).toBe(holds);
      if (holds === true) {
        expect(first_false).toBeNull();
      } else {
        expect(first_false?.value).toBe(holds);
        const { offset, end } = first_false?.position ?? { offset: 0, end: 0 };
        expect(source.slice(offset, end)).toBe(first_false?.source);
      }
    }),
    { numRuns: 400 },
  );
});
