import type { SymbolKind } from '@clew/contracts';
import { formatTerm } from '../../format.ts';
import './kind-badge.css';

export type KindGroup = 'code' | 'type' | 'value' | 'place';

const kinds = {
  package: { letter: 'P', group: 'place' },
  module: { letter: 'M', group: 'place' },
  file: { letter: 'F', group: 'place' },
  namespace: { letter: 'N', group: 'place' },
  class: { letter: 'C', group: 'type' },
  interface: { letter: 'I', group: 'type' },
  enum: { letter: 'E', group: 'type' },
  enum_member: { letter: 'e', group: 'value' },
  type_alias: { letter: 'T', group: 'type' },
  function: { letter: 'ƒ', group: 'code' },
  method: { letter: 'm', group: 'code' },
  constructor: { letter: 'c', group: 'code' },
  getter: { letter: 'g', group: 'code' },
  setter: { letter: 's', group: 'code' },
  property: { letter: 'p', group: 'value' },
  variable: { letter: 'v', group: 'value' },
  parameter: { letter: 'a', group: 'value' },
  annotation: { letter: '@', group: 'type' },
  unknown: { letter: '?', group: 'place' },
} as const satisfies Record<SymbolKind, { readonly letter: string; readonly group: KindGroup }>;

/** Four colours for nineteen kinds: what runs, what types, what holds, what contains. */
export function kindGroup(kind: SymbolKind): KindGroup {
  return kinds[kind].group;
}

export function KindBadge({ kind }: { readonly kind: SymbolKind }) {
  const { letter, group } = kinds[kind];
  return (
    <span className={`kind kind-${group}`} title={formatTerm(kind)}>
      <span aria-hidden="true">{letter}</span>
      <span className="visually-hidden">{formatTerm(kind)} </span>
    </span>
  );
}
