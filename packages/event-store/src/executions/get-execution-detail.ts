import type { Execution, ExecutionDetail, ExecutionOutput, OutputStream } from '@clew/contracts';
import type { EventSession } from '../session.ts';
import { type GetExecution, getExecution } from './get-execution.ts';

/**
 * Reads one execution by its id, with the beginning of what its latest run has written.
 *
 * @throws EventStoreError `execution_not_found`, also when it was purged.
 */
export async function getExecutionDetail({ ctx, input }: GetExecution): Promise<ExecutionDetail> {
  return ctx.events.run(async (session) => {
    const execution = await getExecution({ ctx: { events: session }, input });
    return { ...execution, output: await readOutput(session, execution) };
  });
}

async function readOutput(
  { sql }: EventSession,
  { id, fencing_token, started_at }: Execution,
): Promise<ExecutionOutput | null> {
  if (started_at === null) return null;
  const texts = await sql<{ stream: OutputStream; text: string }[]>`
    select stream, string_agg(text, '' order by position) as text
    from execution_output
    where execution = ${id}::bigint and fencing_token = ${fencing_token}::integer
      and time >= ${started_at}::timestamptz
      and time < ${started_at}::timestamptz + interval '2 days'
    group by stream`;
  if (texts.length === 0) return null;
  const of = (stream: OutputStream) => texts.find((row) => row.stream === stream)?.text ?? '';
  return { stdout: of('stdout'), stderr: of('stderr') };
}
