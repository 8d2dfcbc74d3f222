import type { DefinitionOrigin } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import type { DefinitionKind } from './definition-not-found.ts';

/** Something that is defined somewhere, as far as it matters to who may change it. */
export interface Managed {
  readonly ref: string;
  readonly origin: DefinitionOrigin;
  readonly source_path?: string | null;
}

/**
 * Lets only definitions of the API be changed or deleted through it. Any may be switched on and off:
 * what runs amok must be stoppable at once.
 *
 * @throws EventStoreError `definition_managed` that says where to make the change instead.
 */
export function refuseManaged(
  kind: DefinitionKind,
  definition: Managed,
  change: readonly string[] | 'delete',
): void {
  if (definition.origin === 'api') return;
  if (change !== 'delete' && change.every((field) => field === 'enabled')) return;
  const where =
    definition.origin === 'builtin'
      ? 'It is a part of Clew'
      : `It is defined in ${definition.source_path ?? 'a rules file'}: change it there and index the codebase`;
  throw new EventStoreError(
    'definition_managed',
    `The ${kind} ${definition.ref} cannot be ${change === 'delete' ? 'deleted' : 'changed'} here. ${where}. It can be switched off and on with "enabled".`,
  );
}
