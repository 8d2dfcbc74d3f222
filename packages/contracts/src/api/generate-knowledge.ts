import { z } from 'zod';
import { executionSchema } from '../execution.ts';
import { generationJobConfigSchema } from '../generation-job.ts';
import { executionExample } from './examples.ts';
import { codebaseNameParameter } from './parameters.ts';
import { defineRoute } from './route.ts';

/** What to generate; by default, for the fifty most important symbols that lack a fresh summary. */
export const generationRequestSchema = generationJobConfigSchema.omit({ codebase: true });
export type GenerationRequest = z.input<typeof generationRequestSchema>;

export const generateKnowledge = defineRoute({
  method: 'post',
  path: '/api/v1/codebases/{name}/summaries/generate',
  scope: 'write',
  tag: 'knowledge',
  summary: 'Have a language model write summaries',
  description:
    'Queues a job that has a language model write summaries that are missing or stale (with `terms`, words of the glossary too), and answers at once. The job is an execution, to be followed at `Location`; its progress tells the tokens that it used, its output how each symbol ended, its result the counts and the cost. Public and much used symbols come first; a container is described by the summaries of its members. An answer is stored only if its symbol is still what the model was told about. The budget can be made smaller than that of the operator, never larger. Off until the operator names a model by `CLEW_LLM_URL` and `CLEW_LLM_MODEL`: then the answer is 422. With `dry_run` nothing is sent, and the result tells what would be, and what it may cost. While a job of the codebase that was asked for with the same parameters is unfinished, that one is answered; one with others makes the answer 409.',
  params: z.object({ name: codebaseNameParameter }),
  body: {
    schema: generationRequestSchema,
    example: { path: 'packages/graph-store', limit: 20, dry_run: true },
    optional: true,
  },
  answers: {
    202: {
      description: 'The generation job.',
      schema: executionSchema,
      example: executionExample,
      headers: { Location: 'The address of the job.' },
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict', 'unprocessable'],
});
