import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FileFailure } from '@clew/contracts';
import { byText } from '../text-order.ts';
import { workspaceMembers } from './workspace-members.ts';

/** A package of the codebase. `directory` is relative to the root, '' for the root itself. */
export interface ProjectPackage {
  readonly name: string;
  readonly directory: string;
  readonly manifest: Readonly<Record<string, unknown>> | null;
}

/** Which package each file belongs to, and thereby the fqn of each file. */
export interface PackageMap {
  readonly packages: readonly ProjectPackage[];
  readonly failures: readonly FileFailure[];
  /** The innermost package around a path (relative to the root). */
  packageOf(path: string): ProjectPackage;
  byName(name: string): ProjectPackage | null;
  /** `<package>/<path in package>`. */
  fileFqn(path: string): string;
}

const PACKAGE_NAME = /^(?:@[a-z0-9-~_.][a-z0-9-._~]*\/)?[a-z0-9-~_.][a-z0-9-._~]*$/i;

function depth(path: string): number {
  return path === '' ? 0 : path.split('/').length;
}

function readManifest(path: string): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new SyntaxError('it does not hold an object');
  }
  return parsed as Readonly<Record<string, unknown>>;
}

/**
 * Reads the manifests of a codebase. A manifest without a valid name is transparent: its files
 * belong to the package around it, and outside every package to one named like the root's folder.
 * When two packages have one name, the member of the workspace keeps it, then the one nearer to the
 * root, then the first by path; the others are transparent too, so no two files share an fqn.
 */
export function mapPackages(root: string, manifests: readonly string[]): PackageMap {
  const failures: FileFailure[] = [];
  const named: ProjectPackage[] = [];
  for (const path of manifests) {
    const directory = path === 'package.json' ? '' : path.slice(0, -'/package.json'.length);
    try {
      const manifest = readManifest(join(root, path));
      const name = manifest.name;
      if (typeof name === 'string' && PACKAGE_NAME.test(name)) {
        named.push({ name, directory, manifest });
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      failures.push({ path, message: `The manifest cannot be read: ${message}`, line: null });
    }
  }
  const top = named.find(({ directory }) => directory === '');
  const isMember = workspaceMembers(root, top?.manifest ?? null);
  named.sort(
    (a, b) =>
      Number(isMember(b.directory)) - Number(isMember(a.directory)) ||
      depth(a.directory) - depth(b.directory) ||
      byText(a.directory, b.directory),
  );

  const byName = new Map<string, ProjectPackage>();
  const byDirectory = new Map<string, ProjectPackage>();
  const claim = (candidate: ProjectPackage) => {
    if (byName.has(candidate.name)) return;
    byName.set(candidate.name, candidate);
    byDirectory.set(candidate.directory, candidate);
  };
  if (top === undefined) {
    const name = basename(root) || 'root';
    claim({ name, directory: '', manifest: null });
  }
  for (const candidate of named) claim(candidate);

  const packageOf = (path: string): ProjectPackage => {
    for (let directory = path; directory !== ''; ) {
      directory = directory.slice(0, Math.max(directory.lastIndexOf('/'), 0));
      const found = byDirectory.get(directory);
      if (found !== undefined) return found;
    }
    throw new RangeError(`No package encloses "${path}"; a source path is never empty.`);
  };
  return {
    packages: [...byDirectory.values()],
    failures,
    packageOf,
    byName: (name) => byName.get(name) ?? null,
    fileFqn(path) {
      const { name, directory } = packageOf(path);
      return `${name}/${directory === '' ? path : path.slice(directory.length + 1)}`;
    },
  };
}
