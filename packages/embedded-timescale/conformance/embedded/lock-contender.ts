import { EmbeddedTimescaleError } from '../../src/errors.ts';
import { lockDataDirectory } from '../../src/lock/data-directory-lock.ts';

/** One of many processes that want the same folder: begins when told, reports, ends when told. */
process.send?.('ready');
process.on('message', async (message) => {
  if (message === 'end') process.exit(0);
  try {
    await lockDataDirectory(process.argv[2] ?? '');
    process.send?.('owner');
  } catch (error) {
    process.send?.(error instanceof EmbeddedTimescaleError ? error.code : String(error));
  }
});
