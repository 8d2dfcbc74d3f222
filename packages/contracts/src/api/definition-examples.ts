// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the templates of Clew are written so.
import {
  enforcementExample,
  eventExample,
  executionExample,
  historyEntryExample,
} from './examples.ts';

const created = '2026-03-02T09:00:00.000000Z';

export const triggerExample = {
  id: 279172801536001,
  ref: 'shop.order_placed',
  label: 'Order placed',
  description: null,
  enabled: true,
  origin: 'api',
  param_schema: null,
  out_schema: {
    type: 'object',
    required: ['amount'],
    properties: { amount: { type: 'number' } },
  },
  payload_policy: 'refuse',
  created,
  updated: created,
};

export const actionExample = {
  id: 279172801540002,
  ref: 'shop.notify',
  label: 'Tell the shop',
  description: null,
  enabled: true,
  origin: 'api',
  runner: 'http',
  param_schema: { type: 'object', required: ['url'] },
  out_schema: null,
  timeout_seconds: 60,
  max_attempts: 3,
  max_concurrency: 4,
  rate_limit: 100,
  rate_period_seconds: 60,
  created,
  updated: created,
};

const conduct = {
  trigger_ref: eventExample.trigger_ref,
  trigger_params: {},
  when: "event.payload.relation == 'calls' && event.payload.from.layer == 'controller'",
  action_ref: 'core.log',
  action_params: { message: '${{ event.payload.from.fqn }} calls ${{ event.payload.to.fqn }}' },
};

export const newRuleExample = { ref: 'arch.no-controller-to-repository', ...conduct };

export const ruleExample = {
  id: 279172801544003,
  ref: newRuleExample.ref,
  version: 2,
  label: 'No controller calls a repository',
  description: null,
  enabled: true,
  origin: 'api',
  codebase: null,
  trigger: 3,
  ...conduct,
  action: 1,
  source_path: null,
  apply_from: null,
  created,
  updated: created,
};

export const ruleVersionExample = {
  rule: ruleExample.id,
  rule_ref: ruleExample.ref,
  version: 2,
  ...conduct,
  created,
};

const clauseExample = {
  source: "event.payload.from.layer == 'controller'",
  position: { offset: 37, end: 77, line: 1, column: 38 },
  value: false,
  error: null,
  join: null,
  clauses: [],
  operands: [
    { source: 'event.payload.from.layer', value: 'service', truncated: false, error: null },
  ],
};

const trialExample = {
  event: eventExample.id,
  created: eventExample.created,
  outcome: 'not_matched',
  error: null,
  config: null,
  clauses: [clauseExample],
  first_false: clauseExample,
};

export const ruleTestExample = {
  rule_ref: ruleExample.ref,
  window: { since: '2026-03-02T09:00:00.000Z', until: '2026-03-02T10:00:00.000Z' },
  complete: true,
  events: 40,
  matches: 2,
  errors: 0,
  executions: 2,
  per_hour: [{ hour: '2026-03-02T09:00:00.000Z', events: 40, matches: 2, errors: 0 }],
  samples: [],
};

export const ruleVerdictExample = {
  event: eventExample.id,
  rule_ref: ruleExample.ref,
  rule_version: 2,
  verdict: 'not_matched',
  reason:
    'event.payload.from.layer == \'controller\' is false: event.payload.from.layer is "service".',
  enforcement: null,
  trial: trialExample,
};

export const lineageExample = {
  event: eventExample,
  root: null,
  enforcements: [
    {
      enforcement: enforcementExample,
      executions: [{ execution: executionExample, history: [historyEntryExample] }],
    },
  ],
  truncated: false,
};
