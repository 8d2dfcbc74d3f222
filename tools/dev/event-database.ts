import { startEmbeddedTimescale } from '@clew/embedded-timescale';
import { onStopOrder } from './stop-order.ts';

/** What this process tells its parent once. */
export type EventDatabaseMessage =
  | { readonly status: 'ready'; readonly url: string }
  | { readonly status: 'failed'; readonly message: string };

const [dataDir = '', port = ''] = process.argv.slice(2);
const tell = (message: EventDatabaseMessage) => process.send?.(message);

try {
  const database = await startEmbeddedTimescale({ dataDir, port: Number(port) });
  onStopOrder(() => database.stop());
  tell({ status: 'ready', url: database.url });
} catch (error) {
  tell({ status: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  process.disconnect();
}
