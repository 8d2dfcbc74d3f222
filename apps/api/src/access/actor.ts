import type { Scope } from '@clew/contracts';

/** Whoever a request comes from. */
export interface Actor {
  /** The name of the token, or `anonymous`. */
  readonly name: string;
  /** The id of the token, or null. */
  readonly token: number | null;
  readonly scopes: readonly Scope[];
  readonly expires_at: string | null;
}

export const anonymous: Actor = { name: 'anonymous', token: null, scopes: [], expires_at: null };
