import type { Codebase } from '@clew/contracts';
import { describeCodebase } from './describe-codebase.ts';
import { openCodebase } from './open-codebase.ts';

/** @throws GraphError `name_invalid`, `codebase_not_found` with close names, or as `openGraph` does. */
export function getCodebase({
  ctx,
  input: { name },
}: {
  readonly ctx: { readonly home: string };
  readonly input: { readonly name: string };
}): Codebase {
  const graph = openCodebase({ ctx, input: { name, readonly: true } });
  try {
    return describeCodebase({ ctx: { graph } });
  } finally {
    graph.close();
  }
}
