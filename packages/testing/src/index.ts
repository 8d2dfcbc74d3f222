export { type TempEventsDatabase, tempEventsDatabase } from './events-database.ts';
export type { EventsTemplate } from './events-template.ts';
export { type TempDir, tempDir } from './temp-dir.ts';
