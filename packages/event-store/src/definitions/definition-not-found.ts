import { sql } from 'drizzle-orm';
import { EventStoreError } from '../event-store-error.ts';
import { nearestNames } from '../nearest-names.ts';
import type { EventSession } from '../session.ts';

/** The definitions that people edit; each is also the name of its table. */
export type DefinitionKind = 'trigger' | 'sensor' | 'rule' | 'action';

const codes = {
  trigger: 'trigger_not_found',
  sensor: 'sensor_not_found',
  rule: 'rule_not_found',
  action: 'action_not_found',
} as const;

/** The error for a ref that names nothing, with the refs nearest to it. */
export async function definitionNotFound(
  session: EventSession,
  kind: DefinitionKind,
  ref: string,
): Promise<EventStoreError> {
  const suggestions = await nearestRefs(session, kind, ref);
  return new EventStoreError(codes[kind], `There is no ${kind} ${ref}.${didYouMean(suggestions)}`, {
    suggestions,
  });
}

/** The error for a definition that refers to another one that does not exist, at the field's path. */
export async function referenceUnknown(
  session: EventSession,
  input: { readonly kind: DefinitionKind; readonly ref: string; readonly path: string },
): Promise<EventStoreError> {
  const { kind, ref, path } = input;
  const suggestions = await nearestRefs(session, kind, ref);
  const message = `there is no ${kind} ${ref}.${didYouMean(suggestions)}`;
  return new EventStoreError('reference_unknown', `Correct "${path}": ${message}`, {
    suggestions,
    issues: [{ path, message }],
  });
}

function didYouMean(suggestions: readonly string[]): string {
  return suggestions.length > 0 ? ` Did you mean ${suggestions.join(' or ')}?` : '';
}

async function nearestRefs({ db }: EventSession, kind: DefinitionKind, ref: string) {
  const known = await db.execute<{ ref: string }>(
    sql`select ref from ${sql.identifier(kind)} order by ref`,
  );
  return nearestNames(
    ref,
    known.map((row) => row.ref),
  );
}
