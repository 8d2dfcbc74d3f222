import { readConfig } from './config.ts';
import { runProgram } from './program.ts';

process.exitCode = await runProgram(process.argv.slice(2), {
  readConfig: () => readConfig(process.env, process.cwd()),
  isTerminal: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
  writeOut: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
});
