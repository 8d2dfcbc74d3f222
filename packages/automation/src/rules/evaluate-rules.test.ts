// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.
import type { JsonValue } from '@clew/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCondition } from '../conditions/compile-condition.ts';
import { evaluateCondition } from '../conditions/evaluate-condition.ts';
import type { RuleDefinition } from './compile-rule.ts';
import { evaluateRules } from './evaluate-rules.ts';
import { candidates, indexRules, type MatchableEvent } from './index-rules.ts';

function ruleOf(
  ref: string,
  when: string | null,
  more: Partial<RuleDefinition> = {},
): RuleDefinition {
  return {
    ref,
    enabled: true,
    trigger_ref: 'graph.edge_added',
    trigger_params: { limit: 1 },
    when,
    action_params: { n: '${{ event.id }}' },
    ...more,
  };
}

function eventOf(payload: JsonValue, more: Partial<MatchableEvent> = {}): MatchableEvent {
  return {
    id: 7,
    trigger_ref: 'graph.edge_added',
    rule_ref: null,
    payload,
    config: null,
    source_ref: null,
    created: '2026-11-21T08:00:00.123Z',
    depth: 0,
    ...more,
  };
}

test('a match carries its rule, rendered parameters and the values found', () => {
  const rule = ruleOf('a.calls', "event.payload.relation == 'calls'");
  const { matches, evaluated } = evaluateRules({
    index: indexRules([rule]),
    event: eventOf({ relation: 'calls' }),
  });
  expect(evaluated).toBe(1);
  expect(matches).toEqual([
    {
      rule,
      config: { n: 7 },
      error: null,
      conditions: [
        expect.objectContaining({
          source: "event.payload.relation == 'calls'",
          value: true,
          operands: [
            { source: 'event.payload.relation', value: 'calls', truncated: false, error: null },
          ],
        }),
      ],
    },
  ]);
  expect(matches[0]?.rule).toBe(rule);
});

test('a rule that fails is a match with its error and does not hold up the others', () => {
  const { matches } = evaluateRules({
    index: indexRules([
      ruleOf('a.missing', "event.payload.missing == 'x'"),
      ruleOf('a.template', null, { action_params: '${{ event.payload.missing }}' }),
      ruleOf('a.surrogate', null, { action_params: '${{ event.payload.face.substring(0, 1) }}' }),
      ruleOf('a.broken', 'event.payload.'),
      ruleOf('a.fine', null),
    ]),
    event: eventOf({ face: '\u{1f600}' }),
  });
  expect(matches.map(({ rule, error, config }) => [rule.ref, error, config])).toEqual([
    ['a.missing', 'No such key: missing', null],
    ['a.template', expect.stringContaining('with: ${{ event.payload.missing }} failed'), null],
    ['a.surrogate', expect.stringContaining('surrogate'), null],
    ['a.broken', expect.stringContaining('no longer valid'), null],
    ['a.fine', null, { n: 7 }],
  ]);
});

test('disabled rules and rules of other triggers are not met', () => {
  const index = indexRules([
    ruleOf('a.off', null, { enabled: false }),
    ruleOf('a.other', null, { trigger_ref: 'graph.indexed' }),
    ruleOf('a.on', null),
  ]);
  expect(index.size).toBe(2);
  const { matches } = evaluateRules({ index, event: eventOf({}) });
  expect(matches.map((match) => match.rule.ref)).toEqual(['a.on']);
});

test('an event for one rule meets only that rule, with its condition', () => {
  const index = indexRules([
    ruleOf('a.one', "event.payload.a == 'x'"),
    ruleOf('a.two', "event.payload.a == 'x'"),
    ruleOf('a.elsewhere', null, { trigger_ref: 'graph.indexed' }),
  ]);
  const refs = (event: MatchableEvent) =>
    evaluateRules({ index, event }).matches.map((match) => match.rule.ref);
  expect(refs(eventOf({ a: 'x' }, { rule_ref: 'a.two' }))).toEqual(['a.two']);
  expect(refs(eventOf({ a: 'y' }, { rule_ref: 'a.two' }))).toEqual([]);
  expect(refs(eventOf({ a: 'x' }, { rule_ref: 'a.elsewhere' }))).toEqual([]);
  expect(refs(eventOf({ a: 'x' }, { rule_ref: 'a.nobody' }))).toEqual([]);
});

test('ten thousand rules on one event cost a few evaluations', () => {
  const rules = Array.from({ length: 10_000 }, (_, n) =>
    ruleOf(
      `a.rule-${n}`,
      `event.payload.relation == 'calls' && event.payload.to.fqn in ['f${n}', 'g${n}'] && event.payload.weight > ${n % 5}`,
    ),
  );
  const { matches, evaluated } = evaluateRules({
    index: indexRules(rules),
    event: eventOf({ relation: 'calls', to: { fqn: 'g4711' }, weight: 9 }),
  });
  expect(evaluated).toBe(1);
  expect(matches.map((match) => match.rule.ref)).toEqual(['a.rule-4711']);
});

