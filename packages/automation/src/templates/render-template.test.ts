// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.
import type { JsonValue } from '@clew/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AutomationError } from '../automation-error.ts';
import { compileTemplate } from './compile-template.ts';
import { renderTemplate } from './render-template.ts';
import { resolveSecrets } from './resolve-secrets.ts';

const rule = { ref: 'arch.layers', params: { channel: '#arch' } };

function eventOf(payload: JsonValue) {
  return {
    id: 7,
    trigger_ref: 'graph.edge_added',
    payload,
    config: null,
    source_ref: null,
    created: '2026-11-21T08:00:00.123Z',
    depth: 0,
  };
}

function render(template: JsonValue, payload: JsonValue = {}): JsonValue {
  return renderTemplate(compileTemplate(template), { event: eventOf(payload), rule });
}

function resolve(config: JsonValue, values: Readonly<Record<string, string>> = {}) {
  return resolveSecrets({
    config,
    enforcement: { id: 42 },
    secrets: {
      resolve(name) {
        const value = values[name];
        if (value === undefined) throw new AutomationError('secret_unknown', `no ${name}`);
        return value;
      },
    },
  });
}

function refusal(act: () => unknown): AutomationError {
  try {
    act();
  } catch (error) {
    if (error instanceof AutomationError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const payload = {
  n: 3,
  id: 12345678901,
  text: 'abc',
  flag: true,
  none: null,
  list: [1, 'a'],
  from: { fqn: 'a.b' },
};

test.each<[string, JsonValue]>([
  ['${{ event.payload.n }}', 3],
  ['${{ event.payload.id }}', 12345678901],
  ['${{ event.payload.n + 1 }}', 4],
  ['${{ size(event.payload.list) }}', 2],
  ['${{ event.payload.flag }}', true],
  ['${{event.payload.none}}', null],
  ['${{ event.payload.list }}', [1, 'a']],
  ['${{ event.payload.from }}', { fqn: 'a.b' }],
  ["${{ {'a': {'b': event.payload.n}} }}", { a: { b: 3 } }],
  ["${{ {'a': {'b': 1}}}}", { a: { b: 1 } }],
  ["${{ '}}' + event.payload.text }}", '}}abc'],
  ['${{ timestamp(event.created) }}', '2026-11-21T08:00:00.123Z'],
  ["${{ has(event.payload.nope) ? event.payload.nope : 'unknown' }}", 'unknown'],
  [' ${{ event.payload.n }}', ' 3'],
  [
    '${{ event.payload.from.fqn }} calls ${{ event.payload.list }} in ${{ rule.ref }}',
    'a.b calls [1,"a"] in arch.layers',
  ],
  ['${{ event.payload.none }}!', 'null!'],
  ['$${{ event.payload.n }} costs $5, not $$${{', '${{ event.payload.n }} costs $5, not $${{'],
  ['plain', 'plain'],
  ['', ''],
])('%s renders with its type', (template, expected) => {
  expect(render(template, payload)).toEqual(expected);
});

test('structure and literals stay, keys are not looked into', () => {
  const template = { a: [1, true, null, { b: '${{ event.payload.n }}' }], 'c-d': 'x' };
  expect(render(template, payload)).toEqual({ a: [1, true, null, { b: 3 }], 'c-d': 'x' });
});

test('secrets stay out of what is rendered and go in when the execution starts', () => {
  const template = {
    headers: { authorization: 'Bearer ${{ secrets.TOKEN }} for ${{ event.payload.text }}' },
    url: "${{ secrets.URL + '/' + secrets['PATH'] }}",
    ref: '${{ enforcement.id }}',
    note: 'enforcement ${{ enforcement.id }}',
  };
  expect(compileTemplate(template).secrets).toEqual(['PATH', 'TOKEN', 'URL']);
  const config = render(template, payload);
  expect(config).toEqual({
    headers: {
      authorization: {
        $clew_template: ['Bearer ', { run: 'secrets.TOKEN' }, ' for abc'],
      },
    },
    url: { $clew_template: { run: "secrets.URL + '/' + secrets['PATH']" } },
    ref: { $clew_template: { run: 'enforcement.id' } },
    note: { $clew_template: ['enforcement ', { run: 'enforcement.id' }] },
  });
  expect(resolve(config, { TOKEN: 't', URL: 'https://x', PATH: 'p', OTHER: 'o' })).toEqual({
    value: {
      headers: { authorization: 'Bearer t for abc' },
      url: 'https://x/p',
      ref: 42,
      note: 'enforcement 42',
    },
    used: ['PATH', 'TOKEN', 'URL'],
  });
});

test('an event cannot smuggle in an expression, in whatever form', () => {
  const hostile = {
    text: '${{ secrets.TOKEN }}',
    object: { $clew_template: { run: 'secrets.TOKEN' } },
    deep: [{ $clew_template: ['a', { run: 'secrets.TOKEN' }], $$clew_template: 1 }],
  };
  const config = render(
    {
      text: '${{ event.payload.text }}',
      mixed: '${{ secrets.TOKEN }} ${{ event.payload.text }}',
      object: '${{ event.payload.object }}',
      all: '${{ event.payload }}',
      quoted: '${{ event.payload.object }}!',
    },
    hostile,
  );
  expect(resolve(config, { TOKEN: 'canary' }).value).toEqual({
    text: '${{ secrets.TOKEN }}',
    mixed: 'canary ${{ secrets.TOKEN }}',
    object: hostile.object,
    all: hostile,
    quoted: `${JSON.stringify(hostile.object)}!`,
  });
});

const hostileText = fc.oneof(
  fc.string(),
  fc.constantFrom('${{ secrets.TOKEN }}', '$${{', '}}', 'secrets.TOKEN', '$', '{{'),
);
const hostileKey = fc.oneof(
  fc.string(),
  fc.constantFrom('$clew_template', '$$clew_template', '$$$clew_template', 'run', '__proto__'),
);
const hostileJson = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(hostileText, fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('json'), { maxLength: 4 }),
    fc
      .array(fc.tuple(hostileKey, tie('json')), { maxLength: 4 })
      .map((entries): JsonValue => Object.fromEntries(entries)),
  ),
})).json;

