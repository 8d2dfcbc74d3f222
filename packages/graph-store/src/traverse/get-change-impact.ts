import type {
  ChangeImpact,
  ChangeKind,
  GraphState,
  LineRange,
  TouchedSymbol,
} from '@clew/contracts';
import { isTestFile } from '../files/is-test-file.ts';
import type { Graph } from '../open-graph.ts';
import { type ChangedLines, linesOfChange, linesOfRanges } from '../patches/changed-lines.ts';
import { type LocatedChanges, locateChanges } from '../patches/locate-changes.ts';
import { parsePatch } from '../patches/parse-patch.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { activeSubtree } from '../symbols/symbol-subtree.ts';
import { describeReach } from './describe-reach.ts';

/** A change, given by names, as a patch, or as lines of the state that the graph holds. */
export type Change =
  | { readonly targets: readonly string[] }
  | { readonly patch: string; readonly graph_holds?: GraphState | undefined }
  | { readonly ranges: readonly LineRange[] };

/** What changes touch, and the changed test files. */
interface Touched extends LocatedChanges {
  readonly tests: readonly string[];
}

/**
 * "What breaks if I change these?": the symbols that a change touches, with what it does to each,
 * and what they reach in common, as `getImpact` tells it of one. A touched class or interface stands
 * for its members where its head is touched, and a symbol that is named for all that it contains.
 *
 * A patch is read against the lines of the graph: by default it holds the code `before` the patch.
 * Files that the graph does not know stop the answer from being exact.
 *
 * @throws GraphError `symbol_not_found`, `patch_invalid`
 */
export function getChangeImpact({
  ctx: { graph },
  input: { depth = 5, limit = 500, ...change },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: Change & {
    readonly depth?: number | undefined;
    readonly limit?: number | undefined;
  };
}): ChangeImpact {
  const { touched, loaded, unknown, tests } = touchedBy(graph, change);
  const symbols = describeTouched(graph, touched);
  const seeds = new Set(touched.keys());
  for (const { id, kind } of symbols) {
    const change = touched.get(id);
    const isContainer = kind === 'class' || kind === 'interface';
    if (change !== 'named' && !(change === 'signature' && isContainer)) continue;
    for (const member of activeSubtree(graph, id)) seeds.add(member);
  }
  const reach = describeReach(graph, {
    seeds: [...seeds],
    loaded,
    changedTests: tests,
    unknownFiles: unknown.map(({ file }) => file),
    depth,
    limit,
  });
  return {
    touched: symbols.map((row) => toTouched(row, touched.get(row.id) ?? 'named')),
    unknown_files: [...unknown],
    ...reach,
  };
}

function touchedBy(graph: Graph, change: Change): Touched {
  if ('targets' in change) {
    const ids = change.targets.map((fqn) => requireSymbol(graph, fqn).id);
    return {
      touched: new Map(ids.map((id) => [id, 'named'])),
      loaded: [],
      unknown: [],
      tests: [],
    };
  }
  const changes =
    'patch' in change
      ? parsePatch(change.patch).map((file) => linesOfChange(file, change.graph_holds ?? 'before'))
      : linesOfRanges(change.ranges);
  return { ...locateChanges(graph, changes), tests: changedTests(changes) };
}

/** Test files that are there after the change, by the path that the graph has for them, if any. */
function changedTests(changes: readonly ChangedLines[]): readonly string[] {
  const remains = ({ state, exists, existsInOther }: ChangedLines) =>
    state === 'before' ? existsInOther : exists;
  return changes
    .filter(remains)
    .map(({ path }) => path)
    .filter(isTestFile);
}

/** By file and fqn. */
function describeTouched(
  graph: Graph,
  touched: ReadonlyMap<number, ChangeKind>,
): readonly SymbolRefRow[] {
  return graph
    .prepare<[string], SymbolRefRow>(`
      select ${symbolRefColumns}
      from json_each(?) r
      join symbols s on s.id = r.value
      left join files f on f.id = s.file_id
      order by f.path, s.fqn`)
    .all(JSON.stringify([...touched.keys()]));
}

function toTouched(row: SymbolRefRow, change: ChangeKind): TouchedSymbol {
  return { symbol: toSymbolRef(row), change };
}
