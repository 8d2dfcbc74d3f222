import { resolve } from 'node:path';
import { type CodebasePlace, codebaseNames, findCodebase, getCodebase } from '@clew/graph-store';
import { CliError } from '../cli-error.ts';
import type { CliConfig } from '../config.ts';
import { findHome } from './find-home.ts';

/** Where a command works: a codebase, in the `CLEW_HOME` that holds its graph. */
export interface ChosenCodebase extends CodebasePlace {
  readonly home: string;
}

/**
 * The codebase that is named, or else the one that the folder belongs to.
 *
 * @throws CliError `no_home`, `no_codebase_here`; GraphError `codebase_not_found`, or as `openGraph`
 */
export function chooseCodebase(choice: {
  readonly config: Pick<CliConfig, 'home'>;
  readonly workingDir: string;
  readonly name: string | undefined;
}): ChosenCodebase {
  const { config, workingDir, name } = choice;
  const home = requireHome(config, workingDir);
  if (name !== undefined) {
    const { root } = getCodebase({ ctx: { home }, input: { name } });
    return { home, name, root };
  }
  const found = findCodebase({ ctx: { home }, input: { folder: workingDir } });
  if (found !== null) return { home, ...found };
  const names = codebaseNames(home);
  const others =
    names.length === 0
      ? ''
      : ` Or name one of ${home} with --codebase: ${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}.`;
  throw new CliError(
    'no_codebase_here',
    `${workingDir} belongs to no codebase. Run \`clew index\` in the folder of its sources.${others}`,
    { suggestions: names },
  );
}

/** @throws CliError `no_home` */
export function requireHome(config: Pick<CliConfig, 'home'>, workingDir: string): string {
  const home = config.home === null ? findHome(workingDir) : resolve(workingDir, config.home);
  if (home !== null) return home;
  throw new CliError(
    'no_home',
    `There is no graph yet: no .clew folder at ${workingDir} or above it. Run \`clew index\` in the folder of your sources, or set CLEW_HOME to the folder that holds the graphs.`,
  );
}
