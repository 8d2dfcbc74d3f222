import { type NewTrigger, newTriggerSchema, type Trigger } from '@clew/contracts';
import { compileJsonSchema } from '../json-schema/compile-json-schema.ts';
import { parseInput } from '../parse-input.ts';
import { trigger } from '../schema/trigger.ts';
import type { EventSession } from '../session.ts';
import { refTaken } from './ref-taken.ts';
import { toTrigger } from './to-trigger.ts';

export interface CreateTrigger {
  readonly ctx: { readonly events: EventSession };
  readonly input: NewTrigger;
}

/**
 * Defines a trigger. Rules and sensors that named it before belong to it from now on.
 *
 * @throws EventStoreError `definition_exists`, `schema_invalid` or `invalid_input`; nothing was stored.
 */
export async function createTrigger({ ctx, input }: CreateTrigger): Promise<Trigger> {
  const wanted = parseInput(newTriggerSchema, input);
  checkSchemas(wanted);
  return ctx.events.transaction(async (session) => {
    const [row] = await session.db
      .insert(trigger)
      .values({ ...wanted, label: wanted.label ?? wanted.ref, origin: 'api' })
      .onConflictDoNothing()
      .returning();
    if (row === undefined) throw refTaken('trigger', wanted.ref);
    await session.sql`
      update rule set trigger = ${row.id}::bigint
      where trigger_ref = ${row.ref}::text and trigger is null`;
    await session.sql`
      update sensor set trigger = ${row.id}::bigint
      where trigger_ref = ${row.ref}::text and trigger is null`;
    return toTrigger(row);
  });
}

/** @throws EventStoreError `schema_invalid` when one that is given is no JSON Schema. */
export function checkSchemas(definition: Pick<NewTrigger, 'param_schema' | 'out_schema'>): void {
  const { param_schema = null, out_schema = null } = definition;
  if (param_schema !== null) compileJsonSchema(param_schema, 'param_schema');
  if (out_schema !== null) compileJsonSchema(out_schema, 'out_schema');
}
