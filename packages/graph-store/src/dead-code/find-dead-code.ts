import type { DeadCode, DeadSymbol, Death, Doubt } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { graphCompleteness } from '../traverse/measure-completeness.ts';
import { chooseRoots } from './choose-roots.ts';
import { doubtsOf } from './find-doubts.ts';
import { loadProgram, type Program, type ProgramSymbol } from './load-program.ts';
import { type Life, spreadLife } from './spread-life.ts';

/** Kinds that are told of; the rest comes and goes with what holds it. */
const tellable = new Set([
  'file',
  'namespace',
  'class',
  'interface',
  'enum',
  'type_alias',
  'function',
  'method',
  'getter',
  'setter',
  'variable',
]);
const declarationFile = /\.d\.[cm]?ts$/;
const shownUsers = 5;
const upwards = [relationCode('overrides'), relationCode('implements')].join(', ');

/** A dead symbol that lies in no other one. */
interface Outermost {
  readonly symbol: ProgramSymbol;
  readonly inside: readonly number[];
  readonly doubts: readonly Doubt[];
}

/**
 * What of the project nothing reaches: not from entry points, not from what packages export in their
 * entry files, not from files that tools find by name, and, unless `tests` is false, not from tests.
 * Only the outermost dead symbols are told, by file and line. One is `certain` when no doubt about it
 * is left: no site whose target could not be named may call it, and nothing doubtful uses it.
 *
 * Entry files of packages are told by their names (`index`, `main`, `cli` and the like in the package
 * or its `src`), since a graph holds no manifests; `roots` names others.
 *
 * @param input.roots globs of fqns or file paths, `*` for anything, that live as well
 * @param input.certain whether only certain ones are listed
 */
export function findDeadCode({
  ctx: { graph },
  input: { tests = true, roots: patterns = [], certain = false, limit = 200 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly tests?: boolean | undefined;
    readonly roots?: readonly string[] | undefined;
    readonly certain?: boolean | undefined;
    readonly limit?: number | undefined;
  };
}): DeadCode {
  const program = loadProgram(graph);
  const { roots, tests: testRoots, count, entered } = chooseRoots(graph, program, { patterns });
  const life: Life = { live: new Set(), loaded: new Set() };
  spreadLife(program, life, roots);
  const withTests = copyOf(life);
  spreadLife(program, withTests, testRoots);
  const counted = tests ? withTests : life;
  const found = findOutermost(program, counted, doubtsOf(graph, program, counted, entered));
  const certainOnes = found.filter(({ doubts }) => doubts.length === 0);
  const listed = (certain ? certainOnes : found).sort(
    byPlace(graph, certain ? certainOnes : found),
  );
  return {
    tests,
    roots: count,
    items: describe(graph, listed.slice(0, limit), { program, life: counted, withTests }),
    total: listed.length,
    certain: certainOnes.length,
    truncated: listed.length > limit,
    completeness: graphCompleteness(graph, { importsOnly: false }),
  };
}

function copyOf({ live, loaded }: Life): Life {
  return { live: new Set(live), loaded: new Set(loaded) };
}

/** The outermost dead symbols, with what speaks for their being alive. */
function findOutermost(
  program: Program,
  life: Life,
  ownDoubts: (symbol: ProgramSymbol) => readonly Doubt[],
): Outermost[] {
  const { symbols, childrenOf } = program;
  const holding = holdersOf(program, life);
  const isDead = ({ id, kind }: ProgramSymbol): boolean =>
    kind === 'file' ? !life.loaded.has(id) && !holding.has(id) : !life.live.has(id);
  const candidates = [...symbols.values()].filter(
    (symbol) =>
      symbol.origin === 'project' &&
      tellable.has(symbol.kind) &&
      !symbol.inTests &&
      !declarationFile.test(symbol.path ?? '') &&
      isDead(symbol),
  );
  const dead = new Set(candidates.map(({ id }) => id));
  const outermost = candidates
    .filter(({ parent }) => parent === null || !dead.has(parent))
    .map((symbol) => {
      const inside = subtreeOf(symbol.id, childrenOf);
      // What is in a dead class or function can be had through it alone; what is in a file, by itself.
      const reachable = isOpen(symbol) ? childrenOf(symbol.id) : [];
      const all = [symbol.id, ...reachable].flatMap((id) => symbols.get(id) ?? []);
      return { symbol, inside, doubts: uniqueDoubts(all.flatMap(ownDoubts)) };
    });
  const second = reviveDoubtful(program, life, outermost);
  return outermost.map((each) => {
    const isUsed = second.live.has(each.symbol.id) || second.loaded.has(each.symbol.id);
    if (each.doubts.length > 0 || !isUsed) return each;
    const doubt: Doubt = { reason: 'used_by_doubtful', from: null, file: null, line: null };
    return { ...each, doubts: [doubt] };
  });
}

