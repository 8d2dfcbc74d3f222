import type { SymbolKind } from '@clew/contracts';
import type ts from 'typescript';

/**
 * A symbol of one file: every declaration that TypeScript merges there is one name. `path` is the
 * part of the fqn after `#`, and '' for the file itself.
 */
export interface DeclaredName {
  readonly path: string;
  readonly name: string;
  readonly kind: SymbolKind;
  readonly parent: DeclaredName | null;
  /** All declarations, in source order. */
  readonly declarations: readonly ts.Node[];
  /** The declaration that gave the kind; with overloads, the implementation. */
  readonly primary: ts.Node;
  /** What callers see of an overloaded function: its first signature. Else the same as `primary`. */
  readonly visible: ts.Node;
  /** The further overloads of this function, `(+1)` first. */
  readonly overloads: readonly DeclaredName[];
  /** The function of which this is a further overload; null for everything else. */
  readonly overloadOf: DeclaredName | null;
  /** True when other files can import it by name. */
  readonly exported: boolean;
}

/** The names of one file. */
export interface NameTable {
  readonly file: DeclaredName;
  /** Every name, the file first, parents before children, else in source order. */
  readonly names: readonly DeclaredName[];
  /** By declaration; the function in `const f = () => …` counts as a declaration of `f` too. */
  readonly byNode: ReadonlyMap<ts.Node, DeclaredName>;
}
