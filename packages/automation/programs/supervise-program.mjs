// @ts-check
import { spawn } from 'node:child_process';

/**
 * Stands between a worker and one program that it runs, so that the program never outlives the worker:
 * killed with -9, a worker can end nothing, but its channel to this process closes.
 *
 *     worker ──(messages)──▶ supervisor ──▶ program, the leader of a process group of its own
 *        └────────(stdin, stdout, stderr: handed through, never read here)───────────┘
 *
 *     running ──▶ ended by itself ────────────────────────────────▶ SIGKILL what is left of the group
 *        └─ end ──▶ SIGTERM to the group ──▶ all ended, or grace is over ──▶ ┘
 *
 * It ends when the worker says so, when the worker is gone, and when the worker has not shown in time
 * that it still holds the execution: one that is stopped for longer than its lease cannot.
 *
 * Plain JavaScript without a dependency, as it is started for each program: it runs as it is, from
 * sources and from a build. The worker's end is `src/actions/process/run-program.ts`.
 *
 * @typedef {import('../src/actions/process/supervisor-messages.ts').ToSupervisor} ToSupervisor
 * @typedef {import('../src/actions/process/supervisor-messages.ts').FromSupervisor} FromSupervisor
 */

/** How often is looked whether a group that was told to end has ended. */
const lookMs = 20;

/** @type {number | undefined} The number of the group; it keeps it as long as it has members. */
let group;
let graceMs = 0;
let stopping = false;
/** @type {Extract<FromSupervisor, { kind: 'exited' }> | undefined} */
let exited;
/** @type {NodeJS.Timeout | undefined} */
let lapse;

process.on('message', (/** @type {ToSupervisor} */ message) => {
  switch (message.kind) {
    case 'start':
      start(message);
      return;
    case 'stop':
      stop();
      return;
    case 'held':
      clearTimeout(lapse);
      lapse = setTimeout(stop, message.ms);
      return;
  }
});
process.on('disconnect', stop);
// What is meant for the worker and its group is the worker's to pass on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

/** @param {Extract<ToSupervisor, { kind: 'start' }>} message */
function start({ argv: [file, ...args], cwd, env, graceMs: given }) {
  graceMs = given;
  try {
    const child = spawn(file, args, { cwd, env, stdio: 'inherit', detached: true, shell: false });
    group = child.pid;
    if (group !== undefined) tell({ kind: 'started', group });
    child.once('error', refuse);
    child.once('exit', (exitCode, signal) => {
      exited = { kind: 'exited', exitCode, signal };
      if (stopping) return;
      stopping = true;
      kill('SIGKILL');
      tell(exited, end);
    });
  } catch (error) {
    refuse(error);
  }
}

/** @param {unknown} error */
function refuse(error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  const message = error instanceof Error ? error.message : String(error);
  tell({ kind: 'refused', code, message }, end);
}

function stop() {
  if (stopping) return;
  stopping = true;
  if (group === undefined) return end();
  const until = performance.now() + graceMs;
  kill('SIGTERM');
  const look = () => {
    const over = performance.now() >= until;
    if (!over && kill(0)) return setTimeout(look, lookMs);
    kill('SIGKILL');
    if (exited === undefined) return setTimeout(look, lookMs);
    tell(exited, end);
  };
  look();
}

/**
 * Answers whether there was anybody to get the signal.
 *
 * @param {NodeJS.Signals | 0} signal
 */
function kill(signal) {
  try {
    return group !== undefined && process.kill(-group, signal);
  } catch (error) {
    // No member is left, or those that are run as somebody else: there is nothing more to do.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

/**
 * @param {FromSupervisor} message
 * @param {() => void} [then]
 */
function tell(message, then = () => {}) {
  if (process.connected) process.send?.(message, undefined, undefined, then);
  else then();
}

function end() {
  process.exit(0);
}
