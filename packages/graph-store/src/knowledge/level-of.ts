import type { SummaryLevel, SymbolKind } from '@clew/contracts';

/** What a summary of a symbol of this kind speaks about. */
export function levelOf(kind: SymbolKind): SummaryLevel {
  switch (kind) {
    case 'package':
      return 'package';
    case 'module':
    case 'namespace':
      return 'module';
    case 'file':
      return 'file';
    case 'class':
    case 'interface':
    case 'enum':
      return 'class';
    case 'function':
      return 'function';
    case 'method':
    case 'constructor':
    case 'getter':
    case 'setter':
      return 'method';
    case 'enum_member':
    case 'type_alias':
    case 'property':
    case 'variable':
    case 'parameter':
    case 'annotation':
    case 'unknown':
      return 'symbol';
    default:
      return kind satisfies never;
  }
}
