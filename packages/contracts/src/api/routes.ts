import {
  checkIntegrity,
  createCodebase,
  deleteCodebase,
  getCodebase,
  listCodebases,
  listFiles,
  listRevisions,
} from './codebases.ts';
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
  getHealth,
  getReadiness,
  getOpenApi,
  getMetrics,
} as const;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
