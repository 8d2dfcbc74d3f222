import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SymbolFact } from '@clew/contracts';
import { applyFacts, type Graph, listSummaries, migrateGraph, openGraph } from '@clew/graph-store';
import { factBatch, fileFacts, symbolFact } from '@clew/testing';
import { tempDir } from '@clew/testing/temp-dir';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A codebase on disk, with a graph of its functions, classes and methods. */
export interface TempCodebase extends AsyncDisposable {
  readonly root: string;
  readonly graph: Graph;
  /** Writes files and brings the graph up to date with them; the others stay. */
  index(files: Readonly<Record<string, string>>): void;
  /** Changes a file and tells the graph nothing. */
  write(path: string, text: string): void;
  /** The summaries of the graph, by the names of their symbols. */
  summaries(): Readonly<Record<string, string>>;
}

export async function tempCodebase(files: Readonly<Record<string, string>>): Promise<TempCodebase> {
  const folder = await tempDir();
  const root = join(folder.path, 'sources');
  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const graph = openGraph(path);
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  const codebase: TempCodebase = {
    root,
    graph,
    write,
    index(changed) {
      for (const [name, text] of Object.entries(changed)) write(name, text);
      applyFacts({
        ctx: { graph },
        input: factBatch({
          scope: 'partial',
          files: Object.entries(changed).map(([name, text]) =>
            fileFacts({
              path: name,
              content_hash: sha256(text),
              symbols: symbolsOf(`demo/${name}`, text),
            }),
          ),
        }),
      });
    },
    summaries: () =>
      Object.fromEntries(
        listSummaries({ ctx: { graph }, input: { limit: 200 } }).items.map(
          ({ target, summary }) => [target.fqn, summary],
        ),
      ),
    async [Symbol.asyncDispose]() {
      graph.close();
      await folder[Symbol.asyncDispose]();
    },
  };
  codebase.index(files);
  return codebase;
}

/** Functions, classes and their methods, each of which ends with a `}` below its beginning. */
function symbolsOf(file: string, text: string): SymbolFact[] {
  const lines = text.split('\n');
  const own = symbolFact({
    fqn: file,
    kind: 'file',
    name: file.split('/').at(-1) ?? file,
    parent: 'demo',
    end_line: lines.length,
    body_hash: sha256(text),
  });
  const found = [own];
  let container = file;
  for (const [index, line] of lines.entries()) {
    const outer = /^(export )?(class|function) (\w+)/.exec(line);
    const inner = /^ {2}(\w+)\(.*\{$/.exec(line);
    if (outer === null && inner === null) continue;
    const end = lines.indexOf(outer === null ? '  }' : '}', index);
    const kind = outer === null ? 'method' : outer[2] === 'class' ? 'class' : 'function';
    const fqn = outer === null ? `${container}.${inner?.[1]}` : `${file}#${outer[3]}`;
    if (kind === 'class') container = fqn;
    found.push(
      symbolFact({
        fqn,
        kind,
        parent: outer === null ? container : file,
        start_line: index + 1,
        end_line: end + 1,
        signature: line.replace(' {', '').trim(),
        modifiers: outer?.[1] === undefined ? [] : ['export'],
        body_hash: sha256(lines.slice(index, end + 1).join('\n')),
        shape_hash: sha256(line),
      }),
    );
  }
  return found;
}
