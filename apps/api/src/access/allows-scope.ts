import type { Scope } from '@clew/contracts';

const rank: Readonly<Record<Scope, number>> = { read: 0, write: 1, admin: 2 };

/** Whether scopes include a needed one: `write` includes `read`, and `admin` includes both. */
export function allowsScope(scopes: readonly Scope[], needed: Scope): boolean {
  return scopes.some((scope) => rank[scope] >= rank[needed]);
}
