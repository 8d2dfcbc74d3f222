import { basename, extname, join, resolve } from 'node:path';
import { ClewError, codebaseNameSchema } from '@clew/contracts';
import { adoptGraph, type GraphAdoption } from '@clew/graph-store';
import type { CommandContext } from './command-context.ts';

export interface AdoptInput {
  /** A database of the older system. */
  readonly file: string;
  /** Name of the codebase that it becomes; by default that of the file. */
  readonly name: string | undefined;
  /** Folder of the sources; by default the working directory. */
  readonly root: string | undefined;
}

export interface Adoption extends GraphAdoption {
  readonly codebase: { readonly name: string; readonly root: string };
}

/** Takes over a database of the older system as a codebase; the file stays as it is. */
export function adoptDatabase({
  ctx,
  input,
}: {
  readonly ctx: CommandContext;
  readonly input: AdoptInput;
}): Adoption {
  const name = codebaseNameSchema.safeParse(input.name ?? nameOf(input.file));
  if (!name.success) {
    throw new ClewError(
      'invalid_request',
      'codebase_name_invalid',
      `"${input.name ?? nameOf(input.file)}" cannot be the name of a codebase: ${name.error.issues[0]?.message}. Give one with --name.`,
    );
  }
  const codebase = { name: name.data, root: resolve(input.root ?? '.') };
  const adoption = adoptGraph({
    source: resolve(input.file),
    target: join(ctx.config.codebasesDir, codebase.name, 'graph.db'),
    codebase,
    onApplied: (migration) => ctx.progress(`${codebase.name}: ${migration}`),
  });
  return { ...adoption, codebase };
}

function nameOf(file: string): string {
  return basename(file, extname(file)).toLowerCase();
}
