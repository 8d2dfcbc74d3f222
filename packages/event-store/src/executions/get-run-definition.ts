import { type ActionRunner, recordIdSchema } from '@clew/contracts';
import { parseInput } from '../parse-input.ts';
import { createdWindow } from '../record-window.ts';
import type { EventSession } from '../session.ts';

export interface GetRunDefinition {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    readonly action_ref: string;
    /** The enforcement that asked for the execution; null when nobody's rule did. */
    readonly enforcement: number | null;
  };
}

/** What an execution runs by. */
export interface RunDefinition {
  readonly runner: ActionRunner;
  /** Whether a rule of a file on disk asked for it: only such a rule may start programs. */
  readonly from_file: boolean;
}

/** Reads what an execution runs by, or null when its action is gone. */
export async function getRunDefinition({
  ctx,
  input,
}: GetRunDefinition): Promise<RunDefinition | null> {
  const enforcement =
    input.enforcement === null ? null : parseInput(recordIdSchema, input.enforcement);
  const window = createdWindow(enforcement ?? 0);
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<RunDefinition[]>`
      select a.runner, exists (
               select from enforcement e
               join rule r on r.id = e.rule
               where e.id = ${enforcement}::bigint
                 and e.created >= ${window.from}::timestamptz
                 and e.created < ${window.to}::timestamptz
                 and r.origin = 'file' and r.action_ref = a.ref
             ) as from_file
      from action a
      where a.ref = ${input.action_ref}::text`;
    return row === undefined ? null : { runner: row.runner, from_file: row.from_file };
  });
}
