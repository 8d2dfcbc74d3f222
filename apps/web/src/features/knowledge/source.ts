import type { SummaryLevel, SymbolKnowledge } from '@clew/contracts';

/** The symbol that a text is about, in the state that was read. */
export interface Source {
  readonly fqn: string;
  readonly name: string;
  /** A text that is written now is sent with it. */
  readonly hash: string;
  /** The level of a summary that is written now. */
  readonly level: SummaryLevel;
}

export function sourceOf({ symbol, source_hash: hash, level }: SymbolKnowledge): Source {
  return { fqn: symbol.fqn, name: symbol.name, hash, level };
}
