// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.
import type { JsonValue } from '@clew/contracts';
import { describe, expect, test } from 'vitest';
import { checkRule } from './check-rule.ts';

const param_schema = {
  type: 'object',
  required: ['message'],
  additionalProperties: false,
  properties: {
    message: { type: 'string' },
    level: { enum: ['info', 'warn'] },
    tags: { type: 'array', items: { type: 'number' } },
  },
};

const trigger = {
  ref: 'graph.indexed',
  param_schema: {
    type: 'object',
    properties: { branch: { type: 'string' } },
    additionalProperties: false,
  },
};

function check(
  when: string | null,
  action_params: JsonValue,
  trigger_params: JsonValue = {},
): unknown {
  try {
    checkRule(
      {
        ref: 'a.b',
        trigger_ref: 'graph.indexed',
        trigger_params,
        when,
        action_ref: 'core.log',
        action_params,
      },
      {
        id: 1,
        ref: 'core.log',
        label: 'Log',
        description: null,
        enabled: true,
        origin: 'builtin',
        runner: 'log',
        param_schema,
        out_schema: null,
        timeout_seconds: 30,
        max_attempts: 1,
        max_concurrency: null,
        rate_limit: null,
        rate_period_seconds: 60,
        created: '2026-03-02T09:30:00.000000Z',
        updated: '2026-03-02T09:30:00.000000Z',
      },
      trigger,
    );
    return null;
  } catch (error) {
    return error;
  }
}

test.each<readonly [string | null, JsonValue]>([
  [null, { message: 'hi' }],
  [
    'event.payload.n > 1',
    { message: '${{ event.payload.name }}', level: '${{ event.payload.l }}' },
  ],
  ['true', { message: 'a', tags: [1, '${{ event.payload.n }}'] }],
])('a rule that can work is accepted: %s', (when, parameters) => {
  expect(check(when, parameters)).toBeNull();
});

describe('what cannot work is refused at its place', () => {
  test.each<readonly [string | null, JsonValue, string, readonly string[]]>([
    ['event.payload.n >', { message: 'a' }, 'condition_invalid', ['when:1:18']],
    ['1 + 1', { message: 'a' }, 'condition_invalid', ['when:1:1']],
    [null, { message: '${{ event. }}' }, 'template_invalid', ['with.message:1:7']],
    [null, {}, 'parameters_invalid', ['with']],
    [null, { level: '${{ event.payload.l }}' }, 'parameters_invalid', ['with']],
    [null, { message: 1 }, 'parameters_invalid', ['with.message']],
    [null, { message: 'a', level: 'loud' }, 'parameters_invalid', ['with.level']],
    [null, { message: 'a', tags: ['${{ event.id }}', 'x'] }, 'parameters_invalid', ['with.tags.1']],
    [null, { message: 'a', misspelt: 1 }, 'parameters_invalid', ['with']],
    ['nope', { message: 1 }, 'condition_invalid', ['when:1:1', 'with.message']],
  ])('%s %j', (when, parameters, code, paths) => {
    const refused = check(when, parameters);
    expect(refused).toMatchObject({ code, problem: 'unprocessable' });
    expect(refused).toMatchObject({ issues: paths.map((path) => ({ path })) });
  });
});

test('parameters that the trigger does not have, or not of this type, are refused at their place', () => {
  const message = { message: 'a' };
  expect(check(null, message, { branch: 'main' })).toBeNull();
  expect(check('nope', message, { branch: 1, depth: 2 })).toMatchObject({
    code: 'parameters_invalid',
    problem: 'unprocessable',
    message: expect.stringContaining('the trigger graph.indexed'),
    issues: [{ path: 'trigger_params' }, { path: 'trigger_params.branch' }, { path: 'when:1:1' }],
  });
});