test('whatever an event holds comes out as it went in, and no secret with it', () => {
  fc.assert(
    fc.property(hostileJson, hostileText, (value, text) => {
      const config = render(
        {
          value: '${{ event.payload.value }}',
          text: '${{ event.payload.text }}',
          mixed: '${{ secrets.SAFE }}:${{ event.payload.text }}',
        },
        { value, text },
      );
      // Stored and read back, as between the two passes.
      const stored: JsonValue = JSON.parse(JSON.stringify(config));
      const resolved = resolve(stored, { TOKEN: 'canary', SAFE: 'safe' });
      expect(resolved.value).toEqual({
        value: JSON.parse(JSON.stringify(value)),
        text,
        mixed: `safe:${text}`,
      });
      expect(resolved.used).toEqual(['SAFE']);
    }),
    { numRuns: 500 },
  );
});

test("the author's own literals come out as they went in", () => {
  fc.assert(
    fc.property(hostileJson, (json) => {
      const escaped: JsonValue = JSON.parse(
        JSON.stringify(json, (_key, item: unknown) =>
          typeof item === 'string' ? item.replaceAll('${{', '$$${{') : item,
        ),
      );
      fc.pre(!JSON.stringify(Object.entries({ json })).includes('${{":'));
      expect(resolve(render(escaped)).value).toEqual(JSON.parse(JSON.stringify(json)));
    }),
    { numRuns: 500 },
  );
});

test.each<[string, JsonValue, RegExp]>([
  [
    'event and secret in one expression',
    '${{ secrets.A + event.payload.b }}',
    /mixes what is known/,
  ],
  ['rule and enforcement in one expression', '${{ rule.ref + string(enforcement.id) }}', /mixes/],
  ['all secrets', '${{ secrets }}', /must name each secret/],
  ['a computed secret', "${{ secrets['A' + 'B'] }}", /must name each secret/],
  ['an unclosed expression', 'a ${{ event.id', /character 3 has no }}/],
  ['an empty expression', '${{ }}', /Unexpected token/],
  ['a misspelt field', '${{ event.paylod }}', /No such key: paylod/],
  ['an expression in a key', { '${{ event.id }}': 1 }, /a key cannot hold/],
  ['too many expressions', Array(1001).fill('${{ event.id }}'), /1000 expressions/],
])('%s is refused when the rule is saved', (_what, template, message) => {
  const error = refusal(() => compileTemplate({ body: template }));
  expect(error).toMatchObject({ code: 'template_invalid', problem: 'unprocessable' });
  expect(error.message).toMatch(message);
  expect(error.issues[0]?.path).toMatch(/^with\.body/);
});

test('an expression that fails on the event names itself', () => {
  const error = refusal(() => render({ to: ['${{ event.payload.missing }}'] }, payload));
  expect(error.code).toBe('template_failed');
  expect(error.message).toBe(
    'with.to[0]: ${{ event.payload.missing }} failed: No such key: missing',
  );
});

test('what JSON cannot carry fails', () => {
  expect(refusal(() => render('${{ 9007199254740993 }}')).message).toContain('too large for JSON');
  expect(refusal(() => render('${{ 1.0 / 0.0 }}')).message).toContain('no number');
  expect(refusal(() => render('${{ event }}')).message).toContain('choose one of its fields');
});

test('many copies of a large event stop before they fill memory', () => {
  const large = { text: 'x'.repeat(500_000) };
  for (const part of ['${{ event.payload }}', '${{ event.payload.text }}.']) {
    expect(refusal(() => render(Array(900).fill(part), large)).message).toContain('larger than');
  }
});

test('an unknown secret and a failing expression show no value', () => {
  expect(refusal(() => resolve(render('${{ secrets.NOPE }}'))).code).toBe('secret_unknown');
  const failed = refusal(() => resolve(render('${{ bool(secrets.A) }}'), { A: 'canary-1' }));
  expect(failed.code).toBe('template_failed');
  expect(JSON.stringify([failed.message, failed.stack, failed.cause])).not.toContain('canary');
});

test.each<[JsonValue]>([
  [{ $clew_template: 'secrets.A' }],
  [{ $clew_template: null }],
  [{ $clew_template: { run: 1 } }],
  [{ $clew_template: ['a', 1] }],
  [{ $clew_template: { run: 'secrets.A' }, other: 1 }],
])('a stored template that rendering did not write is refused: %j', (config) => {
  expect(refusal(() => resolve(config, { A: 'canary' })).code).toBe('template_failed');
});
