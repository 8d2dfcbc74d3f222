// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.
import { z } from 'zod';
import { pageSchema } from '../page.ts';
import { pageRequestSchema } from '../page-request.ts';
import { refSchema } from '../ref.ts';
import {
  newRuleSchema,
  rulePatchSchema,
  ruleQuerySchema,
  ruleSchema,
  ruleVersionSchema,
} from '../rule.ts';
import { ruleActivityQuerySchema, rulesActivitySchema } from '../rule-activity.ts';
import { draftRuleTestSchema, ruleTestResultSchema, ruleTestSchema } from '../rule-test.ts';
import {
  newRuleExample,
  ruleExample,
  ruleTestExample,
  ruleVersionExample,
} from './definition-examples.ts';
import { queryParameters } from './parameters.ts';
import { defineRoute } from './route.ts';

export const rulePageSchema = pageSchema(ruleSchema);
export const ruleVersionPageSchema = pageSchema(ruleVersionSchema);

export const ruleParams = z.object({
  ref: refSchema.meta({
    description: 'The ref of the rule.',
    example: 'arch.no-controller-to-repository',
  }),
});

export const listRules = defineRoute({
  method: 'get',
  path: '/api/v1/rules',
  scope: 'read',
  tag: 'rules',
  summary: 'List rules',
  query: queryParameters(ruleQuerySchema),
  answers: {
    200: {
      description: 'The rules, the latest defined first.',
      schema: rulePageSchema,
      example: { items: [ruleExample], next_cursor: null },
    },
  },
  problems: ['invalid_request'],
});

export const createRule = defineRoute({
  method: 'post',
  path: '/api/v1/rules',
  scope: 'write',
  tag: 'rules',
  summary: 'Define a rule',
  description:
    '`when` is a CEL expression over `event` and `rule`; strings in `action_params` may hold `${{ … }}`. Both are checked: what is wrong is told in `issues` at `when:<line>:<column>` and `with.<path>`, where `with` stands for `action_params`. The trigger and the action must exist, and the action must not start programs. With `apply_from`, events of the past are evaluated too, each at most once.',
  body: { schema: newRuleSchema, example: newRuleExample },
  answers: {
    201: {
      description: 'Defined.',
      schema: ruleSchema,
      example: ruleExample,
      headers: { Location: 'The address of the rule.' },
    },
  },
  problems: ['invalid_request', 'conflict', 'unprocessable'],
});

export const getRuleActivity = defineRoute({
  method: 'get',
  path: '/api/v1/rules/activity',
  scope: 'read',
  tag: 'rules',
  summary: 'Tell how often rules reacted of late',
  description:
    'Of the last 24 hours, from the beginning of an hour, and when each last reacted. A rule that never did, or that there is not, has 0.',
  query: z.strictObject({
    refs: ruleActivityQuerySchema.shape.refs.meta({
      description: 'The refs of the rules, separated by commas.',
      example: 'arch.no-controller-to-repository',
    }),
  }),
  answers: {
    200: {
      description: 'One item for each ref, in that order.',
      schema: rulesActivitySchema,
      example: {
        since: '2026-03-01T09:00:00.000000Z',
        items: [
          {
            rule_ref: ruleExample.ref,
            enforcements: 12,
            last_fired_at: '2026-03-02T09:30:00.123456Z',
          },
        ],
      },
    },
  },
  problems: ['invalid_request'],
});

export const getRule = defineRoute({
  method: 'get',
  path: '/api/v1/rules/{ref}',
  scope: 'read',
  tag: 'rules',
  summary: 'Show a rule',
  params: ruleParams,
  answers: { 200: { description: 'The rule.', schema: ruleSchema, example: ruleExample } },
  problems: ['invalid_request', 'not_found'],
});

export const updateRule = defineRoute({
  method: 'patch',
  path: '/api/v1/rules/{ref}',
  scope: 'write',
  tag: 'rules',
  summary: 'Change a rule, or switch it on or off',
  description:
    'What is left out stays. A change of what the rule does is checked like a new rule and becomes its next version. With `version`, the change is made only on that one; with `updated`, only if the rule was not changed since. One that comes with Clew or stands in a rules file can only be switched, with `enabled`.',
  params: ruleParams,
  body: { schema: rulePatchSchema, example: { enabled: false } },
  answers: {
    200: { description: 'The rule as it is now.', schema: ruleSchema, example: ruleExample },
  },
  problems: ['invalid_request', 'not_found', 'conflict', 'unprocessable'],
});

export const deleteRule = defineRoute({
  method: 'delete',
  path: '/api/v1/rules/{ref}',
  scope: 'write',
  tag: 'rules',
  summary: 'Delete a rule',
  description: 'The history that names it stays.',
  params: ruleParams,
  answers: { 200: { description: 'What it was.', schema: ruleSchema, example: ruleExample } },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

export const listRuleVersions = defineRoute({
  method: 'get',
  path: '/api/v1/rules/{ref}/versions',
  scope: 'read',
  tag: 'rules',
  summary: 'List what a rule said',
  description: 'Versions outlive their rule, so that an old enforcement can be explained.',
  params: ruleParams,
  query: queryParameters(pageRequestSchema),
  answers: {
    200: {
      description: 'The versions, latest first.',
      schema: ruleVersionPageSchema,
      example: { items: [ruleVersionExample], next_cursor: null },
    },
  },
  problems: ['invalid_request', 'not_found'],
});

const testAnswers = {
  200: {
    description: 'What the rule says of the event, or would have done within the window.',
    schema: ruleTestResultSchema,
    example: ruleTestExample,
  },
} as const;

export const testRule = defineRoute({
  method: 'post',
  path: '/api/v1/rules/{ref}/test',
  scope: 'write',
  tag: 'rules',
  summary: 'Try a rule on an event or on what happened',
  description:
    'Nothing is stored and no action runs. `{event}` tries it on a stored event, `{payload}` on one that is made up, `{since, until, sample}` on every event of its trigger in that window: matches and errors an hour, samples, and how many executions it would have caused. A window that holds too many events is cut at its older end; then `complete` is false.',
  params: ruleParams,
  body: { schema: ruleTestSchema, example: { since: '2026-03-01T00:00:00Z', sample: 3 } },
  answers: testAnswers,
  problems: ['invalid_request', 'not_found', 'unprocessable'],
});

export const testDraftRule = defineRoute({
  method: 'post',
  path: '/api/v1/rules/test',
  scope: 'write',
  tag: 'rules',
  summary: 'Try a rule before it is saved',
  description: 'As for a saved rule. The rule is checked as if it were to be saved.',
  body: {
    schema: draftRuleTestSchema,
    example: {
      rule: newRuleExample,
      on: { payload: { relation: 'calls', from: { layer: 'service' } } },
    },
  },
  answers: testAnswers,
  problems: ['invalid_request', 'not_found', 'unprocessable'],
});
