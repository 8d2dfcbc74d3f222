import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore from 'ignore';

/** The list under `packages:` of a pnpm-workspace.yaml, which needs no more of YAML than this. */
function pnpmPatterns(text: string): readonly string[] {
  const patterns: string[] = [];
  let isInside = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^\S/.test(line)) isInside = /^packages\s*:/.test(line);
    const item = /^\s*-\s*(?:"([^"]*)"|'([^']*)'|([^#\s]+))/.exec(line);
    const pattern = item?.[1] ?? item?.[2] ?? item?.[3];
    if (isInside && pattern !== undefined) patterns.push(pattern);
  }
  return patterns;
}

function npmPatterns(manifest: Readonly<Record<string, unknown>> | null): readonly string[] {
  const { workspaces } = manifest ?? {};
  const list =
    typeof workspaces === 'object' && workspaces !== null && 'packages' in workspaces
      ? workspaces.packages
      : workspaces;
  if (!Array.isArray(list)) return [];
  return list.filter((pattern) => typeof pattern === 'string');
}

/**
 * Which folders are packages of the workspace, by pnpm-workspace.yaml or the `workspaces` of the
 * root manifest. The patterns are the subset of globs that gitignore patterns are too.
 */
export function workspaceMembers(
  root: string,
  manifest: Readonly<Record<string, unknown>> | null,
): (directory: string) => boolean {
  const file = join(root, 'pnpm-workspace.yaml');
  const pnpm = existsSync(file) ? pnpmPatterns(readFileSync(file, 'utf8')) : [];
  const patterns = [...pnpm, ...npmPatterns(manifest)].map((pattern) => {
    const bare = pattern.replace(/^!?(?:\.\/)?/, '').replace(/\/$/, '');
    return `${pattern.startsWith('!') ? '!' : ''}/${bare}`;
  });
  const matcher = ignore().add(patterns);
  return (directory) => directory === '' || matcher.ignores(`${directory}/`);
}
