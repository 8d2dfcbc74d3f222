import type {
  ChangeImpact,
  ChangeKind,
  GraphState,
  LineRange,
  TouchedSymbol,
  UnknownFile,
} from '@clew/contracts';
import { isTestFile } from '../files/is-test-file.ts';
import type { Graph } from '../open-graph.ts';
import { type ChangedLines, linesOfChange, linesOfRanges } from '../patches/changed-lines.ts';
import { type LocatedChanges, locateChanges } from '../patches/locate-changes.ts';
import { parsePatch } from '../patches/parse-patch.ts';
import { lastRevision } from '../revisions/list-revisions.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { activeSubtree } from '../symbols/symbol-subtree.ts';
import { describeReach } from './describe-reach.ts';

/** A change, given by names, as a patch, or as lines of the state that the graph holds. */
export type Change =
  | { readonly targets: readonly string[] }
  | {
      readonly patch: string;
      readonly graph_holds?: GraphState | undefined;
      /** Files that the change adds and the patch does not show, by path. */
      readonly added_files?: readonly string[] | undefined;
      /** When changed files were written last, by path; ISO 8601 in UTC. */
      readonly written_at?: Readonly<Record<string, string>> | undefined;
    }
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
  const changes = 'patch' in change ? linesOfPatch(change) : linesOfRanges(change.ranges);
  const located = locateChanges(graph, changes);
  const stale = 'patch' in change ? staleFiles(graph, change.written_at ?? {}) : [];
  const known = new Set(located.unknown.map(({ file }) => file));
  return {
    ...located,
    unknown: [...located.unknown, ...stale.filter(({ file }) => !known.has(file))],
    tests: changedTests(changes),
  };
}

function linesOfPatch({
  patch,
  graph_holds: state = 'before',
  added_files: added = [],
}: Extract<Change, { readonly patch: string }>): readonly ChangedLines[] {
  const shown = { old: new Map<number, string>(), new: new Map<number, string>() };
  const files = added.map((newPath) => ({ oldPath: null, newPath, blocks: [], shown }));
  return [...parsePatch(patch), ...files].map((file) => linesOfChange(file, state));
}

/** Files that were written after the last index run began, which cannot have read them so. */
function staleFiles(
  graph: Graph,
  writtenAt: Readonly<Record<string, string>>,
): readonly UnknownFile[] {
  const indexedAt = lastRevision(graph)?.started_at ?? '';
  return Object.entries(writtenAt)
    .filter(([, at]) => at > indexedAt)
    .map(([file]) => ({ file, reason: 'changed_since' }));
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
