import { existsSync, readdirSync } from 'node:fs';
import { type Codebase, codebaseNameSchema, type Page } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { openGraph } from '../open-graph.ts';
import { codebaseGraphPath, codebasesFolder } from './codebase-path.ts';
import { describeCodebase } from './describe-codebase.ts';

/** Names of the codebases of a `CLEW_HOME`, sorted. */
export function codebaseNames(home: string): readonly string[] {
  const folder = codebasesFolder(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && codebaseNameSchema.safeParse(entry.name).success)
    .map((entry) => entry.name)
    .filter((name) => existsSync(codebaseGraphPath(home, name)))
    .sort();
}

/**
 * The codebases of a `CLEW_HOME` by name.
 *
 * @throws GraphError `cursor_invalid`, or as `openGraph` does for a graph that cannot be read.
 */
export function listCodebases({
  ctx: { home },
  input: { cursor, limit = 50 },
}: {
  readonly ctx: { readonly home: string };
  readonly input: { readonly cursor?: string | undefined; readonly limit?: number | undefined };
}): Page<Codebase> {
  const after = cursor === undefined ? '' : String(decodeCursor(cursor, ['string'])[0]);
  const names = codebaseNames(home).filter((name) => name > after);
  const page = names.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((name) => {
      const graph = openGraph(codebaseGraphPath(home, name), { readonly: true });
      try {
        return describeCodebase({ ctx: { graph } });
      } finally {
        graph.close();
      }
    }),
    next_cursor: names.length > limit && last !== undefined ? encodeCursor([last]) : null,
  };
}
