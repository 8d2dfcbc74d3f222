import { codebaseNameSchema } from '@clew/contracts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';

export interface RemoveFileDefinitions {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    readonly codebase: string;
    /** What the rules files of the codebase define now. */
    readonly rules: readonly string[];
    readonly actions: readonly string[];
    /** Files that cannot be read or are wrong: what they defined stays. */
    readonly keep: readonly string[];
  };
}

/** Removes what the rules files of a codebase no longer define. Answers how many of each. */
export async function removeFileDefinitions({
  ctx,
  input,
}: RemoveFileDefinitions): Promise<{ readonly rules: number; readonly actions: number }> {
  const codebase = parseInput(codebaseNameSchema, input.codebase);
  return ctx.events.transaction(async ({ sql }) => {
    const rules = await sql`
      delete from rule
      where origin = 'file' and codebase = ${codebase}::text
        and ref <> all (${[...input.rules]}::text[])
        and (source_path is null or source_path <> all (${[...input.keep]}::text[]))`;
    const actions = await sql`
      delete from action
      where origin = 'file' and config ->> 'codebase' = ${codebase}::text
        and ref <> all (${[...input.actions]}::text[])
        and coalesce(config ->> 'source_path', '') <> all (${[...input.keep]}::text[])`;
    return { rules: rules.count, actions: actions.count };
  });
}
