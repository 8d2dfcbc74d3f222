import { AutomationError } from '@clew/automation';
import { indexJobConfigSchema, type JsonValue } from '@clew/contracts';
import type { ApiContext } from '../api-context.ts';
import { checkPaths } from './check-paths.ts';

/**
 * Holds the parameters of an index job that is asked for as an execution to what the route of the
 * codebase would take.
 *
 * @throws AutomationError `parameters_invalid`; ApiError `codebase_unknown` or `path_outside_root`.
 */
export async function checkIndexRequest({
  ctx,
  input,
}: {
  readonly ctx: Pick<ApiContext, 'graphs'>;
  readonly input: { readonly config: JsonValue; readonly signal: AbortSignal };
}): Promise<void> {
  const parsed = indexJobConfigSchema.safeParse(input.config);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({
      path: ['config', ...path].join('.'),
      message,
    }));
    const list = issues.map(({ path, message }) => `${path} ${message}`).join('; ');
    throw new AutomationError(
      'parameters_invalid',
      `The parameters do not fit the action core.index: ${list}.`,
      { issues },
    );
  }
  const { codebase: name, paths = [] } = parsed.data;
  const { signal } = input;
  const { root } = await ctx.graphs.ask('describeCodebase', { name, input: {}, signal });
  await checkPaths(root, paths);
}
