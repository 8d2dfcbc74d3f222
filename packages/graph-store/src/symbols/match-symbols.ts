import type { SymbolRef } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { escapeLike } from './search-pattern.ts';
import { simpleName } from './simple-name.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from './symbol-row.ts';

/**
 * The active symbols that a person may mean by a name: the one with exactly that fully qualified
 * name; else a file by its path, or a declaration by the path of its file (`src/cart.ts#Cart.add`);
 * else every symbol whose name ends with it at a `/`, `#` or `.` (`Cart.add`, `cart.ts#Cart`), also
 * without the brackets of a method. Those of the project hide those of libraries. The shortest comes
 * first.
 */
export function matchSymbols({
  ctx: { graph },
  input: { name, limit = 20 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly name: string; readonly limit?: number | undefined };
}): readonly SymbolRef[] {
  const exact = select(graph, 's.fqn = :name', { name }, 1);
  if (exact.length > 0) return exact;
  const byPath = matchPath(graph, name);
  if (byPath.length > 0) return byPath;
  return matchEnding(graph, name, limit);
}

function matchPath(graph: Graph, name: string): readonly SymbolRef[] {
  const hash = name.indexOf('#');
  const path = (hash === -1 ? name : name.slice(0, hash)).replace(/^\.\//, '');
  const [file] = select(graph, `s.kind = 'file' and f.path = :path`, { path }, 1);
  if (file === undefined || hash === -1) return file === undefined ? [] : [file];
  return select(graph, 's.fqn = :fqn', { fqn: `${file.fqn}${name.slice(hash)}` }, 1);
}

function matchEnding(graph: Graph, name: string, limit: number): readonly SymbolRef[] {
  // Some languages write methods with brackets, which nobody types.
  const endings = [name, `${name}()`];
  const patterns = endings.flatMap((ending) =>
    ['/', '#', '.'].map((boundary) => `%${boundary}${escapeLike(ending)}`),
  );
  const parameters = {
    ...Object.fromEntries(patterns.map((pattern, index) => [`pattern${index}`, pattern])),
    first: simpleName(name),
    // `Cart.add` is no path, although simpleName reads a text without `#` as one.
    second: simpleName(`#${name.slice(name.lastIndexOf('/') + 1)}`),
  };
  const ending = patterns.map((_, index) => `s.fqn like :pattern${index} escape '\\'`).join(' or ');
  const named = `s.name collate nocase in (:first, :second)`;
  const isSame = ({ fqn }: SymbolRef) => endings.some((each) => fqn.endsWith(each));
  let found = select(graph, `${named} and (${ending})`, parameters).filter(isSame);
  if (found.length === 0) found = select(graph, ending, parameters).filter(isSame);
  const own = found.filter(({ origin }) => origin === 'project');
  return (own.length > 0 ? own : found).slice(0, limit);
}

function select(
  graph: Graph,
  condition: string,
  parameters: Readonly<Record<string, string>>,
  limit = -1,
): readonly SymbolRef[] {
  return graph
    .prepare<[Readonly<Record<string, string | number>>], SymbolRefRow>(`
      select ${symbolRefColumns}
      from symbols s
      left join files f on f.id = s.file_id
      where (${condition}) and s.deleted_at is null
      order by length(s.fqn), s.fqn
      limit :limit`)
    .all({ ...parameters, limit })
    .map(toSymbolRef);
}
