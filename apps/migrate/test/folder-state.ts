import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that a write to a folder would change: names, sizes, times of change and contents. */
export function folderState(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const stat = statSync(path, { bigint: true });
      const content = stat.isFile()
        ? createHash('sha256').update(readFileSync(path)).digest('hex')
        : 'folder';
      return `${name} ${stat.ino} ${stat.size} ${stat.mtimeNs} ${content}`;
    });
}
