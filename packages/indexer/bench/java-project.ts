import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type FixtureDocument,
  type FixtureOccurrence,
  scipFieldsOf,
} from '../test/scip-fixture.ts';

/** What a made project is like; shares are of its files. */
export interface JavaProject {
  readonly files: number;
  readonly methods: number;
  readonly calls: number;
  readonly controllers: number;
  readonly tests: number;
}

const DEFINITION = 1;

/** A source that is written token by token, so that every place is known. */
class JavaSource {
  readonly occurrences: FixtureOccurrence[] = [];
  readonly #lines: string[] = [''];

  write(text: string): this {
    const [first = '', ...more] = text.split('\n');
    this.#lines.push((this.#lines.pop() ?? '') + first, ...more);
    return this;
  }

  name(text: string, symbol: string, roles = 0): this {
    const [line, start] = this.place();
    this.write(text);
    this.occurrences.push({ range: [line, start, start + text.length], symbol, roles });
    return this;
  }

  /** A declaration with everything that `body` writes. */
  define(text: string, symbol: string, body: () => void): this {
    const begin = this.place();
    const at = this.occurrences.length;
    this.name(text, symbol, DEFINITION);
    body();
    const known = this.occurrences[at];
    const enclosing = [...begin, ...this.place()];
    if (known !== undefined) this.occurrences[at] = { ...known, enclosing };
    return this;
  }

  place(): readonly [number, number] {
    return [this.#lines.length - 1, this.#lines.at(-1)?.length ?? 0];
  }

  text(): string {
    return this.#lines.join('\n');
  }
}

const typeOf = (file: number) => `semanticdb maven shop 1.0 com/example/p${file % 40}/Part${file}#`;
const methodOf = (file: number, method: number) => `${typeOf(file)}step${method}().`;
const STRING = 'semanticdb maven jdk 17 java/lang/String#';

function javaDocument(project: JavaProject, file: number): FixtureDocument {
  const source = new JavaSource();
  const isController = file % Math.round(1 / project.controllers) === 0;
  const isTest = !isController && file % Math.round(1 / project.tests) === 1;
  source.write(`package com.example.p${file % 40};\n\n`);
  if (isController) source.write('import org.springframework.web.bind.annotation.*;\n\n');
  if (isTest) source.write('import org.junit.jupiter.api.Test;\n\n');
  if (isController) source.write(`@RestController\n@RequestMapping("/parts/${file}")\n`);
  source.write('public class ').define(`Part${file}`, typeOf(file), () => {
    source.write(' {\n');
    for (let method = 0; method < project.methods; method += 1) {
      source.write(`  /** Step ${method}: it is tested by its callers, and it calls others. */\n`);
      if (isController) source.write(`  @GetMapping("/${method}")\n`);
      if (isTest) source.write('  @Test\n');
      source.write('  public ').name('String', STRING).write(' ');
      source.define(`step${method}`, methodOf(file, method), () => {
        source.write('() {\n');
        for (let call = 0; call < project.calls; call += 1) {
          const target = (file * 31 + method * 7 + call * 13) % project.files;
          const called = (method + call) % project.methods;
          source.write('    new ').name(`Part${target}`, typeOf(target)).write('().');
          source.name(`step${called}`, methodOf(target, called)).write('();\n');
        }
        source.write('    return null;\n  }');
      });
      source.write('\n');
    }
    source.write('}\n');
  });
  return {
    path: `src/main/java/com/example/p${file % 40}/Part${file}.java`,
    language: 'java',
    text: source.text(),
    occurrences: source.occurrences,
    symbols: [
      { symbol: typeOf(file), signature: `public class Part${file}` },
      ...Array.from({ length: project.methods }, (_, method) => ({
        symbol: methodOf(file, method),
        signature: `public String step${method}()`,
        documentation: `Step ${method}: it is tested by its callers, and it calls others.`,
      })),
    ],
  };
}

/** Writes the sources of a made project and `index.scip` beside them, the same ones each time. */
export function writeJavaProject(root: string, project: JavaProject): void {
  const index = join(root, 'index.scip');
  const [head = new Uint8Array()] = scipFieldsOf({ documents: [] });
  writeFileSync(index, head);
  for (let file = 0; file < project.files; file += 1) {
    const { text = '', ...document } = javaDocument(project, file);
    mkdirSync(dirname(join(root, document.path)), { recursive: true });
    writeFileSync(join(root, document.path), text);
    const [, field = new Uint8Array()] = scipFieldsOf({ documents: [document] });
    appendFileSync(index, field);
  }
}
