import {
  type JsonValue,
  type NewAction,
  type NewRule,
  newActionSchema,
  newRuleSchema,
} from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { action } from '../schema/action.ts';
import { rule } from '../schema/rule.ts';
import type { EventSession } from '../session.ts';
import type { CheckRule } from './check-rule.ts';
import { checkSchemas } from './create-trigger.ts';
import type { DefinitionKind } from './definition-not-found.ts';
import { resolveRule } from './resolve-rule.ts';

/** A rule of a file; without `enabled`, one that was switched off through the API stays off. */
export type FileRule = Omit<NewRule, 'enabled'> & { readonly enabled?: boolean | undefined };

export interface SaveFileDefinitions {
  readonly ctx: { readonly events: EventSession; readonly checkRule: CheckRule };
  readonly input: {
    readonly codebase: string;
    /** Relative to the codebase. */
    readonly source_path: string;
    readonly actions: readonly NewAction[];
    readonly rules: readonly FileRule[];
    /** Told before each definition is saved, so that the caller knows which one failed. */
    readonly onSave?: ((kind: 'action' | 'rule', index: number) => void) | undefined;
  };
}

/**
 * Brings the actions and rules of one rules file up to date: all of them, or none when one cannot be
 * saved. What is as it was is not touched. What vanished is left to `removeFileDefinitions`.
 *
 * @throws EventStoreError `definition_exists` for a ref that the API, Clew or another codebase has,
 *   `reference_unknown`, `schema_invalid` or `invalid_input`, and what `checkRule` throws.
 */
export async function saveFileDefinitions({ ctx, input }: SaveFileDefinitions): Promise<void> {
  await ctx.events.transaction(async (session) => {
    for (const [index, one] of input.actions.entries()) {
      input.onSave?.('action', index);
      await saveAction(session, input, one);
    }
    for (const [index, one] of input.rules.entries()) {
      input.onSave?.('rule', index);
      await saveRule(session, ctx.checkRule, input, one);
    }
  });
}

interface Source {
  readonly codebase: string;
  readonly source_path: string;
}

async function saveAction(
  session: EventSession,
  { codebase, source_path }: Source,
  given: NewAction,
): Promise<void> {
  const wanted = parseInput(newActionSchema, given);
  checkSchemas(wanted);
  const [known] = await session.db
    .select()
    .from(action)
    .where(sql`${action.ref} = ${wanted.ref}::text`)
    .for('update');
  // An action has no columns for its file, and no other use for its config.
  const config = { codebase, source_path };
  const said = { ...wanted, label: wanted.label ?? wanted.ref, config };
  if (known === undefined) {
    await session.db.insert(action).values({ ...said, origin: 'file' });
    return;
  }
  if (known.origin !== 'file' || codebaseOf(known.config) !== codebase) {
    throw taken('action', wanted.ref);
  }
  if (differs(known, said)) {
    await session.db.update(action).set(said).where(sql`${action.id} = ${known.id}::bigint`);
  }
}

async function saveRule(
  session: EventSession,
  check: CheckRule,
  source: Source,
  given: FileRule,
): Promise<void> {
  const { enabled, ...rest } = given;
  const { when, enabled: _, ...wanted } = parseInput(newRuleSchema, rest);
  const [known] = await session.db
    .select()
    .from(rule)
    .where(sql`${rule.ref} = ${wanted.ref}::text`)
    .for('update');
  if (known !== undefined && (known.origin !== 'file' || known.codebase !== source.codebase)) {
    throw taken('rule', wanted.ref);
  }
  const ids = await resolveRule(session, { ...wanted, when }, { origin: 'file', check });
  const said = {
    ...wanted,
    ...ids,
    label: wanted.label ?? wanted.ref,
    condition_expression: when,
    codebase: source.codebase,
    source_path: source.source_path,
    enabled: enabled ?? known?.enabled ?? true,
  };
  if (known === undefined) {
    await session.db.insert(rule).values({ ...said, origin: 'file' });
  } else if (differs(known, said)) {
    await session.db.update(rule).set(said).where(sql`${rule.id} = ${known.id}::bigint`);
  }
}

function codebaseOf(config: JsonValue): unknown {
  return config !== null && typeof config === 'object' && 'codebase' in config
    ? config.codebase
    : null;
}

function taken(kind: DefinitionKind, ref: string): EventStoreError {
  return new EventStoreError(
    'definition_exists',
    `There is a ${kind} ${ref} already, which does not come from a rules file of this codebase. Choose another ref.`,
    { issues: [{ path: 'ref', message: 'is taken' }] },
  );
}

/** JSON keeps the order of keys as stored, so what only moved is saved once more; that is harmless. */
function differs(known: object, said: object): boolean {
  return Object.entries(said).some(
    ([key, value]) => JSON.stringify(Reflect.get(known, key)) !== JSON.stringify(value),
  );
}
