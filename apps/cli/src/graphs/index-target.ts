import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { codebaseNameSchema } from '@clew/contracts';
import {
  type CodebasePlace,
  codebaseNames,
  createCodebase,
  findCodebase,
  getCodebase,
} from '@clew/graph-store';
import { CliError } from '../cli-error.ts';
import type { CliConfig } from '../config.ts';
import type { ChosenCodebase } from './choose-codebase.ts';
import { findHome } from './find-home.ts';

/** Keeps everything in a new `.clew` out of version control, except what people decide. */
const ignored = '*\n!baseline.json\n!rules/\n!rules/**\n';

/** What to index, and whether its codebase is new. */
export interface IndexTarget extends ChosenCodebase {
  readonly isNew: boolean;
}

/**
 * The codebase that an index run is for: the named one; else that of the given folder, or of the
 * current one; else a new one for that folder, in the `CLEW_HOME` that is set or nearest, or in a new
 * `.clew` beside its sources.
 *
 * @throws CliError `codebase_elsewhere`; GraphError `root_invalid`, `name_invalid`
 */
export function indexTarget(choice: {
  readonly config: Pick<CliConfig, 'home'>;
  readonly workingDir: string;
  readonly root: string | undefined;
  readonly name: string | undefined;
}): IndexTarget {
  const { config, workingDir, name } = choice;
  const folder = existingFolder(resolve(workingDir, choice.root ?? '.'));
  const home =
    (config.home === null ? findHome(folder) : resolve(workingDir, config.home)) ??
    join(folder, '.clew');
  const known = name === undefined ? byFolder(home, folder, choice.root) : byName(home, name);
  if (known !== null) {
    if (choice.root !== undefined && known.root !== folder) {
      throw new CliError(
        'codebase_elsewhere',
        `The codebase "${known.name}" is at ${known.root}, not at ${folder}. Give this folder another name with --codebase.`,
      );
    }
    return { home, ...known, isNew: false };
  }
  const newName = name ?? freeName(home, nameFor(folder), folder);
  ignoreHome(home);
  const { root } = createCodebase({ ctx: { home }, input: { name: newName, root: folder } });
  return { home, name: newName, root, isNew: true };
}

function existingFolder(folder: string): string {
  if (existsSync(folder) && statSync(folder).isDirectory()) return realpathSync(folder);
  throw new CliError(
    'file_unreadable',
    `${folder} is not a folder. Give the folder of the sources.`,
  );
}

function byName(home: string, name: string): CodebasePlace | null {
  if (!codebaseNames(home).includes(name)) return null;
  const { root } = getCodebase({ ctx: { home }, input: { name } });
  return { name, root };
}

/** A folder that is given means exactly itself; the current one the codebase that it is in. */
function byFolder(home: string, folder: string, given: string | undefined): CodebasePlace | null {
  if (!existsSync(home)) return null;
  const found = findCodebase({ ctx: { home }, input: { folder } });
  return found === null || (given !== undefined && found.root !== folder) ? null : found;
}

/** A name for a folder: that of its package, or its own, as far as it can be one. */
export function nameFor(folder: string): string {
  const candidates = [packageName(folder), basename(folder)];
  for (const candidate of candidates) {
    const name = candidate
      .toLowerCase()
      .replace(/^@[^/]*\//, '')
      .replaceAll(/[^a-z0-9._-]+/g, '-')
      .replace(/^[^a-z0-9]+/, '')
      .slice(0, 63);
    if (codebaseNameSchema.safeParse(name).success) return name;
  }
  return 'codebase';
}

function packageName(folder: string): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (typeof manifest !== 'object' || manifest === null || !('name' in manifest)) return '';
    return typeof manifest.name === 'string' ? manifest.name : '';
  } catch (error) {
    // A folder without a manifest, or with one that says nothing, has its own name.
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return '';
    throw error;
  }
}

function freeName(home: string, name: string, folder: string): string {
  if (!codebaseNames(home).includes(name)) return name;
  const { root } = getCodebase({ ctx: { home }, input: { name } });
  throw new CliError(
    'codebase_elsewhere',
    `There is a codebase "${name}" already, at ${root}. Give ${folder} another name with --codebase.`,
  );
}

function ignoreHome(home: string): void {
  if (existsSync(join(home, 'codebases')) || existsSync(join(home, '.gitignore'))) return;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, '.gitignore'), ignored);
}
