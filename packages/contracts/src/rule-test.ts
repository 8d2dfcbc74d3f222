import { z } from 'zod';
import { enforcementSchema } from './enforcement.ts';
import { eventSchema } from './event.ts';
import { executionSchema } from './execution.ts';
import { historyEntrySchema } from './history.ts';
import { jsonDocumentSchema, storedJsonSchema } from './json-document.ts';
import type { JsonValue } from './json-value.ts';
import { recordIdSchema } from './record-id.ts';
import { recordLinkSchema } from './record-link.ts';
import { refSchema } from './ref.ts';
import { newRuleSchema } from './rule.ts';
import { timestampSchema } from './timestamp.ts';

/** Longest window of a back-test, in days: as long as events are kept. */
export const maxBackTestDays = 90;

const onEvent = z.strictObject({
  /** The id of a stored event. */
  event: recordIdSchema,
});
const onPayload = z.strictObject({ payload: jsonDocumentSchema });
const onHistory = z.strictObject({
  /** Inclusive. */
  since: timestampSchema,
  /** Exclusive; now when left out. */
  until: timestampSchema.optional(),
  /** How many of the latest matches and errors to show. */
  sample: z.number().int().min(0).max(50).default(5),
});

/** What to try a rule on: one stored event, a payload as one could come, or what has happened. */
export const ruleTestSchema = z.union([onEvent, onPayload, onHistory]);
export type RuleTest = z.input<typeof ruleTestSchema>;

/** A rule that is not saved, and what to try it on. */
export const draftRuleTestSchema = z.strictObject({
  rule: newRuleSchema
    .omit({ label: true, description: true, enabled: true, apply_from: true })
    .extend({ ref: refSchema.default('draft.rule') }),
  on: ruleTestSchema,
});
export type DraftRuleTest = z.input<typeof draftRuleTestSchema>;

/** A part of a condition with its truth on one event. */
export interface RuleClause {
  readonly source: string;
  readonly position: {
    readonly offset: number;
    readonly end: number;
    readonly line: number;
    readonly column: number;
  };
  /** Null when it failed; `error` says how. */
  readonly value: boolean | null;
  readonly error: string | null;
  /** How `clauses` are joined; null for a clause that is not split further. */
  readonly join: 'all' | 'any' | null;
  readonly clauses: readonly RuleClause[];
  /** What it reads, and what was found there. */
  readonly operands: readonly {
    readonly source: string;
    readonly value: JsonValue;
    readonly truncated: boolean;
    readonly error: string | null;
  }[];
}

export const ruleClauseSchema: z.ZodType<RuleClause> = z.object({
  source: z.string(),
  position: z.object({
    offset: z.number().int(),
    end: z.number().int(),
    line: z.number().int(),
    column: z.number().int(),
  }),
  value: z.boolean().nullable(),
  error: z.string().nullable(),
  join: z.enum(['all', 'any']).nullable(),
  clauses: z.array(z.lazy(() => ruleClauseSchema)),
  operands: z.array(
    z.object({
      source: z.string(),
      value: storedJsonSchema,
      truncated: z.boolean(),
      error: z.string().nullable(),
    }),
  ),
});

/** What a rule says of one event. */
export const ruleTrialSchema = z.object({
  /** Null for a payload that was made up. */
  event: recordIdSchema.nullable(),
  created: timestampSchema.nullable(),
  /** `other_trigger`: the rule does not look at such events at all. */
  outcome: z.enum(['matched', 'not_matched', 'error', 'other_trigger']),
  /** Why the condition or the parameters failed. */
  error: z.string().nullable(),
  /** The parameters that the action would get, secrets by name; null unless it matched. */
  config: storedJsonSchema,
  clauses: z.array(ruleClauseSchema),
  /** The first clause that is false, else the first that failed; null when the rule matched. */
  first_false: ruleClauseSchema.nullable(),
});
export type RuleTrial = z.infer<typeof ruleTrialSchema>;

/** How a rule does on one event, or would have done on all that happened. */
export const ruleTestResultSchema = z.object({
  rule_ref: refSchema,
  /** The window that was looked at; null for a single event. */
  window: z.object({ since: timestampSchema, until: timestampSchema }).nullable(),
  /** False when the window was cut, because it holds more events than one test may read. */
  complete: z.boolean(),
  events: z.number().int().min(0),
  matches: z.number().int().min(0),
  errors: z.number().int().min(0),
  /** Executions that it would cause, or would have caused. */
  executions: z.number().int().min(0),
  /** Every hour of the window, oldest first, also those in which nothing happened. */
  per_hour: z.array(
    z.object({
      hour: timestampSchema,
      events: z.number().int().min(0),
      matches: z.number().int().min(0),
      errors: z.number().int().min(0),
    }),
  ),
  samples: z.array(ruleTrialSchema),
});
export type RuleTestResult = z.infer<typeof ruleTestResultSchema>;

/** Why a rule did or did not react to an event. */
export const ruleVerdictSchema = z.object({
  event: recordIdSchema,
  rule_ref: refSchema,
  /** The version that is explained. */
  rule_version: z.number().int().positive(),
  /**
   * `fired` and `failed` left an enforcement; `would_match` says that nothing speaks against the rule,
   * but it has not reacted (yet).
   */
  verdict: z.enum([
    'fired',
    'failed',
    'not_matched',
    'error',
    'other_trigger',
    'other_codebase',
    'other_rule',
    'disabled',
    'later_rule',
    'would_match',
  ]),
  /** The verdict in a sentence. */
  reason: z.string(),
  enforcement: z
    .object({
      id: recordIdSchema,
      status: enforcementSchema.shape.status,
      error: z.string().nullable(),
    })
    .nullable(),
  trial: ruleTrialSchema,
});
export type RuleVerdict = z.infer<typeof ruleVerdictSchema>;

/** What an event led to. */
export const lineageSchema = z.object({
  event: eventSchema,
  /** The event that started the chain; null when this one did. */
  root: recordLinkSchema.nullable(),
  enforcements: z.array(
    z.object({
      enforcement: enforcementSchema,
      /** None when it was not processed, or when the execution was purged. */
      executions: z.array(
        z.object({
          execution: executionSchema,
          /** Its changes, oldest first: requested, claimed, tried again, ended. */
          history: z.array(historyEntrySchema),
        }),
      ),
    }),
  ),
  /** True when there is more than is shown. */
  truncated: z.boolean(),
});
export type Lineage = z.infer<typeof lineageSchema>;
