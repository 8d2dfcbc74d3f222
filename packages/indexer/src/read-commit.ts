import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The commit that is checked out at `root`; null when git is absent or `root` is in no repository. */
export async function readCommit(root: string): Promise<string | null> {
  try {
    const { stdout } = await run('git', ['rev-parse', '--verify', 'HEAD'], { cwd: root });
    const commit = stdout.trim();
    return /^[0-9a-f]{40,64}$/.test(commit) ? commit : null;
  } catch {
    // No repository, no commit yet, or no git: an index without a commit is a normal index.
    return null;
  }
}
