import {
  missedFiresSchema,
  type SensorEntrypoint,
  sensorEntrypointSchema,
  webhookSchemeSchema,
} from '@clew/contracts';
import type { DefinitionField, Draft } from '../definitions/definition-field.ts';
import { usualFields } from '../definitions/usual-fields.ts';

export const watchedNames = {
  timer: 'the clock',
  webhook: 'calls of a webhook',
  api: 'requests to the API',
  graph: 'the graphs',
} as const satisfies Record<SensorEntrypoint, string>;

const timings = { cron: 'by a cron expression', every: 'in regular steps', at: 'once' } as const;

const missedNames = {
  skip: 'nothing',
  once: 'one event for all of them',
  all: 'an event for each, the latest 100',
} as const;

const schemeNames = {
  github: 'GitHub: X-Hub-Signature-256',
  stripe: 'Stripe: Stripe-Signature',
  standard: 'Standard Webhooks: webhook-signature',
  none: 'nothing but the address, which is secret',
} as const;

export const sensorNaming = usualFields('shop.nightly');

export const watchField: DefinitionField = {
  name: 'entrypoint',
  label: 'Watches',
  hint: 'It stays so.',
  kind: {
    type: 'choice',
    options: sensorEntrypointSchema.exclude(['graph']).options,
    name: (option) => watchedNames[sensorEntrypointSchema.parse(option)],
  },
};

export const sensorTriggerField: DefinitionField = {
  name: 'trigger_ref',
  label: 'Its events are of',
  hint: 'The trigger; rules are written on it.',
  required: true,
  kind: { type: 'text', mono: true },
};

const timing: DefinitionField = {
  name: 'timing',
  label: 'Fires',
  kind: {
    type: 'choice',
    options: Object.keys(timings),
    name: (option) => new Map(Object.entries(timings)).get(option) ?? option,
  },
};
const cron: DefinitionField = {
  name: 'cron',
  label: 'Cron expression',
  hint: 'Minute, hour, day, month, weekday; seconds may stand before them. 30 2 * * * is every night at half past two.',
  placeholder: '30 2 * * *',
  required: true,
  kind: { type: 'text', mono: true },
};
const timezone: DefinitionField = {
  name: 'timezone',
  label: 'Time zone',
  hint: 'An IANA name, such as Europe/Berlin.',
  placeholder: 'UTC',
  kind: { type: 'text', known: Intl.supportedValuesOf('timeZone') },
};
const every: DefinitionField = {
  name: 'every_seconds',
  label: 'Seconds between',
  required: true,
  kind: { type: 'number', whole: true },
};
const at: DefinitionField = {
  name: 'at',
  label: 'At',
  required: true,
  kind: { type: 'moment' },
};
const missed: DefinitionField = {
  name: 'missed',
  label: 'For moments at which nothing ran',
  kind: {
    type: 'choice',
    options: missedFiresSchema.options,
    name: (option) => missedNames[missedFiresSchema.parse(option)],
  },
};
const scheme: DefinitionField = {
  name: 'scheme',
  label: 'The sender proves who it is by',
  kind: {
    type: 'choice',
    options: webhookSchemeSchema.options,
    name: (option) => schemeNames[webhookSchemeSchema.parse(option)],
  },
};
const secret: DefinitionField = {
  name: 'secret',
  label: 'Name of the secret',
  hint: 'The server holds its value, as the environment variable CLEW_SECRET_ with this name; it is never stored or shown.',
  required: true,
  kind: { type: 'text', mono: true },
};
const tolerance: DefinitionField = {
  name: 'tolerance_seconds',
  label: 'Seconds a signature stays good',
  required: true,
  kind: { type: 'number', whole: true },
};
const webhookLimits: readonly DefinitionField[] = [
  {
    name: 'max_bytes',
    label: 'Bytes of a body, at most',
    required: true,
    kind: { type: 'number', whole: true },
  },
  {
    name: 'rate_per_minute',
    label: 'Calls a minute, at most',
    required: true,
    kind: { type: 'number', whole: true },
  },
];

const timingFields: Readonly<Record<string, readonly DefinitionField[]>> = {
  cron: [cron, timezone],
  every: [every],
  at: [at],
};

/** The fields of the config that a draft has, by what it watches and how. */
export function configFields({ entrypoint, ...draft }: Draft): readonly DefinitionField[] {
  switch (entrypoint) {
    case 'timer':
      return [timing, ...(timingFields[draft.timing ?? ''] ?? []), missed];
    case 'webhook':
      return draft.scheme === 'none'
        ? [scheme, ...webhookLimits]
        : [scheme, secret, tolerance, ...webhookLimits];
    default:
      return [];
  }
}

/** Every field that a sensor of any kind has. */
export const allSensorFields: readonly DefinitionField[] = [
  ...sensorNaming,
  watchField,
  sensorTriggerField,
  timing,
  cron,
  timezone,
  every,
  at,
  missed,
  scheme,
  secret,
  tolerance,
  ...webhookLimits,
];
