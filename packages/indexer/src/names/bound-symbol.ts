import type ts from 'typescript';

/**
 * The symbol that the binder gave to a declaration: declarations that merge within a file share
 * it. The field exists on every bound node but is left out of TypeScript's public types; the
 * public way round (`checker.getSymbolAtLocation`) answers with symbols merged across files.
 */
export function boundSymbol(node: ts.Node): ts.Symbol | undefined {
  return (node as ts.Node & { readonly symbol?: ts.Symbol }).symbol;
}

/** The symbol that holds this one: the class of a member, the module of an export. */
export function parentSymbol(symbol: ts.Symbol): ts.Symbol | undefined {
  return (symbol as ts.Symbol & { readonly parent?: ts.Symbol }).parent;
}
