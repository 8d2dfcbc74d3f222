import { EventStoreError } from '../event-store-error.ts';
import type { DefinitionKind } from './definition-not-found.ts';

/**
 * Lets a change be made only on what was read: a late write does not undo one that its writer never saw.
 *
 * @throws EventStoreError `definition_changed` when it was changed after `read`, its `updated` of then.
 */
export function refuseChanged(
  kind: DefinitionKind,
  found: { readonly ref: string; readonly updated: string },
  read: string | undefined,
): void {
  if (read === undefined || read === found.updated) return;
  throw new EventStoreError(
    'definition_changed',
    `The ${kind} ${found.ref} was changed at ${found.updated}, after it was read. Read it again, then change it.`,
  );
}
