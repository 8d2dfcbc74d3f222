import { type Architecture, architectureSchema, type Baseline } from '@clew/contracts';
import { z } from 'zod';
import { type ConfigFileProblem, parseConfigFile } from './parse-config-file.ts';
import { readBaseline } from './read-baseline.ts';
import { readConfigFile } from './read-config-file.ts';

/** The architecture that a codebase says it has; null when its `clew.yaml` says nothing of it. */
export type FoundArchitecture =
  | {
      readonly kind: 'parsed';
      readonly architecture: Architecture | null;
      /** What the codebase tolerates for now; null when it has no such file. */
      readonly baseline: Baseline | null;
    }
  | { readonly kind: 'invalid'; readonly problems: readonly ConfigFileProblem[] };

const path = 'clew.yaml';

const none: FoundArchitecture = { kind: 'parsed', architecture: null, baseline: null };

/** The other sections of the file are for others to read. */
const schema = z.looseObject({ architecture: architectureSchema.optional() });

/**
 * Reads the section `architecture` of `clew.yaml`, and the baseline that it names.
 *
 * @param root folder of the codebase
 */
export async function readArchitecture(root: string): Promise<FoundArchitecture> {
  const file = await readConfigFile(root, path);
  if (file === null) return none;
  if (file.kind === 'unreadable') {
    return { kind: 'invalid', problems: [{ file: path, line: 1, message: file.reason }] };
  }
  const parsed = parseConfigFile(path, file.text, schema);
  if (parsed.kind === 'invalid') return parsed;
  const { architecture } = parsed.content;
  if (architecture === undefined) return none;
  const found = await readBaseline(root, architecture.baseline);
  return found.kind === 'invalid' ? found : { ...found, architecture };
}
