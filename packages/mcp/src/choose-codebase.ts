import type { GraphSource, KnownCodebase } from './graph-source.ts';
import { ToolProblem } from './tool-problem.ts';

/** The codebase that a call is about: the one that it names, or the only one. @throws ToolProblem */
export async function chooseCodebase(
  source: GraphSource,
  name: string | undefined,
): Promise<KnownCodebase> {
  const known = await source.codebases();
  const names = known.map((each) => each.name).join(', ');
  const [only, ...others] = known;
  if (only === undefined) {
    throw new ToolProblem('No codebase is indexed yet. Run `clew index` in its folder.');
  }
  if (name === undefined) {
    if (others.length === 0) return only;
    throw new ToolProblem(`Say which codebase is meant with \`codebase\`: ${names}.`);
  }
  const chosen = known.find((each) => each.name === name);
  if (chosen !== undefined) return chosen;
  throw new ToolProblem(`There is no codebase "${name}". Known are: ${names}.`);
}
