import type { MigrateConfig } from '../config.ts';
import type { StoreChoice } from '../store-choice.ts';

/** What every command gets besides its own input. */
export interface CommandContext {
  readonly config: MigrateConfig;
  /** Told what is happening, while it happens. */
  readonly progress: (step: string) => void;
}

/** The stores that a command works on. */
export interface StoreSelection {
  readonly store: StoreChoice | undefined;
  /** Graph files; none means the graph of every codebase. */
  readonly files: readonly string[];
}
