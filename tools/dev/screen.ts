import pc from 'picocolors';

/** What the user sees. Only one progress line exists; on a terminal it is rewritten in place. */
export interface Screen {
  step(text: string): void;
  progress(text: string): void;
  notice(from: string, text: string): void;
  /** Ends the progress line and prints `text` as it is. */
  print(text: string): void;
}

/** Where lines stay, as in a log, progress is news only so often. */
const newsMs = 5_000;

export function createScreen(output: NodeJS.WriteStream): Screen {
  let progress: string | null = null;
  let told = 0;
  const erase = () => {
    if (progress !== null && output.isTTY) output.write('\r\u001b[2K');
    progress = null;
  };
  const line = (text: string) => {
    erase();
    output.write(`${text}\n`);
  };
  return {
    step: (text) => line(`${pc.dim('•')} ${text}`),
    progress(text) {
      if (text === progress) return;
      if (output.isTTY) {
        output.write(`\r\u001b[2K  ${text.slice(0, Math.max(10, output.columns - 3))}`);
      } else {
        if (performance.now() - told < newsMs) return;
        told = performance.now();
        output.write(`  ${text}\n`);
      }
      progress = text;
    },
    notice: (from, text) => line(`${pc.yellow(from)} ${text}`),
    print: line,
  };
}
