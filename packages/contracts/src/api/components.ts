import type { z } from 'zod';
import { codebaseSchema, newCodebaseSchema } from '../codebase.ts';
import { blockingSiteSchema, completenessSchema } from '../completeness.ts';
import { deletionPreviewSchema, deletionResultSchema } from '../deletion.ts';
import { impactedSymbolSchema, impactSchema } from '../impact.ts';
import { integrityReportSchema, orphanCountSchema } from '../integrity.ts';
import { neighboursSchema } from '../neighbours.ts';
import { problemSchema } from '../problem.ts';
import { healthSchema, readinessSchema } from '../readiness.ts';
import { revisionSchema } from '../revision.ts';
import { sourceFileSchema } from '../source-file.ts';
import { neighbourSchema, symbolRefSchema, symbolSchema } from '../symbol.ts';
import { codebasePageSchema, revisionPageSchema, sourceFilePageSchema } from './codebases.ts';
import { renameRequestSchema, symbolPageSchema } from './symbols.ts';

/** The names under which the OpenAPI document shows the schemas of requests and answers. */
export const components: Readonly<Record<string, z.ZodType>> = {
  Problem: problemSchema,
  Codebase: codebaseSchema,
  CodebasePage: codebasePageSchema,
  NewCodebase: newCodebaseSchema,
  Revision: revisionSchema,
  RevisionPage: revisionPageSchema,
  IntegrityReport: integrityReportSchema,
  OrphanCount: orphanCountSchema,
  SourceFile: sourceFileSchema,
  SourceFilePage: sourceFilePageSchema,
  Symbol: symbolSchema,
  SymbolRef: symbolRefSchema,
  SymbolPage: symbolPageSchema,
  Neighbour: neighbourSchema,
  Neighbours: neighboursSchema,
  Completeness: completenessSchema,
  BlockingSite: blockingSiteSchema,
  Impact: impactSchema,
  ImpactedSymbol: impactedSymbolSchema,
  DeletionPreview: deletionPreviewSchema,
  DeletionResult: deletionResultSchema,
  RenameRequest: renameRequestSchema,
  Health: healthSchema,
  Readiness: readinessSchema,
};
