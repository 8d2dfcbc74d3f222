import type { SymbolRef } from '@clew/contracts';

/** Kind, name and place of a symbol on one line. */
export function placeOf({ kind, fqn, file, start_line, origin }: SymbolRef): string {
  if (file === null) return `${kind} ${fqn}${origin === 'project' ? '' : ` (${origin})`}`;
  return `${kind} ${fqn}  ${file}${start_line === null ? '' : `:${start_line}`}`;
}
