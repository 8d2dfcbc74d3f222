import type { Statement } from '../sql/classify.ts';

/**
 * The channels that one connection listens on.
 *
 * LISTEN and UNLISTEN take effect at commit; a rollback, also one to a savepoint, forgets them. The
 * backend keeps one set of channels for all connections, so each connection's own is kept here from
 * the statements that the backend said were done.
 */
export interface Listening {
  readonly channels: ReadonlySet<string>;
  /** What the open transaction has done, in order. */
  readonly pending: readonly Pending[];
  /** The open transaction has failed; unless it is rolled back to a savepoint, it commits nothing. */
  readonly failed: boolean;
}

type Pending =
  | { readonly kind: 'listen'; readonly channel: string }
  | { readonly kind: 'unlisten'; readonly channel: string | null }
  | { readonly kind: 'savepoint'; readonly name: string };

export const notListening: Listening = { channels: new Set(), pending: [], failed: false };

/** After a statement was done; `tag` is that of its CommandComplete. */
export function statementDone(listening: Listening, statement: Statement, tag: string): Listening {
  switch (statement.kind) {
    case 'listen':
    case 'unlisten':
    case 'savepoint':
      return { ...listening, pending: [...listening.pending, statement] };
    case 'discard_all':
      return {
        ...listening,
        pending: [...listening.pending, { kind: 'unlisten', channel: null }],
      };
    case 'release':
      return { ...listening, pending: withoutSavepoints(listening.pending, statement.name) };
    case 'rollback_to':
      return {
        ...listening,
        pending: listening.pending.slice(0, savepointAt(listening.pending, statement.name) + 1),
        failed: false,
      };
    case 'commit':
      // COMMIT of a failed transaction is done as a rollback, and its tag says so.
      return tag === 'COMMIT' ? commit(listening) : forget(listening);
    case 'rollback':
      return forget(listening);
    case 'deallocate_all':
    case 'prepared':
    case 'copy_in':
    case 'other':
      return listening;
  }
}

export function statementFailed(listening: Listening): Listening {
  return { ...listening, failed: true };
}

/** After the backend said that no transaction is open: an implicit one has just ended. */
export function transactionEnded(listening: Listening): Listening {
  if (listening.pending.length === 0 && !listening.failed) return listening;
  return listening.failed ? forget(listening) : commit(listening);
}

function forget(listening: Listening): Listening {
  return { channels: listening.channels, pending: [], failed: false };
}

function commit({ channels, pending }: Listening): Listening {
  const next = new Set(channels);
  for (const action of pending) {
    if (action.kind === 'listen') next.add(action.channel);
    else if (action.kind === 'unlisten' && action.channel === null) next.clear();
    else if (action.kind === 'unlisten' && action.channel !== null) next.delete(action.channel);
  }
  return { channels: next, pending: [], failed: false };
}

function savepointAt(pending: readonly Pending[], name: string): number {
  return pending.findLastIndex((action) => action.kind === 'savepoint' && action.name === name);
}

/** RELEASE destroys its savepoint and all later ones, and keeps what was done since. */
function withoutSavepoints(pending: readonly Pending[], name: string): readonly Pending[] {
  const at = savepointAt(pending, name);
  return pending.filter((action, index) => index < at || action.kind !== 'savepoint');
}
