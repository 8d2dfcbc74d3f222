import type { Engine, EngineCrash } from '../engine/engine.ts';
import { EmbeddedTimescaleError } from '../errors.ts';
import type { Logger } from '../logger.ts';

/** `reopening` after a crash of the engine, `dead` when that failed. */
export type EngineHealth = 'well' | 'reopening' | 'dead';

export interface RecoveryOptions {
  readonly engine: Engine;
  readonly logger: Logger;
  /** The engine crashed: nobody's session is what it was. */
  readonly onCrash: () => void;
  readonly onReopened: () => void;
  /** It could not be opened again, and never will be. */
  readonly onDead: () => void;
}

/**
 * Opens the engine again when a statement crashed it:
 *
 *     well ──crash──▶ reopening ──opened──▶ well
 *                         └──────failed──▶ dead
 */
export class EngineRecovery {
  readonly #options: RecoveryOptions;
  #health: EngineHealth = 'well';

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  get health(): EngineHealth {
    return this.#health;
  }

  /** A crash of an engine that is being opened again is the same crash. */
  recover(crash: EngineCrash): void {
    if (this.#health !== 'well') return;
    const { engine, logger, onCrash, onReopened, onDead } = this.#options;
    logger.error('a statement crashed the engine; it starts again from its files', crash);
    engine.sync();
    this.#health = 'reopening';
    onCrash();
    engine.reopen().then(
      () => {
        this.#health = 'well';
        logger.info('the engine is open again');
        onReopened();
      },
      (error: unknown) => {
        this.#health = 'dead';
        logger.error('the engine could not be opened again', error);
        onDead();
      },
    );
  }
}

/** What is told to work that the engine will never do. */
export function noEngine(): EmbeddedTimescaleError {
  return new EmbeddedTimescaleError(
    'engine_failed',
    'The embedded TimescaleDB crashed and could not be started again; its log says why. Start the process again.',
  );
}
