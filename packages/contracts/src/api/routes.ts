import {
  createSession,
  createToken,
  deleteSession,
  getSession,
  listAudit,
  listTokens,
  revokeToken,
} from './access.ts';
import {
  checkIntegrity,
  createCodebase,
  deleteCodebase,
  getCodebase,
  listCodebases,
  listFiles,
  listRevisions,
} from './codebases.ts';
import { createEvents, getEnforcement, getEvent, listEnforcements, listEvents } from './events.ts';
import { getExecution, getWorker, listExecutions, listWorkers } from './executions.ts';
import { listExecutionHistory, listHistory, listWorkerHistory } from './history.ts';
import { indexCodebase } from './index-codebase.ts';
import { openStream } from './stream.ts';
import {
  deleteSymbol,
  getCallees,
  getCallers,
  getImpact,
  getSymbol,
  previewDeletion,
  renameSymbol,
  restoreSymbol,
  searchSymbols,
} from './symbols.ts';
import { getHealth, getMetrics, getOpenApi, getReadiness } from './system.ts';

/** Every route of the API, by operation. The server refuses to start when one has no handler. */
export const routes = {
  listCodebases,
  createCodebase,
  getCodebase,
  deleteCodebase,
  indexCodebase,
  listRevisions,
  checkIntegrity,
  listFiles,
  searchSymbols,
  getSymbol,
  deleteSymbol,
  previewDeletion,
  getCallers,
  getCallees,
  getImpact,
  renameSymbol,
  restoreSymbol,
  createEvents,
  listEvents,
  getEvent,
  listEnforcements,
  getEnforcement,
  listExecutions,
  getExecution,
  listExecutionHistory,
  listWorkers,
  getWorker,
  listWorkerHistory,
  listHistory,
  openStream,
  createSession,
  getSession,
  deleteSession,
  listTokens,
  createToken,
  revokeToken,
  listAudit,
  getHealth,
  getReadiness,
  getOpenApi,
  getMetrics,
} as const;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
