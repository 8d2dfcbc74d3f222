import { posix } from 'node:path';
import type ts from 'typescript';
import type { ExtractedFile } from '../facts/extract-file.ts';
import type { OpenCodebase } from '../open-codebase.ts';
import type { ProjectPackage } from '../packages/package-map.ts';
import { detectFile } from './detect-file.ts';
import type { PackageFacts } from './detection-input.ts';

/** The facts of a source with what the detectors of its codebase find in it. */
export function addDetections(
  { codebase, detectors }: Pick<OpenCodebase, 'codebase' | 'detectors'>,
  path: string,
  tree: ts.SourceFile,
  extracted: ExtractedFile,
): ExtractedFile {
  const { facts, externals } = extracted;
  const { entry_points, dependencies } = detectFile(
    {
      path,
      text: tree.text,
      tree,
      language: 'typescript',
      symbols: facts.symbols,
      edges: facts.edges,
      externals: new Set(externals.map(({ fqn }) => fqn)),
      package: packageFacts(codebase.packages.packageOf(path), path),
    },
    detectors.rules,
  );
  const detected = { entry_points: [...entry_points], dependencies: [...dependencies] };
  return { ...extracted, facts: { ...facts, ...detected } };
}

function packageFacts({ directory, manifest, name }: ProjectPackage, path: string): PackageFacts {
  const dependencies = ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((field) => {
    const given = manifest?.[field];
    return typeof given === 'object' && given !== null ? Object.keys(given) : [];
  });
  const inside = directory === '' ? path : path.slice(directory.length + 1);
  return {
    folder: directory,
    dependencies: new Set(dependencies),
    commands: commandsOf(manifest?.bin, name)
      .filter(([, target]) => runs(target, inside))
      .map(([command]) => command),
  };
}

/** Commands of a manifest with the file that each runs; `bin` may be that of the only one. */
function commandsOf(bin: unknown, name: string): readonly (readonly [string, string])[] {
  if (typeof bin === 'string') return [[name.slice(name.indexOf('/') + 1), bin]];
  if (typeof bin !== 'object' || bin === null) return [];
  return Object.entries(bin).filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string';
  });
}

/** A command names what was built: `dist/main.js` is built of `src/main.ts`. */
function runs(target: string, source: string): boolean {
  const stem = (file: string): string => posix.normalize(file).replace(/\.[cm]?[jt]sx?$/, '');
  const built = stem(target);
  if (built === stem(source)) return true;
  return built.replace(/^(?:dist|build|lib|out)\//, 'src/') === stem(source);
}
