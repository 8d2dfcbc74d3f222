import { join } from 'node:path';
import { migrateGraph } from '../src/migrate/migrate-graph.ts';
import { type Graph, openGraph } from '../src/open-graph.ts';

/** A migrated graph in `folder` with one row of every kind that points at symbol `app#Old.run`. */
export function smallGraph(folder: string): Graph {
  const path = join(folder, 'graph.db');
  migrateGraph({ path });
  const graph = openGraph(path);
  graph.sqlite.exec(`
    insert into files (id, path, content_hash, language)
    values (1, 'src/old.ts', 'h1', 'typescript'), (2, 'src/caller.ts', 'h2', 'typescript');
    insert into symbols (id, fqn, kind, name, file_id, parent_id)
    values
      (1, 'app#Old', 'class', 'Old', 1, null),
      (2, 'app#Old.run', 'method', 'run', 1, 1),
      (3, 'app#caller', 'function', 'caller', 2, null),
      (4, 'app#callee', 'function', 'callee', 2, null);
    insert into edges (from_id, to_id, relation, line, file_id)
    values (3, 2, 1, 5, 2), (2, 4, 1, 6, 1), (3, 4, 1, 7, 2);
    insert into entry_points (symbol_id, entry_type, http_path) values (2, 'http_api', '/run');
    insert into external_dependencies (caller_id, dependency_type) values (2, 'redis');
    insert into anti_patterns (rule, from_id, to_id) values ('layers', 2, 4), ('layers', 3, 2);
    insert into summaries (target_id, summary) values (2, 'Runs.');
    insert into glossary (code_term, source_id) values ('run', 2);
    insert into constraints (name, source_id) values ('runs once', 2);
    insert into unresolved_references (from_id, file_id, name, line, reason)
    values (2, 1, 'any', 8, 'dynamic_member');
  `);
  return graph;
}

/** Rows of one table. */
export function count(graph: Graph, table: string): number {
  return graph.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()?.n ?? 0;
}
