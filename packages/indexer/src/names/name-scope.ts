import type ts from 'typescript';
import type { NameDraft, NameTableBuilder } from './name-table-builder.ts';

/** Where the walk that names declarations stands, and how its parts call one another. */
export interface NameScope {
  readonly builder: NameTableBuilder;
  /** The innermost name. */
  readonly owner: NameDraft;
  /** The name that a `return` here gives a value to; null in callbacks and the like. */
  readonly returns: NameDraft | null;
  /** Names whatever a node declares, and everything inside it. */
  readonly visit: (node: ts.Node, scope: NameScope) => void;
  /** Names everything inside a class whose own name is `scope.owner`. */
  readonly visitClassParts: (node: ts.ClassLikeDeclaration, scope: NameScope) => void;
}
