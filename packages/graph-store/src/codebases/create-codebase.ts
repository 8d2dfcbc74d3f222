import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Codebase, NewCodebase } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';
import { migrateGraph } from '../migrate/migrate-graph.ts';
import { openGraph } from '../open-graph.ts';
import { codebaseFolder, codebaseGraphPath, codebasesFolder } from './codebase-path.ts';
import { describeCodebase } from './describe-codebase.ts';

/**
 * Makes a codebase with an empty graph. It is built beside its place and moved there whole, so a
 * crash leaves none behind and of two that make the same one, one is refused.
 *
 * @throws GraphError `name_invalid`, `root_invalid`, `codebase_exists`
 */
export function createCodebase({
  ctx: { home },
  input: { name, root },
}: {
  readonly ctx: { readonly home: string };
  readonly input: NewCodebase;
}): Codebase {
  const folder = codebaseFolder(home, name);
  const sources = sourceFolder(root);
  if (existsSync(codebaseGraphPath(home, name))) throw alreadyThere(name);
  mkdirSync(codebasesFolder(home), { recursive: true });
  // A leading dot keeps it from being taken for a codebase.
  const draft = mkdtempSync(join(codebasesFolder(home), '.new-'));
  try {
    const path = join(draft, 'graph.db');
    migrateGraph({ path });
    const graph = openGraph(path);
    let codebase: Codebase;
    try {
      graph
        .prepare<[string, string]>('insert into codebase (id, name, root) values (1, ?, ?)')
        .run(name, sources);
      codebase = describeCodebase({ ctx: { graph } });
    } finally {
      graph.close();
    }
    moveInto(draft, folder, name);
    return codebase;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

function moveInto(draft: string, folder: string, name: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (existsSync(folder)) throw alreadyThere(name);
    throw error;
  }
}

function alreadyThere(name: string): GraphError {
  return new GraphError(
    'codebase_exists',
    `There is a codebase "${name}" already. Choose another name, or delete that one first.`,
    { issues: [{ path: 'name', message: 'is taken by another codebase' }] },
  );
}

function sourceFolder(root: string): string {
  if (!isAbsolute(root)) {
    throw rootInvalid(root, 'must be an absolute path');
  }
  if (root.includes('\0') || !existsSync(root) || !statSync(root).isDirectory()) {
    throw rootInvalid(
      root,
      'is not a folder on this machine. Give the folder that holds the sources',
    );
  }
  return realpathSync(root);
}

function rootInvalid(root: string, message: string): GraphError {
  return new GraphError('root_invalid', `The root "${root}" ${message}.`, {
    issues: [{ path: 'root', message }],
  });
}
