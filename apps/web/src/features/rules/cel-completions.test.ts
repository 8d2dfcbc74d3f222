import type { JsonValue } from '@clew/contracts';
import { expect, test } from 'vitest';
import { type CelScope, completeCel } from './cel-completions.ts';
import { anything, mergeShapes, shapeOfSchema, shapeOfValue } from './value-shape.ts';

const scope: CelScope = {
  payload: shapeOfSchema({
    type: 'object',
    properties: {
      branch: { type: 'string', description: 'Of the build.' },
      steps: {
        type: 'array',
        items: { type: 'object', properties: { name: { type: ['string', 'null'] } } },
      },
    },
  }),
  params: anything,
};

function labels(before: string): readonly string[] | null {
  return completeCel(before, scope)?.options.map(({ label }) => label) ?? null;
}

test('an empty condition begins with a variable or a function', () => {
  expect(labels('')).toEqual(expect.arrayContaining(['event', 'rule', 'size', 'has']));
  expect(labels('true && ')).toContain('event');
});

test('the members of the payload come from the schema of the trigger, with their types', () => {
  expect(completeCel('event.payload.br', scope)).toEqual({
    from: 'event.payload.'.length,
    options: [
      { label: 'branch', kind: 'property', detail: 'string', info: 'Of the build.' },
      { label: 'steps', kind: 'property', detail: 'list', info: null },
    ],
  });
});

test('texts and lists offer what can be asked of them', () => {
  expect(labels('event.payload.branch.')).toContain('startsWith');
  expect(labels('event.payload.branch.')).not.toContain('exists');
  expect(labels('event.payload.steps.')).toContain('exists');
  expect(labels('event.payload.steps[0].')).toEqual(['name']);
});

test('a text is completed by what the member it is compared with has been, and by nothing else', () => {
  const seen: readonly JsonValue[] = [{ state: 'red' }, { state: 'green', n: 3 }];
  const payload = seen.map((value) => shapeOfValue(value)).reduce(mergeShapes);
  const texts = (before: string) =>
    completeCel(before, { payload, params: anything })?.options.map(({ label }) => label) ?? null;
  expect(texts("event.payload.state == '")).toEqual(['red', 'green']);
  expect(texts("event.payload.state in ['red', 'gr")).toEqual(['red', 'green']);
  expect(texts("event.payload.n == '")).toBeNull();
  expect(texts("size('")).toBeNull();
});

test('what several events had is known together', () => {
  const seen: readonly JsonValue[] = [{ a: 1 }, { a: 'x', b: { c: null } }, { b: { c: true } }];
  const payload = seen
    .map((value) => shapeOfValue(value))
    .reduce(
      mergeShapes,
      shapeOfSchema({
        properties: { d: { $ref: '#/$defs/d' } },
        $defs: { d: { enum: ['on', 'off'] } },
      }),
    );
  const options = completeCel('event.payload.', { payload, params: anything })?.options;
  expect(options?.map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
    'd: string',
    'a: number or string',
    'b: object',
  ]);
  const inner = completeCel('event.payload.b.', { payload, params: anything })?.options;
  expect(inner?.map(({ label, detail }) => `${label}: ${detail}`)).toEqual(['c: boolean']);
});

test('within a text nothing is offered, and behind it is', () => {
  expect(labels('event.payload.branch == "ma')).toBeNull();
  expect(labels('event.payload.branch == "a\\" ev')).toBeNull();
  expect(labels('event.payload.branch == "main" && ev')).toContain('event');
});

test('an example stands in for a schema', () => {
  const payload = shapeOfValue({ green: true, steps: [{ name: 'a' }], note: null });
  const found = completeCel('event.payload.', { payload, params: anything });
  expect(found?.options.map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
    'green: boolean',
    'steps: list',
    'note: any',
  ]);
});
