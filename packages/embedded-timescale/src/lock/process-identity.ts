import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that cannot be mistaken for a later one with the same pid, where the platform tells. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in words of the platform; null where there is no way to know. */
  readonly startedAt: string | null;
}

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, startedAt: startOf(process.pid) };
}

/** Whether this very process still runs; a process whose start is unknown counts by its pid alone. */
export function isAlive({ pid, startedAt }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return startedAt === null || now === null || now === startedAt;
}

function startOf(pid: number): string | null {
  switch (process.platform) {
    case 'linux':
      return startOnLinux(pid);
    case 'darwin':
    case 'freebsd':
    case 'openbsd':
      return startByPs(pid);
    default:
      return null;
  }
}

/** proc(5): field 22 of /proc/PID/stat is the start in ticks since boot; the boot has an id. */
function startOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command, in parentheses, may hold spaces and parentheses itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${fields[19]}`;
  } catch {
    // Not readable: the process has just ended, or /proc is hidden from us.
    return null;
  }
}

function startByPs(pid: number): string | null {
  try {
    const options = { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } } as const;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], options).trim() || null;
  } catch {
    // ps answers with a failure when there is no such process.
    return null;
  }
}
