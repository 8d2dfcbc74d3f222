import {
  createSession,
  createToken,
  deleteSession,
  getSession,
  listAudit,
  listTokens,
  revokeToken,
} from './access.ts';
import { createAction, deleteAction, getAction, listActions, updateAction } from './actions.ts';
import { getAnalytics } from './analytics.ts';
import { getLayers, listAntiPatterns } from './architecture.ts';
import {
  checkIntegrity,
  createCodebase,
  deleteCodebase,
  getCodebase,
  listCodebases,
  listFiles,
  listRevisions,
} from './codebases.ts';
import { listEntryPoints, listExternalDependencies } from './entry-points.ts';
import { explainRule, getLineage } from './event-reactions.ts';
import { createEvents, getEnforcement, getEvent, listEnforcements, listEvents } from './events.ts';
import {
  cancelExecution,
  cordonWorker,
  createExecution,
  getExecution,
  getWorker,
  listExecutions,
  listWorkers,
  uncordonWorker,
} from './executions.ts';
import {
  diffRevisions,
  examineGraph,
  listBrokenReferences,
  listSymbolHistory,
  purgeSymbols,
} from './graph-life.ts';
import { listExecutionHistory, listHistory, listWorkerHistory } from './history.ts';
import { indexCodebase } from './index-codebase.ts';
import { callMcp } from './mcp.ts';
import { getJobs, getLedger, getStorage } from './operations.ts';
import {
  findCycles,
  findDeadCode,
  findHotspots,
  findPaths,
  getAffectedTests,
  getAffectedTestsOfPatch,
  getChangeImpact,
  queryGraph,
} from './questions.ts';
import {
  createRule,
  deleteRule,
  getRule,
  listRules,
  listRuleVersions,
  testDraftRule,
  testRule,
  updateRule,
} from './rules.ts';
import { createSensor, deleteSensor, getSensor, listSensors, updateSensor } from './sensors.ts';
import { openStream } from './stream.ts';
import {
  deleteSymbol,
  getCallees,
  getCallers,
  getImpact,
  getSymbol,
  getSymbolSource,
  previewDeletion,
  renameSymbol,
  restoreSymbol,
  searchSymbols,
} from './symbols.ts';
import { getHealth, getMetrics, getOpenApi, getReadiness } from './system.ts';
import {
  createTrigger,
  deleteTrigger,
  getTrigger,
  listTriggers,
  updateTrigger,
} from './triggers.ts';
import { callWebhook } from './webhooks.ts';

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
  listEntryPoints,
  listExternalDependencies,
  searchSymbols,
  getSymbol,
  getSymbolSource,
  deleteSymbol,
  previewDeletion,
  getCallers,
  getCallees,
  getImpact,
  getChangeImpact,
  findPaths,
  getAffectedTests,
  getAffectedTestsOfPatch,
  findCycles,
  findDeadCode,
  findHotspots,
  queryGraph,
  getLayers,
  listAntiPatterns,
  callMcp,
  renameSymbol,
  restoreSymbol,
  listSymbolHistory,
  listBrokenReferences,
  diffRevisions,
  purgeSymbols,
  examineGraph,
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
  listTriggers,
  createTrigger,
  getTrigger,
  updateTrigger,
  deleteTrigger,
  listSensors,
  createSensor,
  getSensor,
  updateSensor,
  deleteSensor,
  callWebhook,
  listActions,
  createAction,
  getAction,
  updateAction,
  deleteAction,
  listRules,
  createRule,
  getRule,
  updateRule,
  deleteRule,
  listRuleVersions,
  testRule,
  testDraftRule,
  getLineage,
  explainRule,
  createExecution,
  cancelExecution,
  cordonWorker,
  uncordonWorker,
  listWorkerHistory,
  listHistory,
  openStream,
  getAnalytics,
  getStorage,
  getJobs,
  getLedger,
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
