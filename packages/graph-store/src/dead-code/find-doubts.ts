import type { Doubt, DoubtReason } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { openFailures } from '../revisions/open-failures.ts';
import { memberKinds, type Program, type ProgramSymbol } from './load-program.ts';
import type { Life } from './spread-life.ts';

interface SiteRow {
  readonly name: string;
  readonly from: string;
  readonly from_id: number;
  readonly file: string | null;
  readonly line: number;
}

/** What may keep a dead symbol alive by itself; `spreadLife` tells what those keep alive in turn. */
export function doubtsOf(
  graph: Graph,
  program: Program,
  { live, loaded }: Life,
  entered: ReadonlySet<number>,
): (symbol: ProgramSymbol) => readonly Doubt[] {
  const sites = graph
    .prepare<[], SiteRow>(`
      select u.name, f.fqn as "from", f.id as from_id, p.path as file, u.line
      from unresolved_references u
      join symbols f on f.id = u.from_id and f.deleted_at is null
      left join files p on p.id = u.file_id
      order by p.path desc, u.line desc, u.id desc`)
    .all();
  // The first one by file and line is left in the table.
  const byName = new Map(sites.map((site) => [site.name, site]));
  const computed = sites.findLast(
    ({ name, from_id }) => name.endsWith(']') && (live.has(from_id) || loaded.has(from_id)),
  );
  const [failure] = openFailures(graph);
  const handedOn = reexported(program);

  return (symbol) => {
    const { kind, name, annotated, isPrivate, exported } = symbol;
    const holder = symbol.parent === null ? undefined : program.symbols.get(symbol.parent);
    const holderLives = holder !== undefined && live.has(holder.id);
    const isMember = memberKinds.has(kind);
    const isHeld = isMember || (kind === 'function' && holderLives);
    const site = byName.get(name);
    const doubts = [
      site === undefined ? null : siteDoubt('unresolved_name', site),
      computed !== undefined && isHeld ? siteDoubt('computed_access', computed) : null,
      isMember && holderLives && !isPrivate ? plain('structural') : null,
      kind === 'function' && holderLives ? plain('container_used') : null,
      handedOn.has(symbol.id) ? plain('reexported') : null,
      annotated ? plain('annotated') : null,
      kind === 'file' && !loaded.has(symbol.id) ? plain('started_by_tool') : null,
      exported && !isEntered(program, symbol, entered) ? plain('package_without_entry') : null,
      failure !== undefined && (exported || (isMember && !isPrivate))
        ? siteDoubt('file_not_indexed', { from: null, file: failure.path, line: failure.line })
        : null,
    ];
    return doubts.filter((doubt) => doubt !== null);
  };
}

/** Ids of what some file hands on by name. */
function reexported({ symbols, importsOf }: Program): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { id, kind } of symbols.values()) {
    if (kind !== 'file') continue;
    for (const { to, reexport } of importsOf(id)) {
      if (!reexport) continue;
      if (symbols.get(to)?.kind !== 'file') found.add(to);
    }
  }
  return found;
}

function siteDoubt(
  reason: DoubtReason,
  { from, file, line }: Pick<Doubt, 'from' | 'file' | 'line'>,
): Doubt {
  return { reason, from, file, line };
}

function plain(reason: DoubtReason): Doubt {
  return { reason, from: null, file: null, line: null };
}

/** Whether an entry file is known of the package that a symbol belongs to. */
function isEntered(program: Program, symbol: ProgramSymbol, entered: ReadonlySet<number>): boolean {
  let at: ProgramSymbol | undefined = symbol;
  while (at !== undefined && at.kind !== 'package') {
    at = at.parent === null ? undefined : program.symbols.get(at.parent);
  }
  return at !== undefined && entered.has(at.id);
}
