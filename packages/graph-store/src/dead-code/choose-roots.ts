import type { Graph } from '../open-graph.ts';
import type { Program } from './load-program.ts';
import type { Roots } from './spread-life.ts';

/** Where a package begins, by the path of a file in it: what others import, or what is started. */
const entryFile =
  /^(?:(?:src|lib|source|bin)\/)?(?:index|main|mod|cli|server|app|worker)\.[cm]?[jt]sx?$/;
/** Files that tools look for by name, and declarations of what is defined elsewhere. */
const foundByName = /(?:^|\/)[^/]*\.(?:config|d)\.[cm]?[jt]sx?$/;

export interface ChosenRoots {
  /** What lives by itself. */
  readonly roots: Roots;
  /** Test files and symbols. */
  readonly tests: Roots;
  readonly count: number;
  /** Packages of which an entry file is known, by id. */
  readonly entered: ReadonlySet<number>;
}

/**
 * What is alive to begin with: entry points, what packages show in their entry files, files that
 * tools find by their names, and what the caller names: globs (`*` for anything) of fqns or paths.
 */
export function chooseRoots(
  graph: Graph,
  program: Program,
  { patterns }: { readonly patterns: readonly string[] },
): ChosenRoots {
  const entryPoints = graph
    .prepare<[], { id: number; is_test: number }>(`
      select symbol_id as id, entry_type = 'test' as is_test from entry_points`)
    .all();
  const named = graph
    .prepare<[string], { id: number }>(`
      select distinct s.id
      from json_each(?) pattern
      join symbols s on s.deleted_at is null
      left join files f on f.id = s.file_id
      where s.fqn glob pattern.value or (s.kind = 'file' and f.path glob pattern.value)`)
    .all(JSON.stringify(patterns))
    .map(({ id }) => id);
  const symbols: number[] = entryPoints.filter(({ is_test }) => is_test === 0).map(({ id }) => id);
  const tests: number[] = entryPoints.filter(({ is_test }) => is_test === 1).map(({ id }) => id);
  const api: number[] = [...named];
  const entered = new Set<number>();
  for (const { id, kind, fqn, parent, path, inTests, origin } of program.symbols.values()) {
    if (kind !== 'file' || origin !== 'project' || path === null) continue;
    if (inTests) tests.push(id);
    else if (foundByName.test(path)) api.push(id);
    else {
      const holder = parent === null ? undefined : program.symbols.get(parent);
      const inPackage = holder?.kind === 'package' ? fqn.slice(holder.fqn.length + 1) : path;
      if (!entryFile.test(inPackage)) continue;
      api.push(id);
      if (holder !== undefined) entered.add(holder.id);
    }
  }
  for (const id of named) {
    const file = program.symbols.get(id);
    if (file?.kind === 'file' && file.parent !== null) entered.add(file.parent);
  }
  return {
    roots: { symbols, api },
    tests: { symbols: tests, api: [] },
    count: new Set([...symbols, ...api]).size,
    entered,
  };
}
