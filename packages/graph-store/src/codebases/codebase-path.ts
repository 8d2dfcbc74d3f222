import { join } from 'node:path';
import { codebaseNameSchema } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';

/** The folder that holds the codebases of a `CLEW_HOME`. */
export function codebasesFolder(home: string): string {
  return join(home, 'codebases');
}

/**
 * The folder of one codebase, which need not exist.
 *
 * @throws GraphError `name_invalid`: only a valid name may become a part of a path.
 */
export function codebaseFolder(home: string, name: string): string {
  const parsed = codebaseNameSchema.safeParse(name);
  if (parsed.success) return join(codebasesFolder(home), parsed.data);
  const reasons = parsed.error.issues.map(({ message }) => message).join('; ');
  throw new GraphError(
    'name_invalid',
    `"${name}" cannot be the name of a codebase: it ${reasons}.`,
  );
}

/** The graph of one codebase, which need not exist. @throws GraphError `name_invalid` */
export function codebaseGraphPath(home: string, name: string): string {
  return join(codebaseFolder(home, name), 'graph.db');
}
