import type { Completeness } from '@clew/contracts';

const shownSites = 3;

/** How far an answer can be trusted, and which state of the code it is of. */
export function trustLines(completeness: Completeness): readonly string[] {
  const { level, blocking_total, blocking_sites, revision, commit } = completeness;
  const state =
    revision === null
      ? 'The codebase was never indexed.'
      : `State: revision ${revision}${commit === null ? '' : `, commit ${commit.slice(0, 12)}`}.`;
  if (level === 'exact') return [`Exact: nothing in the code could add to this. ${state}`];
  const sites = blocking_sites
    .slice(0, shownSites)
    .map(({ file, line, name, reason }) => `  ${file}:${line} ${name} (${reason})`);
  const total = `At least this: ${blocking_total} sites, whose target only running the code would tell, could add to it. ${state}`;
  return [total, ...sites];
}
