import type { SymbolKnowledge } from '@clew/contracts';

/** Which symbol is written about, and the state of it that was read. */
export interface About {
  readonly codebase: string;
  readonly fqn: string;
  readonly knowledge: SymbolKnowledge;
  readonly writable: boolean;
}
