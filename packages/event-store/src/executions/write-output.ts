import type { OutputPiece } from '@clew/contracts';
import type { Sql } from '../connect.ts';

const unstorable = /\p{Surrogate}|\0/gu;

/** What the run of an execution wrote, in its order. */
export interface RunOutput {
  readonly id: number;
  readonly output?: readonly OutputPiece[] | undefined;
}

/**
 * A common table expression that stores pieces of output for those executions that are in a common
 * table expression `held`: the rows that a fenced update has just changed. A piece that is stored
 * already is left out, so a worker may repeat what it got no answer for. Nothing when there are none.
 */
export function writeOutput(sql: Sql, runs: readonly RunOutput[]) {
  const pieces = runs.flatMap(({ id, output = [] }) => output.map((piece) => ({ id, ...piece })));
  if (pieces.length === 0) return sql``;
  const ids = pieces.map(({ id }) => id);
  const streams = pieces.map(({ stream }) => stream);
  const positions = pieces.map(({ position }) => position);
  const texts = pieces.map(({ text }) => text.replaceAll(unstorable, '\uFFFD'));
  return sql`, written as (
      insert into execution_output (execution, action_ref, fencing_token, stream, position, text)
      select h.id, h.action_ref, h.fencing_token, p.stream, p.position, p.text
      from held h
      join unnest(${ids}::bigint[], ${streams}::text[], ${positions}::integer[], ${texts}::text[])
        with ordinality as p (id, stream, position, text, n) on p.id = h.id
      where not exists (
        select from execution_output o
        where o.execution = h.id and o.time >= h.started_at and o.fencing_token = h.fencing_token
          and o.stream = p.stream and o.position >= p.position)
      order by p.n
    )`;
}
