import { EventStoreError } from '../event-store-error.ts';
import type { DefinitionKind } from './definition-not-found.ts';

/** The error for a definition whose ref another one has. */
export function refTaken(kind: DefinitionKind, ref: string): EventStoreError {
  return new EventStoreError(
    'definition_exists',
    `There is a ${kind} ${ref} already. Choose another ref, or change that one with PATCH.`,
  );
}
