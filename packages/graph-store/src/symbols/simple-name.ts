/**
 * The last part of a fully qualified name, without its overload number: `createCodebase` of
 * `@clew/graph-store/src/create.ts#createCodebase(+1)`, `open-graph.ts` of a file. A dot in a file
 * name is no separator.
 */
export function simpleName(fqn: string): string {
  const withoutOverload = fqn.replace(/\(\+\d+\)$/, '');
  const hash = withoutOverload.lastIndexOf('#');
  const declaration = hash === -1 ? '' : withoutOverload.slice(hash + 1);
  const separator = declaration === '' ? '/' : '.';
  const text =
    declaration === '' ? withoutOverload.slice(0, hash === -1 ? undefined : hash) : declaration;
  const last = text.slice(text.lastIndexOf(separator) + 1);
  return last === '' ? fqn : last;
}
