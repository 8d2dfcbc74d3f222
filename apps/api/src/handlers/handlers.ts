import {
  checkIntegrity,
  createCodebase,
  deleteCodebase,
  getCodebase,
  indexCodebase,
  listCodebases,
  listFiles,
  listRevisions,
} from './codebases.ts';
import { createEvents, getEnforcement, getEvent, listEnforcements, listEvents } from './events.ts';
import { getExecution, getWorker, listExecutions, listWorkers } from './executions.ts';
import type { Handlers } from './handler.ts';
import { listExecutionHistory, listHistory, listWorkerHistory } from './history.ts';
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

export const handlers: Handlers = {
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
  getHealth,
  getReadiness,
  getOpenApi,
  getMetrics,
};
