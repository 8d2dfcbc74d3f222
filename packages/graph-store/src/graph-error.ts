import { ClewError, type ClewErrorOptions, type ProblemCode } from '@clew/contracts';

/** Everything that can go wrong with a graph, and the meaning that a transport maps to a status. */
const problems = {
  graph_missing: 'not_found',
  graph_inaccessible: 'unavailable',
  graph_not_sqlite: 'unprocessable',
  graph_corrupt: 'unprocessable',
  graph_foreign: 'unprocessable',
  graph_not_adopted: 'conflict',
  graph_outdated: 'conflict',
  graph_newer: 'conflict',
  graph_busy: 'unavailable',
  graph_pragma_refused: 'internal',
  migration_changed: 'conflict',
  migration_failed: 'internal',
  adoption_refused: 'unprocessable',
  adoption_target_exists: 'conflict',
  batch_invalid: 'invalid_request',
  facts_outdated: 'unavailable',
  patch_invalid: 'invalid_request',
  git_missing: 'unavailable',
  git_base_unknown: 'invalid_request',
  git_refused: 'unprocessable',
  cursor_invalid: 'invalid_request',
  name_invalid: 'invalid_request',
  root_invalid: 'invalid_request',
  codebase_not_found: 'not_found',
  codebase_exists: 'conflict',
  symbol_not_found: 'not_found',
  symbol_exists: 'conflict',
  symbol_deleted: 'conflict',
  source_changed: 'conflict',
  knowledge_changed: 'conflict',
  knowledge_exists: 'conflict',
  knowledge_not_found: 'not_found',
  knowledge_invalid: 'invalid_request',
  quarantine_not_found: 'not_found',
  quarantine_not_restorable: 'conflict',
  moment_invalid: 'invalid_request',
  moment_unknown: 'not_found',
  moment_gone: 'gone',
  history_inconsistent: 'gone',
} as const satisfies Readonly<Record<string, ProblemCode>>;

export type GraphErrorCode = keyof typeof problems;

/** The one error class of this package. `code` says what happened; the message says what to do. */
export class GraphError extends ClewError {
  override readonly name = 'GraphError';
  declare readonly code: GraphErrorCode;

  constructor(code: GraphErrorCode, message: string, options: ClewErrorOptions = {}) {
    super(problems[code], code, message, options);
  }
}
