import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { home } from './places.ts';

/** Where a process finds the driver of the graph store; the page itself must not know it. */
const graphStore = fileURLToPath(new URL('../../../packages/graph-store', import.meta.url));

const script = `
  import Database from 'better-sqlite3';
  const [path, ...targets] = process.argv.slice(1);
  const graph = new Database(path, { timeout: 5000 });
  const insert = graph.prepare(\`
    insert into orphan_quarantine (table_name, type, row_id, row, reason)
    select 'constraints', 'constraint', coalesce(max(id), 0) + 1,
           json_object('name', 'wound once', 'source_fqn', ?, 'constraint_type', 'invariant'), 'missing_reference'
    from orphan_quarantine\`);
  for (const target of targets) insert.run(target);
  graph.close();`;

/** Puts a constraint of each symbol into the quarantine of a graph, as a migration does. */
export function putAway(codebase: string, ...targets: readonly string[]): void {
  const path = join(home, 'codebases', codebase, 'graph.db');
  execFileSync(process.execPath, ['--input-type=module', '-e', script, path, ...targets], {
    cwd: graphStore,
  });
}
