import {
  actionRunnerSchema,
  enforcementStatusSchema,
  executionStatusSchema,
  refSchema,
  sensorEntrypointSchema,
  timestampSchema,
  workerNameSchema,
} from '@clew/contracts';
import { z } from 'zod';
import type { Place } from './places.ts';

/*
 * What the URLs of events, enforcements, executions, definitions and the system may say after their
 * `?`. As everywhere, a value that cannot be counts as not given.
 */
const maybe = <T extends z.ZodType>(schema: T) => schema.nullable().catch(null).default(null);
const ref = maybe(refSchema);
const recordId = maybe(z.string().regex(/^\d{1,16}$/));

export const timeRanges = ['hour', 'day', 'week', 'month'] as const;
export type TimeRange = (typeof timeRanges)[number];

/** A window of time: a range that ends now, or two moments, as a chart that is brushed gives them. */
const windowSearch = z.object({
  range: maybe(z.enum(timeRanges)),
  since: maybe(timestampSchema),
  until: maybe(timestampSchema),
});
export type WindowSearch = z.output<typeof windowSearch>;

export const eventsSearch = windowSearch.extend({
  trigger: ref,
  source: ref,
  text: maybe(z.string().min(1).max(200)),
});
export type EventsSearch = z.output<typeof eventsSearch>;

export const eventSearch = z.object({ rule: ref });

export const enforcementsSearch = windowSearch.extend({
  rule: ref,
  trigger: ref,
  status: maybe(enforcementStatusSchema),
});
export type EnforcementsSearch = z.output<typeof enforcementsSearch>;

export const executionsSearch = windowSearch.extend({
  action: ref,
  rule: ref,
  status: maybe(executionStatusSchema),
  worker: maybe(workerNameSchema),
});
export type ExecutionsSearch = z.output<typeof executionsSearch>;

const onOff = maybe(z.enum(['on', 'off']));

export const rulesSearch = z.object({ trigger: ref, action: ref, state: onOff });
export type RulesSearch = z.output<typeof rulesSearch>;

/** Rules that many want, to start from. */
export const ruleTemplateIds = [
  'layer-break',
  'new-dependency',
  'new-cycle',
  'lost-entry-point',
  'nightly-index',
] as const;
export type RuleTemplateId = (typeof ruleTemplateIds)[number];

/** A new rule may begin with its trigger and action or as a template, and be tried on an event. */
export const ruleSearch = z.object({
  trigger: ref,
  action: ref,
  event: recordId,
  template: maybe(z.enum(ruleTemplateIds)),
});
export type RuleSearch = z.output<typeof ruleSearch>;

export const actionsSearch = z.object({ runner: maybe(actionRunnerSchema) });

export const sensorsSearch = z.object({ watches: maybe(sensorEntrypointSchema), trigger: ref });
export type SensorsSearch = z.output<typeof sensorsSearch>;

/** A new sensor may begin with what it watches and the trigger of its events. */
export const newSensorSearch = z.object({
  watches: maybe(sensorEntrypointSchema.exclude(['graph'])),
  trigger: ref,
});
export type NewSensorSearch = z.output<typeof newSensorSearch>;

export const healthRanges = ['6h', '24h', '7d', '30d', '90d'] as const;
export type HealthRange = (typeof healthRanges)[number];

export const healthSearch = z.object({
  range: z.enum(healthRanges).catch('24h').default('24h'),
  since: maybe(timestampSchema),
  until: maybe(timestampSchema),
});
export type HealthSearch = z.output<typeof healthSearch>;
export const usualHealth = healthSearch.parse({});

export const systemTabs = [
  'storage',
  'jobs',
  'migrations',
  'graphs',
  'quarantine',
  'tokens',
] as const;
export type SystemTab = (typeof systemTabs)[number];

export const systemSearch = z.object({
  tab: z.enum(systemTabs).catch('storage').default('storage'),
  of: maybe(z.string().regex(/^[\w-]{1,100}$/)),
});
export type SystemSearch = z.output<typeof systemSearch>;
export const usualSystem = systemSearch.parse({});

const at = (to: string, params: Place['params'] = {}, search: Place['search'] = {}): Place => ({
  to,
  params,
  search,
});
const withId = (to: string, id: number | string) => at(to, { id: String(id) });

export const health = (search: Partial<HealthSearch> = {}) => at('/pipeline', {}, search);
export const events = (search: Partial<EventsSearch> = {}) => at('/events', {}, search);
export const event = (id: number | string, rule: string | null = null) =>
  at('/events/$id', { id: String(id) }, { rule });
export const enforcements = (search: Partial<EnforcementsSearch> = {}) =>
  at('/enforcements', {}, search);
export const enforcement = (id: number | string) => withId('/enforcements/$id', id);
export const executions = (search: Partial<ExecutionsSearch> = {}) => at('/executions', {}, search);
export const execution = (id: number | string) => withId('/executions/$id', id);
export const rules = (search: Partial<RulesSearch> = {}) => at('/rules', {}, search);
export const rule = (name: string, search: Partial<RuleSearch> = {}) =>
  at('/rules/$ref', { ref: name }, search);
export const newRule = (search: Partial<RuleSearch> = {}) => at('/rules/new', {}, search);
export const triggers = () => at('/triggers');
export const trigger = (name: string) => at('/triggers/$ref', { ref: name });
export const newTrigger = () => at('/triggers/new');
export const actions = (search: Partial<z.output<typeof actionsSearch>> = {}) =>
  at('/actions', {}, search);
export const action = (name: string) => at('/actions/$ref', { ref: name });
export const newAction = () => at('/actions/new');
export const sensors = (search: Partial<SensorsSearch> = {}) => at('/sensors', {}, search);
export const sensor = (name: string) => at('/sensors/$ref', { ref: name });
export const newSensor = (search: Partial<NewSensorSearch> = {}) => at('/sensors/new', {}, search);
export const workers = () => at('/workers');
export const worker = (name: string) => at('/workers/$name', { name });
export const system = (search: Partial<SystemSearch> = {}) =>
  at(
    '/system',
    {},
    {
      tab: search.tab === usualSystem.tab ? null : (search.tab ?? null),
      of: search.of ?? null,
    },
  );
