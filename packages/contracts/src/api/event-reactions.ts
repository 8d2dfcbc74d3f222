import { z } from 'zod';
import { refSchema } from '../ref.ts';
import { lineageSchema, ruleVerdictSchema } from '../rule-test.ts';
import { lineageExample, ruleVerdictExample } from './definition-examples.ts';
import { idParameter } from './parameters.ts';
import { defineRoute } from './route.ts';

const params = z.object({ id: idParameter });

export const getLineage = defineRoute({
  method: 'get',
  path: '/api/v1/events/{id}/lineage',
  scope: 'read',
  tag: 'events',
  summary: 'Show what an event led to',
  description:
    'The matches of rules, their executions, and the changes of those. Executions are purged in time; their changes stay in `/history/execution`.',
  params,
  answers: {
    200: { description: 'The lineage.', schema: lineageSchema, example: lineageExample },
  },
  problems: ['invalid_request', 'not_found'],
});

export const explainRule = defineRoute({
  method: 'get',
  path: '/api/v1/events/{id}/why',
  scope: 'read',
  tag: 'events',
  summary: 'Say why a rule did or did not react to an event',
  description:
    'Explains the version that reacted, or else the one that was in force when the event was created, and names the first false clause with what it found.',
  params,
  query: z.strictObject({
    rule: refSchema.meta({
      description: 'The ref of the rule.',
      example: ruleVerdictExample.rule_ref,
    }),
    version: idParameter.meta({ description: 'Explain this version.', example: 2 }).optional(),
  }),
  answers: {
    200: { description: 'The verdict.', schema: ruleVerdictSchema, example: ruleVerdictExample },
  },
  problems: ['invalid_request', 'not_found'],
});
