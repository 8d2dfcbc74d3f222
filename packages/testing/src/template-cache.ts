import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { embeddedTimescaleVersion } from '@clew/embedded-timescale';

const UNUSED_MS = 14 * 24 * 3_600_000;

/** Path of a template's archive; the engine's version is part of it, since archives do not outlive it. */
export function templateArchivePath(name: string): string {
  return join(cacheFolder(), `${name}.${embeddedTimescaleVersion}.tar`);
}

/** Writes the archive so that a reader sees all of it or nothing, whoever else writes it too. */
export async function writeTemplateArchive(path: string, archive: Blob): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    await writeFile(unfinished, archive.stream());
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  await removeUnused(dirname(path));
}

/** Keeps an archive that is in use from being removed as old. */
export async function markArchiveUsed(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now);
}

/** Each change of a migration leaves an archive of some 40 MB behind. */
async function removeUnused(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const used = await stat(path).catch(() => undefined);
    if (used !== undefined && Date.now() - used.mtimeMs > UNUSED_MS)
      await rm(path, { force: true });
  }
}

function cacheFolder(): string {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) {
      return join(folder, 'node_modules', '.cache', 'clew-testing');
    }
    if (dirname(folder) === folder) return join(tmpdir(), 'clew-testing');
  }
}
