import { codebaseGraphPath, codebaseNames, GraphError, openGraph } from '@clew/graph-store';
import type { ApiLog } from '../api-log.ts';
import { ApiError } from '../errors/api-error.ts';

/** Graphs that another version of Clew must bring up to date, or has. */
const notCurrent = new Set(['graph_outdated', 'graph_newer', 'migration_changed']);

/**
 * Opens every graph once. One that is damaged is only logged: the other codebases can be served, and
 * `/ready` names it.
 *
 * @throws ApiError `store_not_current` that names every graph that is not at the code's version.
 */
export function checkGraphs({
  home,
  logger,
}: {
  readonly home: string;
  readonly logger: ApiLog;
}): void {
  const problems: string[] = [];
  for (const name of codebaseNames(home)) {
    try {
      openGraph(codebaseGraphPath(home, name), { readonly: true }).close();
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      if (notCurrent.has(error.code)) problems.push(error.message);
      else logger.warn({ err: error, codebase: name }, 'graph cannot be read');
    }
  }
  if (problems.length > 0) {
    throw new ApiError('conflict', 'store_not_current', problems.join('\n'));
  }
}
