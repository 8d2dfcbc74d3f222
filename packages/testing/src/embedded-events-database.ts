import { existsSync } from 'node:fs';
import { startEmbeddedTimescale } from '@clew/embedded-timescale';
import type { EventsTemplate } from './events-template.ts';
import { markArchiveUsed, templateArchivePath, writeTemplateArchive } from './template-cache.ts';

interface Database {
  readonly url: string;
  drop(): Promise<void>;
}

/** A copy of the template in an embedded TimescaleDB of its own, in memory. */
export async function embeddedEventsDatabase(template: EventsTemplate): Promise<Database> {
  const path = templateArchivePath(template.name);
  if (existsSync(path)) await markArchiveUsed(path);
  else await writeTemplateArchive(path, await prepareArchive(template));
  const embedded = await startEmbeddedTimescale({ dataDir: 'memory', load: path, jobs: 'off' });
  return { url: embedded.url, drop: () => embedded.stop() };
}

async function prepareArchive(template: EventsTemplate): Promise<Blob> {
  const embedded = await startEmbeddedTimescale({ dataDir: 'memory', jobs: 'off' });
  try {
    await template.prepare(embedded.url);
    return await embedded.dump('none');
  } finally {
    await embedded.stop();
  }
}
