import {
  type JsonValue,
  newSensorSchema,
  sensorPatchSchema,
  timerConfigSchema,
  webhookConfigSchema,
} from '@clew/contracts';
import { type RouteAnswer, routes } from '@clew/contracts/api';
import type { Sensor } from '../../answers.ts';
import { call } from '../../api.ts';
import type { Draft } from '../definitions/definition-field.ts';
import { fieldText, type ReadDraft, readFields } from '../definitions/read-fields.ts';
import type { DefinitionKind } from '../definitions/use-definition-form.ts';
import { emptyDraft, fieldOfPath, readDefinition } from '../definitions/usual-fields.ts';
import {
  allSensorFields,
  configFields,
  sensorNaming,
  sensorTriggerField,
  watchField,
} from './sensor-fields.ts';

/** A sensor as it was just saved; `key` is that of a new address, told this once. */
export type ChangedSensor = RouteAnswer<typeof routes.updateSensor>['body'];

export const usualTriggers = {
  timer: 'core.timer',
  webhook: 'core.webhook',
  api: 'core.event',
} as const;

const usual: Draft = {
  timing: 'cron',
  every_seconds: '3600',
  missed: 'once',
  scheme: 'github',
  tolerance_seconds: '300',
  max_bytes: String(webhookConfigSchema.parse({ scheme: 'none' }).max_bytes),
  rate_per_minute: '600',
};

/** What the form of a new sensor begins with. */
export function emptySensor(entrypoint: keyof typeof usualTriggers, trigger: string | null): Draft {
  const trigger_ref = trigger ?? usualTriggers[entrypoint];
  return emptyDraft(allSensorFields, { ...usual, entrypoint, trigger_ref });
}

function draftOf(saved: Sensor): Draft {
  const said = {
    ref: saved.ref,
    label: saved.label === saved.ref ? '' : saved.label,
    description: saved.description ?? '',
    entrypoint: saved.entrypoint,
    trigger_ref: saved.trigger_ref,
  };
  return emptyDraft(allSensorFields, { ...usual, ...said, ...configDraft(saved) });
}

function configDraft({ entrypoint, config }: Pick<Sensor, 'entrypoint' | 'config'>): Draft {
  const values = new Map<string, JsonValue>(Object.entries(config ?? {}));
  const timing = values.has('cron') ? 'cron' : values.has('at') ? 'at' : 'every';
  const told = allSensorFields.flatMap((field) =>
    values.has(field.name) ? [[field.name, fieldText(field, values.get(field.name))]] : [],
  );
  return { ...Object.fromEntries(told), ...(entrypoint === 'timer' ? { timing } : {}) };
}

function read(draft: Draft): ReadDraft {
  const named = readDefinition([...sensorNaming, watchField, sensorTriggerField], draft);
  const config = readFields(configFields(draft), draft);
  const { timing: _, ...said } = config.values;
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
  return {
    values: { ...named.values, config: withDefaults(draft.entrypoint, given) },
    faults: { ...named.faults, ...config.faults },
  };
}

/** As it will be stored, so that it can be compared with what is. */
function withDefaults(entrypoint: string | undefined, config: JsonValue): JsonValue {
  if (entrypoint !== 'timer' && entrypoint !== 'webhook') return config;
  const schema = entrypoint === 'timer' ? timerConfigSchema : webhookConfigSchema;
  const parsed = schema.safeParse(config);
  return parsed.success ? { ...parsed.data } : config;
}

const named = fieldOfPath(allSensorFields);

export const sensorKind: DefinitionKind<Sensor, ChangedSensor> = {
  draftOf,
  read,
  schema: newSensorSchema,
  fieldOf: (path) => {
    const own = path.replace(/^config\.?/, '');
    return own === '' ? 'config' : named(own);
  },
  create: (values) => call(routes.createSensor, {}, { body: newSensorSchema.parse(values) }),
  update: (ref, changes) =>
    call(routes.updateSensor, { params: { ref } }, { body: sensorPatchSchema.parse(changes) }),
};
