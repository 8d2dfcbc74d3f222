import type { Graph } from '@clew/graph-store';

/** Everything active that a graph says, as sets of rows with names instead of ids. */
export type GraphContent = Readonly<Record<string, ReadonlySet<string>>>;

const QUERIES = {
  files: 'select json_array(path, content_hash, language) from files where deleted_at is null',
  symbols: `
    select json_array(s.fqn, s.kind, s.name, s.origin, s.package, p.fqn, f.path, s.start_line,
      s.end_line, s.signature, s.modifiers, s.annotations, s.shape_hash, s.body_hash)
    from symbols s left join symbols p on p.id = s.parent_id left join files f on f.id = s.file_id
    where s.deleted_at is null`,
  unresolved: `
    select json_array(s.fqn, u.name, u.line, u.reason, f.path)
    from unresolved_references u
    join symbols s on s.id = u.from_id left join files f on f.id = u.file_id`,
  entry_points: `
    select json_array(s.fqn, e.entry_type, e.http_method, e.http_path, e.cron_expression, e.mq_queue,
      e.line, e.detector, e.resolution, f.path)
    from entry_points e
    join symbols s on s.id = e.symbol_id left join files f on f.id = e.file_id`,
  dependencies: `
    select json_array(s.fqn, d.dependency_type, d.target, d.strength, d.line, d.detector, f.path)
    from external_dependencies d
    join symbols s on s.id = d.caller_id left join files f on f.id = d.file_id`,
  inputs: 'select json_array(path, kind, content_hash, derivation_hash) from index_inputs',
} as const;

const EDGES = `
  select relation, json_array(from_fqn, to_fqn, line, file, resolution, metadata) as edge
  from edges_by_fqn`;

export function graphContent({ sqlite }: Graph): GraphContent {
  const content: Record<string, Set<string>> = {};
  for (const [name, sql] of Object.entries(QUERIES)) {
    content[name] = new Set(sqlite.prepare<[], string>(sql).pluck().all() as string[]);
  }
  const edges = sqlite.prepare<[], { relation: string; edge: string }>(EDGES).all();
  for (const { relation, edge } of edges) {
    const name = `edges ${relation}`;
    const ofKind = content[name] ?? new Set<string>();
    ofKind.add(edge);
    content[name] = ofKind;
  }
  return content;
}

/** Libraries that a row of `symbols` stands for, or null for a symbol of the project. */
function stubOf(row: string): string | null {
  const [fqn, , , origin] = JSON.parse(row) as string[];
  return origin === 'project' || fqn === undefined ? null : fqn;
}

/**
 * What one graph says and the other does not, set by set. Files that cannot be read just now (`failed`,
 * by path) keep the facts that they had, and a new graph has none of theirs. So two things may differ,
 * and nothing else: rows that name such a file, and stubs of libraries that only its kept edges use.
 */
export function contentDifferences(
  incremental: GraphContent,
  fresh: GraphContent,
  failed: readonly string[] = [],
): readonly string[] {
  const isExcused = (row: string) => failed.some((path) => row.includes(path));
  const keptTargets = new Set(
    Object.entries(incremental)
      .filter(([name]) => name.startsWith('edges '))
      .flatMap(([, rows]) => [...rows].filter(isExcused))
      .map((row) => (JSON.parse(row) as string[])[1]),
  );
  const isKeptStub = (name: string, row: string): boolean => {
    const stub = name === 'symbols' && failed.length > 0 ? stubOf(row) : null;
    return stub !== null && keptTargets.has(stub);
  };
  const missing = (from: GraphContent, to: GraphContent, sign: string) =>
    Object.entries(from).flatMap(([name, rows]) =>
      [...rows]
        .filter((row) => to[name]?.has(row) !== true && !isExcused(row))
        .filter((row) => to === incremental || !isKeptStub(name, row))
        .map((row) => `${sign} ${name} ${row}`),
    );
  return [
    ...missing(incremental, fresh, 'only incremental:'),
    ...missing(fresh, incremental, 'only fresh:'),
  ];
}
