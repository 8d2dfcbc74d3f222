import {
  type Execution,
  type NewExecution,
  newExecutionSchema,
  recordIdSchema,
} from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { definitionNotFound } from '../definitions/definition-not-found.ts';
import { refuseProcess } from '../definitions/resolve-rule.ts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { createdWindow, unboundedWindow } from '../record-window.ts';
import { action } from '../schema/action.ts';
import type { EventSession } from '../session.ts';
import { checkParameters } from './check-parameters.ts';
import { getExecution } from './get-execution.ts';

/** What makes the engine ask for an execution, where a client has nothing to say. */
export interface ExecutionCause {
  /** The enforcement that asks for it; it gets at most one. */
  readonly enforcement?: number | undefined;
  /** The execution that it is a part of. */
  readonly parent?: number | undefined;
}

/** Somebody beyond the network who asks for an execution. */
export interface ExecutionRequester {
  /** The name of the token. */
  readonly name: string | null;
}

export interface RequestExecution {
  readonly ctx: { readonly events: EventSession };
  readonly input: NewExecution & {
    readonly cause?: ExecutionCause | undefined;
    /** Left out: the request comes from Clew itself and is trusted. */
    readonly requester?: ExecutionRequester | undefined;
  };
}

/**
 * Puts an action into the queue. When its enforcement already has an execution, answers that one. What
 * a requester asks for may not start programs, and its parameters must fit the action.
 *
 * @throws EventStoreError `action_not_found` with the nearest refs, `action_disabled`,
 *   `process_refused`, `parameters_invalid` or `invalid_input`; nothing was stored.
 */
export async function requestExecution({ ctx, input }: RequestExecution): Promise<Execution> {
  const { cause, requester, ...request } = input;
  const wanted = parseInput(newExecutionSchema, request);
  const enforcement = optionalId(cause?.enforcement);
  const parent = optionalId(cause?.parent);
  const window = enforcement === null ? unboundedWindow : createdWindow(enforcement);
  return ctx.events.transaction(async (session) => {
    const found = await findAction(session, wanted.action_ref);
    if (requester !== undefined) {
      refuseProcess(found, 'action_ref');
      checkParameters(found, wanted.config);
    }
    const [inserted] = await session.sql<{ id: number }[]>`
      insert into execution (action, action_ref, config, parent, enforcement, status, priority,
                             max_attempts, timeout_seconds, available_at, requested_by, rule_ref)
      select ${found.id}::bigint, ${wanted.action_ref}::text,
             ${JSON.stringify(wanted.config)}::text::jsonb, ${parent}::bigint, ${enforcement}::bigint,
             case when at > statement_timestamp() then 'scheduled' else 'requested' end,
             ${wanted.priority}::integer,
             ${wanted.max_attempts ?? found.max_attempts}::integer,
             ${wanted.timeout_seconds ?? found.timeout_seconds}::integer, at,
             ${requester?.name ?? null}::text,
             (select f.rule_ref from enforcement f
              where f.id = ${enforcement}::bigint
                and f.created >= ${window.from}::timestamptz and f.created < ${window.to}::timestamptz)
      from (select coalesce(${wanted.available_at}::timestamptz, statement_timestamp())) as wanted (at)
      on conflict (enforcement) where enforcement is not null and parent is null do nothing
      returning id`;
    const id = inserted?.id ?? (await executionOf(session, enforcement));
    return getExecution({ ctx: { events: session }, input: { id } });
  });
}

function optionalId(id: number | undefined): number | null {
  return id === undefined ? null : parseInput(recordIdSchema, id);
}

async function findAction(session: EventSession, ref: string) {
  const [found] = await session.db.select().from(action).where(sql`${action.ref} = ${ref}::text`);
  if (found === undefined) throw await definitionNotFound(session, 'action', ref);
  if (!found.enabled) {
    throw new EventStoreError('action_disabled', `Action ${ref} is disabled. Enable it first.`);
  }
  return found;
}

async function executionOf(session: EventSession, enforcement: number | null): Promise<number> {
  const [existing] = await session.sql<{ id: number }[]>`
    select id from execution where enforcement = ${enforcement}::bigint and parent is null`;
  if (existing !== undefined) return existing.id;
  throw new EventStoreError(
    'contention',
    'The execution of this enforcement was purged while it was looked up. Try again.',
  );
}
