import { join } from 'node:path';
import type { FactBatch, IndexInput } from '@clew/contracts';
import ts from 'typescript';
import { parseConfig } from '../projects/parse-config.ts';
import { resolveRoot } from '../sources/codebase-root.ts';
import { discoverSources } from '../sources/discover-sources.ts';
import { hashFile, readEnvironment } from './read-environment.ts';
import { hashModuleText } from './read-modules.ts';

/** The inputs of an earlier run, by kind and path. */
export interface IndexState {
  readonly sources: ReadonlyMap<string, IndexInput>;
  readonly modules: ReadonlyMap<string, string>;
  readonly environment: ReadonlyMap<string, string>;
}

/** Null when nobody knows what the facts were derived from, so that everything must be read. */
export function indexState(inputs: readonly IndexInput[]): IndexState | null {
  const hashes = (kind: IndexInput['kind']) =>
    new Map(
      inputs
        .filter((input) => input.kind === kind)
        .map(({ path, content_hash }) => [path, content_hash]),
    );
  const environment = hashes('environment');
  if (environment.size === 0) return null;
  const isSource = ({ kind }: IndexInput) => kind === 'source' || kind === 'failed';
  return {
    sources: new Map(inputs.filter(isSource).map((input) => [input.path, input])),
    modules: hashes('module'),
    environment,
  };
}

export function isSameEnvironment(state: IndexState, now: readonly IndexInput[]): boolean {
  return (
    state.environment.size === now.length &&
    now.every(({ path, content_hash }) => state.environment.get(path) === content_hash)
  );
}

/**
 * Whether a graph with these inputs is what indexing the codebase now would make: the same files, with
 * the same bytes, in the same environment. Nothing is parsed, and times of files are not looked at:
 * clones and checkouts set them at will.
 *
 * @throws IndexerError when the root is unusable
 */
export function isUpToDate({
  root: givenRoot,
  known,
}: {
  readonly root: string;
  readonly known: readonly IndexInput[];
}): boolean {
  const state = indexState(known);
  if (state === null) return false;
  const root = resolveRoot(givenRoot);
  const discovered = discoverSources(root);
  if (discovered.sources.length !== state.sources.size) return false;
  const configs = discovered.configs.map((path) => parseConfig(join(root, path), path).config);
  if (!isSameEnvironment(state, readEnvironment(root, discovered, configs))) return false;
  for (const [path, hash] of state.modules) {
    if (hashModuleText(ts.sys.readFile(join(root, path))) !== hash) return false;
  }
  return discovered.sources.every((path) => {
    const input = state.sources.get(path);
    if (input === undefined) return false;
    if (input.kind === 'source' && input.derivation_hash === null) return false;
    return hashFile(join(root, path)) === input.content_hash;
  });
}

/** A batch that changes nothing. */
export function emptyBatch(commit: string | null): FactBatch {
  return {
    scope: 'partial',
    commit,
    packages: [],
    externals: [],
    files: [],
    removed_files: [],
    failures: [],
  };
}

/** True when a batch says that nothing changed, so that applying it would only add a revision. */
export function isEmptyBatch(batch: FactBatch): boolean {
  return (
    batch.scope === 'partial' &&
    batch.inputs === undefined &&
    batch.files.length === 0 &&
    batch.removed_files.length === 0
  );
}