test('an index made from the one before answers as one made anew', () => {
  const before = [
    ruleOf('a.kept', "event.payload.a == 'x'"),
    ruleOf('a.condition', "event.payload.a == 'x'"),
    ruleOf('a.parameters', null),
    ruleOf('a.limit', 'event.payload.n == rule.params.limit'),
    ruleOf('a.removed', null),
  ];
  const after = [
    ruleOf('a.kept', "event.payload.a == 'x'"),
    ruleOf('a.condition', "event.payload.a == 'y'"),
    ruleOf('a.parameters', null, { action_params: { n: '${{ event.depth }}' } }),
    ruleOf('a.limit', 'event.payload.n == rule.params.limit', { trigger_params: { limit: 2 } }),
  ];
  const previous = indexRules(before);
  const index = indexRules(after, { previous });
  for (const event of [eventOf({ a: 'x', n: 1 }), eventOf({ a: 'y', n: 2 }), eventOf({})]) {
    expect(evaluateRules({ index, event })).toEqual(
      evaluateRules({ index: indexRules(after), event }),
    );
  }
  const [kept] = candidates(index, eventOf({ a: 'x', n: 1 }));
  const [earlier] = candidates(previous, eventOf({ a: 'x', n: 1 }));
  expect(kept?.compiled).toBe(earlier?.compiled);
});

const scalar = fc.constantFrom<JsonValue[]>('x', 'y', '', 0, 1, 2.5, -1, true, false, null);
const literal = fc.constantFrom(
  "'x'",
  "'y'",
  '0',
  '1',
  '2.5',
  '-1',
  '1u',
  'true',
  'false',
  'null',
  '9007199254740993',
);
const path = fc.constantFrom(
  'event.payload.a',
  'event.payload.b',
  "event.payload['a']",
  'event.payload.o.a',
  'event.payload.o.b',
  'event.payload.l[0]',
  'event.depth',
  'event.source_ref',
  'event.payload.constructor',
  'rule.params.limit',
);
const clause = fc.oneof(
  fc.tuple(path, literal).map(([left, right]) => `${left} == ${right}`),
  fc.tuple(literal, path).map(([left, right]) => `${left} == ${right}`),
  fc.tuple(path, fc.array(literal, { maxLength: 3 })).map(([left, list]) => `${left} in [${list}]`),
  fc.tuple(path, literal).map(([left, right]) => `${left} != ${right}`),
  fc.tuple(path, fc.constantFrom('>', '<=')).map(([left, operator]) => `${left} ${operator} 1`),
  path,
  fc.constantFrom('has(event.payload.a)', 'has(event.payload.o.a)', 'true', 'false'),
);
const condition = fc.oneof(
  fc.constant(null),
  fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      clause,
      fc
        .tuple(tie('tree'), fc.constantFrom('&&', '&&', '&&', '||'), tie('tree'))
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    ),
  })).tree,
);
const member = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.record({ a: scalar }));
const payload = fc.oneof(
  member,
  fc.record(
    { a: member, b: member, o: member, l: member, constructor: member },
    { requiredKeys: [] },
  ),
);

function compiles(when: string | null): boolean {
  try {
    compileCondition(when);
    return true;
  } catch {
    return false;
  }
}

test('the index answers what evaluating every rule answers, errors included', () => {
  const seen = { matched: 0, not_matched: 0, error: 0, spared: 0 };
  fc.assert(
    fc.property(
      fc.array(condition.filter(compiles), { minLength: 1, maxLength: 12 }),
      payload,
      fc.constantFrom(null, 'src.x'),
      (conditions, json, source) => {
        const rules = conditions.map((when, n) => ruleOf(`a.rule-${n}`, when));
        const event = eventOf(json, { source_ref: source });
        const naive = rules.flatMap((rule) => {
          const facts = { event, rule: { ref: rule.ref, params: rule.trigger_params } };
          const outcome = evaluateCondition(compileCondition(rule.when), facts);
          seen[outcome.kind] += 1;
          if (outcome.kind === 'not_matched') return [];
          return [[rule.ref, outcome.kind === 'error' ? outcome.message : null]];
        });
        const index = indexRules(rules);
        const { matches, evaluated } = evaluateRules({ index, event });
        expect(matches.map((match) => [match.rule.ref, match.error])).toEqual(naive);
        expect(candidates(index, event)).toHaveLength(evaluated);
        seen.spared += rules.length - evaluated;
      },
    ),
    { numRuns: 1500 },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(200);
});
