import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A path that a document cites and that does not exist. */
export interface DeadReference {
  readonly document: string;
  readonly line: number;
  readonly path: string;
}

const topLevel = /^(packages|apps|tools|docs|\.ci|\.github)\//;

/**
 * Finds dead references in a document: relative Markdown links, and code spans that name a path of
 * the repository (`packages/x/src/y.ts`, or `src/y.ts` inside that package's own documents).
 * Placeholders (`<name>`, `…`, `*`) are not paths.
 */
export function deadReferences(input: {
  readonly repository: string;
  readonly document: string;
  readonly text: string;
}): readonly DeadReference[] {
  const { repository, document, text } = input;
  const folder = dirname(document);
  const dead: DeadReference[] = [];
  let fenced = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    if (fenced) continue;
    for (const path of [...linksOf(line), ...spansOf(line)]) {
      const candidates = [join(folder, path), path];
      if (!candidates.some((candidate) => existsSync(join(repository, candidate)))) {
        dead.push({ document, line: index + 1, path });
      }
    }
  }
  return dead;
}

function linksOf(line: string): readonly string[] {
  return [...line.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^([a-z]+:|#|\/)/i.test(target))
    .map((target) => target.replace(/#.*$/, ''));
}

function spansOf(line: string): readonly string[] {
  return [...line.matchAll(/`([^`]+)`/g)]
    .map(([, span = '']) => span)
    .filter(
      (span) =>
        /^[\w@.+/-]+$/.test(span) &&
        (topLevel.test(span) || /^(src|bench|drizzle)\/.*\.\w+$/.test(span)),
    );
}
