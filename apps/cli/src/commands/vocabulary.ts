import type {
  ConstraintType,
  CycleUnit,
  DifferenceKind,
  EntryType,
  GenerationScope,
  HotspotOrder,
  HotspotUnit,
  Relation,
  Scope,
  StreamTopic,
  SummaryLevel,
  SymbolKind,
  SymbolOrigin,
} from '@clew/contracts';

/*
 * The vocabularies of the contracts, once more: help and completion need the words alone, and must
 * not wait until every schema is loaded. A test holds them against the schemas.
 */

export const relationWords = [
  'calls',
  'references',
  'instantiates',
  'inherits',
  'implements',
  'overrides',
  'imports',
  'contains',
  'injects',
] as const satisfies readonly Relation[];

export const generationScopeWords = [
  'missing',
  'stale',
  'missing_or_stale',
] as const satisfies readonly GenerationScope[];

export const summaryLevelWords = [
  'symbol',
  'function',
  'method',
  'class',
  'file',
  'module',
  'package',
] as const satisfies readonly SummaryLevel[];

export const constraintTypeWords = [
  'validation',
  'business_rule',
  'invariant',
  'other',
] as const satisfies readonly ConstraintType[];

export const symbolKindWords = [
  'package',
  'module',
  'file',
  'namespace',
  'class',
  'interface',
  'enum',
  'enum_member',
  'type_alias',
  'function',
  'method',
  'constructor',
  'getter',
  'setter',
  'property',
  'variable',
  'parameter',
  'annotation',
  'unknown',
] as const satisfies readonly SymbolKind[];

export const originWords = [
  'project',
  'external',
  'unresolved',
] as const satisfies readonly SymbolOrigin[];

export const topicWords = [
  'event',
  'enforcement',
  'execution',
  'worker',
  'output',
] as const satisfies readonly StreamTopic[];

export const scopeWords = ['read', 'write', 'admin'] as const satisfies readonly Scope[];

export const cycleUnitWords = ['symbol', 'file', 'package'] as const satisfies readonly CycleUnit[];

export const entryTypeWords = [
  'http_api',
  'scheduled',
  'mq_consumer',
  'cli',
  'rpc',
  'websocket',
  'event_handler',
  'lifecycle',
  'test',
  'other',
] as const satisfies readonly EntryType[];

export const hotspotUnitWords = ['symbol', 'file'] as const satisfies readonly HotspotUnit[];

export const hotspotOrderWords = [
  'score',
  'fan_in',
  'fan_out',
  'dependants',
  'changes',
] as const satisfies readonly HotspotOrder[];

export const differenceKindWords = [
  'symbol_added',
  'symbol_removed',
  'symbol_renamed',
  'symbol_changed',
  'edge_added',
  'edge_removed',
  'entry_point_added',
  'entry_point_removed',
  'dependency_added',
  'dependency_removed',
] as const satisfies readonly DifferenceKind[];
