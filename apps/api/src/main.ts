import { type Redact, redactingLog, redactNothing, redactor } from '@clew/automation';
import { ClewError } from '@clew/contracts';
import { pino } from 'pino';
import { apiConfig } from './config.ts';
import { startApi } from './start-api.ts';

/** Leaves out the secrets, as soon as they are known. */
let redact: Redact = redactNothing;

/** Tells what is wrong without a stack trace; what nobody foresaw keeps its trace in the log. */
function fail(error: unknown): never {
  if (error instanceof ClewError && error.problem !== 'internal') {
    process.stderr.write(redact(`clew api: ${error.message}\n`));
  } else {
    const log = pino({ name: 'clew-api' }, pino.destination({ fd: 2, sync: true }));
    redactingLog(log, redact).error({ err: error }, 'failed');
  }
  process.exit(1);
}

async function main(): Promise<void> {
  const config = apiConfig(process.env);
  redact = redactor(config.hidden);
  const logger = pino({ name: 'clew-api', level: config.logLevel }, pino.destination(2));
  const api = await startApi({ config, logger });

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'stopping');
    api.close().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.stdout.write(`clew api: ready at ${api.url}\n`);
}

main().catch(fail);
