import { z } from 'zod';
import {
  constraintChangeSchema,
  constraintPageSchema,
  constraintSchema,
  newConstraintSchema,
} from '../constraint.ts';
import { constraintTypeSchema } from '../constraint-type.ts';
import { flagSchema } from '../definition.ts';
import {
  glossaryPageSchema,
  glossaryTermChangeSchema,
  glossaryTermSchema,
  newGlossaryTermSchema,
} from '../glossary-term.ts';
import { knowledgeVersionSchema } from '../knowledge-state.ts';
import { summaryPageSchema, summarySchema, summaryWriteSchema } from '../summary.ts';
import { summaryLevelSchema } from '../summary-level.ts';
import { knowledgeDeletionSchema, symbolKnowledgeSchema } from '../symbol-knowledge.ts';
import { symbolRefExample } from './examples.ts';
import {
  codebaseNameParameter,
  fqnParameter,
  idParameter,
  momentParameters,
  pageParameters,
  textParameter,
} from './parameters.ts';
import { defineRoute } from './route.ts';

const inCodebase = z.object({ name: codebaseNameParameter });
const ofSymbol = z.object({ name: codebaseNameParameter, fqn: fqnParameter });
const ofText = z.object({ name: codebaseNameParameter, id: idParameter });

const written = {
  source_hash: '9f2c61d3a0b84e57',
  is_stale: false,
  version: '5d41402abc4b2a76b971',
  created_at: '2026-03-02T09:40:00.000Z',
  updated_at: '2026-03-02T09:40:00.000Z',
};

const summaryExample = {
  level: 'function',
  summary: 'Opens the graph of a codebase and refuses one that was not migrated.',
  ...written,
};

const termExample = {
  id: 7,
  code_term: 'graph',
  business_meaning: 'What is known of the code of one product.',
  synonyms: ['code model'],
  ...written,
};

const constraintExample = {
  id: 3,
  name: 'one schema',
  description: 'A graph is opened by the version that migrated it, and by no other.',
  constraint_type: 'invariant',
  source_line: 41,
  ...written,
};

const gone = { deleted: true } as const;

const compareAndSet =
  'Whoever writes sends what they had read: the `source_hash` of the symbol (of its `knowledge`) and the `version` of the text. When either has changed since, the answer is 409, `current` says how things stand, and nothing was written.';

const listParameters = pageParameters.extend({
  ...momentParameters,
  q: textParameter('Only what contains this.', 'graph').optional(),
  symbol: textParameter(
    'Only what was written about the symbol with this fully qualified name.',
    symbolRefExample.fqn,
  ).optional(),
  stale: flagSchema.optional().meta({
    description: 'Only what was written about a source that has changed since, or only the rest.',
  }),
});

const versionParameter = z.strictObject({
  version: knowledgeVersionSchema.meta({
    description: 'The `version` that was read; another one is not deleted.',
    example: written.version,
  }),
});

