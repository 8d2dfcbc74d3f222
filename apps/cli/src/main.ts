#!/usr/bin/env node
import { text as readAll } from 'node:stream/consumers';
import { interruptible } from './process/interruptible.ts';
import { outputOf, quietWhenClosed } from './process/output.ts';
import { runProgram } from './program.ts';

quietWhenClosed(process.stdout);
quietWhenClosed(process.stderr);

process.exitCode = await runProgram(process.argv.slice(2), {
  environment: process.env,
  workingDir: process.cwd(),
  out: outputOf(process.stdout, process.env),
  err: outputOf(process.stderr, process.env),
  readInput: () => readAll(process.stdin),
  interruptible: (work) => interruptible(process, work),
});
