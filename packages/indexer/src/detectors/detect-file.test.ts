import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DependencyFact, EntryPointFact, FileFacts } from '@clew/contracts';
import { applyFacts, listEntryPoints, migrateGraph, openGraph } from '@clew/graph-store';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { indexTypeScript } from '../index-typescript.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/detectors/', import.meta.url));

/**
 * What the comments of a fixture say by hand: behind `//>` the detections of the line, behind `//<`
 * those of the line before, one after the other with ` ; ` between them.
 */
function expected(root: string, path: string): readonly string[] {
  return readFileSync(join(root, path), 'utf8')
    .split('\n')
    .flatMap((text, at) => {
      const [, sign, marks] = /\/\/([<>]) (.+)$/.exec(text) ?? [];
      if (marks === undefined) return [];
      const line = sign === '<' ? at : at + 1;
      return marks.split(' ; ').map((mark) => `${path}:${line} ${mark}`);
    });
}

function symbolName(fqn: string, path: string): string {
  const own = `fixture/${path}`;
  if (fqn === own) return '(file)';
  return fqn.startsWith(`${own}#`) ? fqn.slice(own.length) : fqn.replace(/^fixture\//, '');
}

function entryText(entry: EntryPointFact, path: string): string {
  const { entry_type, http_method, http_path, cron_expression, mq_queue, name, resolution } = entry;
  const isRoute = entry_type === 'http_api';
  const said = isRoute ? http_path : (cron_expression ?? mq_queue ?? name);
  const unknown = isRoute || resolution === 'unresolved' ? '?' : null;
  const parts = [
    `${path}:${entry.line}`,
    entry_type,
    isRoute ? (http_method ?? '?') : null,
    said ?? unknown,
    resolution === 'exact' ? null : resolution,
    `-> ${symbolName(entry.symbol, path)}`,
  ];
  return parts.filter((part) => part !== null).join(' ');
}

function dependencyText(dependency: DependencyFact, path: string): string {
  const { caller, dependency_type, target, strength, line } = dependency;
  const parts = [
    `${path}:${line} needs`,
    dependency_type,
    target,
    strength === 'weak' ? 'weak' : null,
    `-> ${symbolName(caller, path)}`,
  ];
  return parts.filter((part) => part !== null).join(' ');
}

function found({ path, entry_points = [], dependencies = [] }: FileFacts): readonly string[] {
  return [
    ...entry_points.map((entry) => entryText(entry, path)),
    ...dependencies.map((dependency) => dependencyText(dependency, path)),
  ];
}

/** A copy of a fixture in which `types/<package>.d.ts` are installed packages. */
function install(name: string, folder: string): string {
  const root = join(folder, 'fixture');
  cpSync(join(fixtures, name), root, { recursive: true });
  const types = join(root, 'types');
  for (const file of statSync(types, { throwIfNoEntry: false }) ? readdirSync(types) : []) {
    const directory = join(root, 'node_modules', basename(file, '.d.ts'));
    mkdirSync(directory, { recursive: true });
    cpSync(join(types, file), join(directory, 'index.d.ts'));
    const manifest = { name: basename(file, '.d.ts'), version: '1.0.0', types: 'index.d.ts' };
    writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest));
  }
  return root;
}

test.each(readdirSync(fixtures))(
  '%s: every detection is found, and nothing else is',
  async (name) => {
    await using folder = await tempDir();
    const root = install(name, folder.path);
    const batch = await indexTypeScript({ root, commit: null });
    expect(batch.failures).toEqual([]);
    const files = batch.files.filter(({ path }) => !path.startsWith('types/'));
    const truth = files.flatMap(({ path }) => expected(root, path));
    const told = files.flatMap(found);
    expect({
      missed: truth.filter((each) => !told.includes(each)),
      invented: told.filter((each) => !truth.includes(each)),
    }).toEqual({ missed: [], invented: [] });
    expect(truth.length).toBeGreaterThan(1);

    const path = join(folder.path, 'graph.db');
    migrateGraph({ path });
    const graph = openGraph(path);
    applyFacts({ ctx: { graph }, input: batch });
    const stored = listEntryPoints({ ctx: { graph }, input: { limit: 200 } }).items;
    const entries = batch.files.flatMap(({ entry_points = [] }) => entry_points);
    expect(stored.length).toBe(entries.length);
    graph.close();
  },
);
