import { z } from 'zod';
import { executionSchema } from '../execution.ts';
import { indexJobConfigSchema } from '../index-job.ts';
import { executionExample } from './examples.ts';
import { codebaseNameParameter } from './parameters.ts';
import { defineRoute } from './route.ts';

/** What to index; without `paths`, whatever changed. */
export const indexRequestSchema = indexJobConfigSchema.omit({ codebase: true });
export type IndexRequest = z.infer<typeof indexRequestSchema>;

export const indexCodebase = defineRoute({
  method: 'post',
  path: '/api/v1/codebases/{name}/index',
  scope: 'write',
  tag: 'codebases',
  summary: 'Index a codebase',
  description:
    'Queues an index job and answers at once. Only files whose facts can have changed since the last run are read again; `full` reads everything anew, as after a change of installed packages that no lockfile tells. With `paths`, those are read and nothing else; the job is an execution, to be followed at `Location`. While an index job of the codebase is unfinished and covers what is asked (it looks at everything, or at these paths), that job is answered and nothing is queued. If it covers less, the answer is 409 and names it. A job that already runs may have read a file before its latest edit: ask again when it has finished.',
  params: z.object({ name: codebaseNameParameter }),
  body: {
    schema: indexRequestSchema,
    example: { paths: ['packages/graph-store/src/open-graph.ts'] },
    optional: true,
  },
  answers: {
    202: {
      description: 'The index job.',
      schema: executionSchema,
      example: executionExample,
      headers: { Location: 'The address of the job.' },
    },
  },
  problems: ['invalid_request', 'path_outside_root', 'not_found', 'conflict'],
});
