import { randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Codebase } from '@clew/contracts';
import { codebaseFolder } from './codebase-path.ts';
import { getCodebase } from './get-codebase.ts';

/**
 * Removes a codebase: its graph and its backups, never its sources. It leaves its place in one step,
 * so a crash cannot leave half a codebase there. Close its graphs before.
 *
 * @returns the codebase as it was
 * @throws GraphError `name_invalid`, `codebase_not_found`
 */
export function removeCodebase({
  ctx,
  input,
}: {
  readonly ctx: { readonly home: string };
  readonly input: { readonly name: string };
}): Codebase {
  const codebase = getCodebase({ ctx, input });
  const folder = codebaseFolder(ctx.home, input.name);
  const doomed = join(dirname(folder), `.removed-${randomUUID()}`);
  renameSync(folder, doomed);
  rmSync(doomed, { recursive: true, force: true });
  return codebase;
}
