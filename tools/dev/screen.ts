import pc from 'picocolors';

/** What the user sees. Only one progress line exists; on a terminal it is rewritten in place. */
export interface Screen {
  step(text: string): void;
  progress(text: string): void;
  notice(from: string, text: string): void;
  /** Ends the progress line and prints `text` as it is. */
  print(text: string): void;
}

export function createScreen(output: NodeJS.WriteStream): Screen {
  let progress: string | null = null;
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
      if (!output.isTTY) {
        output.write(`  ${text}\n`);
      } else {
        output.write(`\r\u001b[2K  ${text.slice(0, Math.max(10, output.columns - 3))}`);
      }
      progress = text;
    },
    notice: (from, text) => line(`${pc.yellow(from)} ${text}`),
    print: line,
  };
}
