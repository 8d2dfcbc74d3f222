import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

export interface ScipOccurrence {
  readonly symbol: string;
  readonly line: number;
  readonly column: number;
  readonly isDefinition: boolean;
}

/** Occurrences by document path, as scip-typescript found them. */
export type ScipIndex = ReadonlyMap<string, readonly ScipOccurrence[]>;

interface ScipMessages {
  readonly scip: {
    readonly Index: {
      deserializeBinary(bytes: Uint8Array): {
        readonly documents: readonly {
          readonly relative_path: string;
          readonly occurrences: readonly {
            readonly range: readonly number[];
            readonly symbol: string;
            readonly symbol_roles: number;
          }[];
        }[];
      };
    };
  };
}

export const SCIP_TYPESCRIPT = join(
  dirname(require.resolve('@sourcegraph/scip-typescript/package.json')),
  'dist/src/main.js',
);

export function readScipIndex(path: string): ScipIndex {
  const { scip } = require('@sourcegraph/scip-typescript/dist/src/scip.js') as ScipMessages;
  const index = scip.Index.deserializeBinary(readFileSync(path));
  return new Map(
    index.documents.map((document) => [
      document.relative_path,
      document.occurrences.map(({ range, symbol, symbol_roles }) => ({
        symbol,
        line: range[0] ?? 0,
        column: range[1] ?? 0,
        isDefinition: (symbol_roles & 1) !== 0,
      })),
    ]),
  );
}

/** Runs `scip-typescript index` on a project. */
export function writeScipIndex(root: string, output: string): void {
  const argv = [SCIP_TYPESCRIPT, 'index', '--no-progress-bar', '--output', output];
  execFileSync(process.execPath, argv, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Runs `scip-typescript index` on a project and reads what it wrote. */
export function indexWithScip(root: string): ScipIndex {
  const folder = mkdtempSync(join(tmpdir(), 'clew-scip-'));
  try {
    const output = join(folder, 'index.scip');
    writeScipIndex(root, output);
    return readScipIndex(output);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
