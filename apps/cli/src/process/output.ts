import type { WriteStream } from 'node:tty';

/** A place to write to, and what can be shown there. */
export interface Output {
  readonly write: (text: string) => void;
  /** Whether a person looks on: progress may be drawn over itself there. */
  readonly isTerminal: boolean;
  readonly hasColors: boolean;
  /** Columns of the terminal; null where nothing limits a line, as in a pipe. */
  readonly width: () => number | null;
}

/** NO_COLOR switches colours off everywhere (no-color.org), FORCE_COLOR on, also in a pipe. */
export function outputOf(
  stream: WriteStream | NodeJS.WriteStream,
  environment: Readonly<Record<string, string | undefined>>,
): Output {
  const isTerminal = stream.isTTY === true;
  const { NO_COLOR = '', FORCE_COLOR = '', TERM } = environment;
  const isForced = FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  return {
    write: (text) => void stream.write(text),
    isTerminal,
    hasColors: NO_COLOR === '' && (isForced || (isTerminal && TERM !== 'dumb')),
    width: () => (isTerminal && stream.columns > 0 ? stream.columns : null),
  };
}

/**
 * Ends the process without a word when nobody reads any further, as in `clew search x | head -1`.
 * Any other failure of an output is an error like every other.
 */
export function quietWhenClosed(stream: NodeJS.WritableStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}
