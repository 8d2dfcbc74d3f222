import type { z } from 'zod';
import {
  constraintChangeSchema,
  constraintPageSchema,
  constraintSchema,
  newConstraintSchema,
  ownConstraintSchema,
} from '../constraint.ts';
import { constraintTypeSchema } from '../constraint-type.ts';
import {
  glossaryPageSchema,
  glossaryTermChangeSchema,
  glossaryTermSchema,
  newGlossaryTermSchema,
  ownGlossaryTermSchema,
} from '../glossary-term.ts';
import {
  ownSummarySchema,
  summaryPageSchema,
  summarySchema,
  summaryWriteSchema,
} from '../summary.ts';
import { summaryLevelSchema } from '../summary-level.ts';
import { knowledgeDeletionSchema, symbolKnowledgeSchema } from '../symbol-knowledge.ts';
import { generationRequestSchema } from './generate-knowledge.ts';

/** The names of what people and models write about code. */
export const knowledgeComponents: Readonly<Record<string, z.ZodType>> = {
  SymbolKnowledge: symbolKnowledgeSchema,
  KnowledgeDeletion: knowledgeDeletionSchema,
  Summary: summarySchema,
  SummaryPage: summaryPageSchema,
  SummaryWrite: summaryWriteSchema,
  SummaryLevel: summaryLevelSchema,
  OwnSummary: ownSummarySchema,
  GlossaryTerm: glossaryTermSchema,
  GlossaryPage: glossaryPageSchema,
  NewGlossaryTerm: newGlossaryTermSchema,
  GlossaryTermChange: glossaryTermChangeSchema,
  OwnGlossaryTerm: ownGlossaryTermSchema,
  Constraint: constraintSchema,
  ConstraintPage: constraintPageSchema,
  NewConstraint: newConstraintSchema,
  ConstraintChange: constraintChangeSchema,
  ConstraintType: constraintTypeSchema,
  OwnConstraint: ownConstraintSchema,
  GenerationRequest: generationRequestSchema,
};