export const getKnowledge = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/symbols/{fqn}/knowledge',
  scope: 'read',
  tag: 'knowledge',
  summary: 'Show what was written about a symbol',
  description:
    'Its summaries, the words of the business for it and the constraints that it upholds, each with whether its source has changed since; and the `source_hash` that a new text is to be sent with.',
  params: ofSymbol,
  query: z.strictObject(momentParameters),
  answers: {
    200: {
      description: 'What is known of it.',
      schema: symbolKnowledgeSchema,
      example: {
        symbol: symbolRefExample,
        source_hash: written.source_hash,
        level: 'function',
        summaries: [summaryExample],
        glossary: [termExample],
        constraints: [constraintExample],
      },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const putSummary = defineRoute({
  method: 'put',
  path: '/api/v1/codebases/{name}/symbols/{fqn}/summary',
  scope: 'write',
  tag: 'knowledge',
  summary: 'Write the summary of a symbol',
  description: `A symbol has one summary of each level; this one takes the place of the former. Search finds the symbol by it at once. ${compareAndSet}`,
  params: ofSymbol,
  body: {
    schema: summaryWriteSchema,
    example: {
      summary: summaryExample.summary,
      source_hash: written.source_hash,
      version: null,
    },
  },
  answers: {
    200: {
      description: 'The summary.',
      schema: summarySchema,
      example: { target: symbolRefExample, ...summaryExample },
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

export const deleteSummary = defineRoute({
  method: 'delete',
  path: '/api/v1/codebases/{name}/symbols/{fqn}/summary',
  scope: 'write',
  tag: 'knowledge',
  summary: 'Delete the summary of a symbol',
  params: ofSymbol,
  query: versionParameter.extend({
    level: summaryLevelSchema.optional().meta({
      description: 'Which of its summaries; the one that the kind of the symbol suggests.',
    }),
  }),
  answers: {
    200: { description: 'It is gone.', schema: knowledgeDeletionSchema, example: gone },
  },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

export const listSummaries = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/summaries',
  scope: 'read',
  tag: 'knowledge',
  summary: 'List the summaries of a codebase',
  description: 'Those of deleted symbols are left out; they come back with their symbols.',
  params: inCodebase,
  query: listParameters.extend({
    level: summaryLevelSchema.optional().meta({ description: 'Only summaries of this level.' }),
  }),
  answers: {
    200: {
      description: 'The summaries, by symbol and level.',
      schema: summaryPageSchema,
      example: { items: [{ target: symbolRefExample, ...summaryExample }], next_cursor: null },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const listGlossary = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/glossary',
  scope: 'read',
  tag: 'knowledge',
  summary: 'List the glossary of a codebase',
  description:
    'Words of the code as a whole and of single symbols. `q` looks at terms, synonyms and meanings. A search of symbols finds those of a term by the same words.',
  params: inCodebase,
  query: listParameters,
  answers: {
    200: {
      description: 'The terms, in their order.',
      schema: glossaryPageSchema,
      example: { items: [{ ...termExample, source: symbolRefExample }], next_cursor: null },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const createGlossaryTerm = defineRoute({
  method: 'post',
  path: '/api/v1/codebases/{name}/glossary',
  scope: 'write',
  tag: 'knowledge',
  summary: 'Add a term to the glossary',
  description:
    'Of a symbol, with the `source_hash` that was read, or of the codebase as a whole, without. A term that is there already, or a symbol that has changed since it was read, is answered with 409.',
  params: inCodebase,
  body: {
    schema: newGlossaryTermSchema,
    example: {
      code_term: termExample.code_term,
      business_meaning: termExample.business_meaning,
      synonyms: termExample.synonyms,
      source: symbolRefExample.fqn,
      source_hash: written.source_hash,
    },
  },
  answers: {
    201: {
      description: 'The term.',
      schema: glossaryTermSchema,
      example: { ...termExample, source: symbolRefExample },
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

export const updateGlossaryTerm = defineRoute({
  method: 'patch',
  path: '/api/v1/codebases/{name}/glossary/{id}',
  scope: 'write',
  tag: 'knowledge',
  summary: 'Change a term of the glossary',
  description: `What is left out stays. A term of a symbol comes with the \`source_hash\` of that symbol. ${compareAndSet}`,
  params: ofText,
  body: {
    schema: glossaryTermChangeSchema,
    example: {
      synonyms: ['code model', 'map of the code'],
      source_hash: written.source_hash,
      version: written.version,
    },
  },
  answers: {
    200: {
      description: 'The term.',
      schema: glossaryTermSchema,
      example: { ...termExample, source: symbolRefExample },
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

export const deleteGlossaryTerm = defineRoute({
  method: 'delete',
  path: '/api/v1/codebases/{name}/glossary/{id}',
  scope: 'write',
  tag: 'knowledge',
  summary: 'Delete a term of the glossary',
  params: ofText,
  query: versionParameter,
  answers: {
    200: { description: 'It is gone.', schema: knowledgeDeletionSchema, example: gone },
  },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

export const listConstraints = defineRoute({
  method: 'get',
  path: '/api/v1/codebases/{name}/constraints',
  scope: 'read',
  tag: 'knowledge',
  summary: 'List the constraints of a codebase',
  description: 'The rules of the business that the code upholds, and where.',
  params: inCodebase,
  query: listParameters.extend({
    type: constraintTypeSchema.optional().meta({ description: 'Only constraints of this type.' }),
  }),
  answers: {
    200: {
      description: 'The constraints, by name.',
      schema: constraintPageSchema,
      example: { items: [{ ...constraintExample, source: symbolRefExample }], next_cursor: null },
    },
  },
  problems: ['invalid_request', 'not_found', 'gone'],
});

export const createConstraint = defineRoute({
  method: 'post',
  path: '/api/v1/codebases/{name}/constraints',
  scope: 'write',
  tag: 'knowledge',
  summary: 'Add a constraint',
  description:
    'One that a symbol upholds, with the `source_hash` that was read, or one of the codebase as a whole, without. A name that is there already, or a symbol that has changed since it was read, is answered with 409.',
  params: inCodebase,
  body: {
    schema: newConstraintSchema,
    example: {
      name: constraintExample.name,
      description: constraintExample.description,
      constraint_type: constraintExample.constraint_type,
      source: symbolRefExample.fqn,
      source_line: constraintExample.source_line,
      source_hash: written.source_hash,
    },
  },
  answers: {
    201: {
      description: 'The constraint.',
      schema: constraintSchema,
      example: { ...constraintExample, source: symbolRefExample },
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

export const updateConstraint = defineRoute({
  method: 'patch',
  path: '/api/v1/codebases/{name}/constraints/{id}',
  scope: 'write',
  tag: 'knowledge',
  summary: 'Change a constraint',
  description: `What is left out stays. A constraint of a symbol comes with the \`source_hash\` of that symbol. ${compareAndSet}`,
  params: ofText,
  body: {
    schema: constraintChangeSchema,
    example: {
      constraint_type: 'business_rule',
      source_hash: written.source_hash,
      version: written.version,
    },
  },
  answers: {
    200: {
      description: 'The constraint.',
      schema: constraintSchema,
      example: { ...constraintExample, source: symbolRefExample },
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

export const deleteConstraint = defineRoute({
  method: 'delete',
  path: '/api/v1/codebases/{name}/constraints/{id}',
  scope: 'write',
  tag: 'knowledge',
  summary: 'Delete a constraint',
  params: ofText,
  query: versionParameter,
  answers: {
    200: { description: 'It is gone.', schema: knowledgeDeletionSchema, example: gone },
  },
  problems: ['invalid_request', 'not_found', 'conflict'],
});