/** The life that there is when whatever may live does, with all that it contains. */
function reviveDoubtful(program: Program, life: Life, outermost: readonly Outermost[]): Life {
  const second = copyOf(life);
  // A file of which only types are used is not told of, but a tool may start it like any other.
  const unloaded = [...program.symbols.values()].filter(
    ({ id, kind, origin, inTests }) =>
      kind === 'file' && origin === 'project' && !inTests && !life.loaded.has(id),
  );
  spreadLife(program, second, { symbols: unloaded.map(({ id }) => id), api: [] });
  let waiting = outermost;
  for (let found = -1; found !== 0; ) {
    const isRevived = ({ symbol, doubts }: Outermost): boolean =>
      doubts.length > 0 || second.live.has(symbol.id) || second.loaded.has(symbol.id);
    const revived = waiting.filter(isRevived);
    waiting = waiting.filter((each) => !isRevived(each));
    const symbols = revived.flatMap(({ symbol, inside }) => [symbol.id, ...inside]);
    spreadLife(program, second, { symbols, api: [] });
    found = revived.length;
  }
  return second;
}

function isOpen({ kind }: ProgramSymbol): boolean {
  return kind === 'file' || kind === 'namespace';
}

/** Files in which something lives. */
function holdersOf({ symbols }: Program, { live }: Life): ReadonlySet<number> {
  const files = new Set<number>();
  for (const id of live) {
    let at = symbols.get(id);
    while (at !== undefined && at.kind !== 'file') {
      at = at.parent === null ? undefined : symbols.get(at.parent);
    }
    if (at !== undefined) files.add(at.id);
  }
  return files;
}

function subtreeOf(id: number, childrenOf: Program['childrenOf']): readonly number[] {
  const inside: number[] = [...childrenOf(id)];
  for (let at = 0; at < inside.length; at += 1) inside.push(...childrenOf(inside[at] ?? id));
  return inside;
}

/** One doubt for each reason. */
function uniqueDoubts(doubts: readonly Doubt[]): readonly Doubt[] {
  return [
    ...new Map([...doubts].reverse().map((doubt) => [doubt.reason, doubt])).values(),
  ].reverse();
}

function byPlace(graph: Graph, found: readonly Outermost[]) {
  const lines = new Map(
    graph
      .prepare<[string], { id: number; line: number | null }>(`
        select s.id, s.start_line as line
        from json_each(?) given
        join symbols s on s.id = given.value`)
      .all(JSON.stringify(found.map(({ symbol }) => symbol.id)))
      .map(({ id, line }) => [id, line ?? 0]),
  );
  return ({ symbol: a }: Outermost, { symbol: b }: Outermost): number => {
    if (a.path !== b.path) return (a.path ?? '') < (b.path ?? '') ? -1 : 1;
    return (lines.get(a.id) ?? 0) - (lines.get(b.id) ?? 0) || (a.fqn < b.fqn ? -1 : 1);
  };
}

function describe(
  graph: Graph,
  found: readonly Outermost[],
  { program, life, withTests }: { program: Program; life: Life; withTests: Life },
): DeadSymbol[] {
  const select = graph.prepare<[number], SymbolRefRow & { end_line: number | null }>(`
    select ${symbolRefColumns}, s.end_line
    from symbols s
    left join files f on f.id = s.file_id
    where s.id = ?`);
  return found.flatMap(({ symbol, inside, doubts }) => {
    const row = select.get(symbol.id);
    if (row === undefined) return [];
    const users = usersOf(graph, [symbol.id, ...inside]);
    const isTested = (id: number) => withTests.live.has(id) || withTests.loaded.has(id);
    const death: Death =
      isTested(symbol.id) && !life.live.has(symbol.id)
        ? 'only_used_by_tests'
        : symbol.kind === 'file'
          ? 'never_loaded'
          : users.length > 0
            ? 'only_used_by_dead'
            : 'unused';
    return {
      symbol: toSymbolRef(row),
      end_line: row.end_line,
      why: death,
      used_by: users.slice(0, shownUsers),
      contains: inside.filter((id) => program.symbols.has(id)).length,
      certainty: doubts.length === 0 ? ('certain' as const) : ('possible' as const),
      doubts: [...doubts],
    };
  });
}

/** Who uses some of the symbols from outside of them, by fqn; to implement a member is not to use it. */
function usersOf(graph: Graph, ids: readonly number[]): readonly string[] {
  return graph
    .prepare<[{ ids: string }], { fqn: string }>(`
      select distinct s.fqn
      from json_each(:ids) given
      join edges e on e.to_id = given.value
        and e.relation not in (${relationCode('contains')}, ${relationCode('imports')})
      join symbols s on s.id = e.from_id and s.deleted_at is null
      where e.from_id not in (select value from json_each(:ids))
        and not (e.relation in (${upwards}) and s.kind not in ('class', 'interface', 'type_alias'))
      order by s.fqn
      limit ${shownUsers}`)
    .all({ ids: JSON.stringify(ids) })
    .map(({ fqn }) => fqn);
}
