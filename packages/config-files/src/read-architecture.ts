import { type Architecture, architectureSchema } from '@clew/contracts';
import { z } from 'zod';
import { type ConfigFileProblem, parseConfigFile } from './parse-config-file.ts';
import { readConfigFile } from './read-config-file.ts';

/** The architecture that a codebase says it has; null when its `clew.yaml` says nothing of it. */
export type FoundArchitecture =
  | { readonly kind: 'parsed'; readonly architecture: Architecture | null }
  | { readonly kind: 'invalid'; readonly problems: readonly ConfigFileProblem[] };

const path = 'clew.yaml';

/** The other sections of the file are for others to read. */
const schema = z.looseObject({ architecture: architectureSchema.optional() });

/** Reads the section `architecture` of `clew.yaml`. @param root folder of the codebase */
export async function readArchitecture(root: string): Promise<FoundArchitecture> {
  const file = await readConfigFile(root, path);
  if (file === null) return { kind: 'parsed', architecture: null };
  if (file.kind === 'unreadable') {
    return { kind: 'invalid', problems: [{ file: path, line: 1, message: file.reason }] };
  }
  const parsed = parseConfigFile(path, file.text, schema);
  if (parsed.kind === 'invalid') return parsed;
  return { kind: 'parsed', architecture: parsed.content.architecture ?? null };
}
