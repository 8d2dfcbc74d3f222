import { type Redact, redactingLog, redactNothing, redactor } from '@clew/automation';
import { ClewError } from '@clew/contracts';
import { pino } from 'pino';
import { workerConfig } from './config.ts';
import { startWorkerApp } from './start-worker-app.ts';

/** A stop that takes longer leaves its executions to their leases. */
const stopMs = 4_000;

/** Leaves out the secrets, as soon as they are known. */
let redact: Redact = redactNothing;

/** Tells what is wrong without a stack trace; what nobody foresaw keeps its trace in the log. */
function fail(error: unknown): never {
  if (error instanceof ClewError && error.problem !== 'internal') {
    process.stderr.write(redact(`clew worker: ${error.message}\n`));
  } else {
    const log = pino({ name: 'clew-worker' }, pino.destination({ fd: 2, sync: true }));
    redactingLog(log, redact).error({ err: error }, 'failed');
  }
  process.exit(1);
}

async function main(): Promise<void> {
  const config = workerConfig(process.env);
  redact = redactor(config.hidden);
  const logger = pino({ name: 'clew-worker', level: config.logLevel }, pino.destination(2));
  const app = await startWorkerApp({ config, logger });

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => {
      logger.warn('stopped before everything was handed back; its leases will run out');
      process.exit(1);
    }, stopMs).unref();
    app.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.stdout.write(`clew worker: ready as ${app.worker.name}\n`);
}

main().catch(fail);
