import { once } from 'node:events';
import { DevError } from './dev-error.ts';
import type { DevSettings } from './dev-settings.ts';
import type { EventDatabaseMessage } from './event-database.ts';
import { type StackProcess, startStackProcess } from './stack-process.ts';

/**
 * Starts the embedded TimescaleDB in a process of its own, so that its work never holds up the rest.
 *
 * @throws DevError `event_database_failed` with the reason that the store gave.
 */
export async function startEventDatabase(input: {
  readonly settings: DevSettings;
  readonly environment: NodeJS.ProcessEnv;
  readonly onLine: (line: string) => void;
  readonly onStarted: (process: StackProcess) => void;
  readonly signal: AbortSignal;
}): Promise<{ readonly url: string }> {
  const { settings, environment, onLine, onStarted, signal } = input;
  const stackProcess = startStackProcess({
    name: 'events',
    program: new URL('./event-database.ts', import.meta.url),
    args: [settings.eventsFolder, String(settings.eventsPort)],
    environment,
    onLine,
  });
  onStarted(stackProcess);
  const answer = await once(stackProcess.child, 'message', { signal }).then(
    ([message]): EventDatabaseMessage => message,
    (error: unknown) => {
      signal.throwIfAborted();
      throw error;
    },
  );
  switch (answer.status) {
    case 'ready':
      return { url: answer.url };
    case 'failed':
      throw new DevError('event_database_failed', answer.message);
  }
}
