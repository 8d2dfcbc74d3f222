import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { embeddedTimescaleVersion } from '@clew/embedded-timescale';

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
}

function cacheFolder(): string {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) {
      return join(folder, 'node_modules', '.cache', 'clew-testing');
    }
    if (dirname(folder) === folder) return join(tmpdir(), 'clew-testing');
  }
}
