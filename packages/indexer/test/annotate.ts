import type { FileFacts } from '@clew/contracts';
import type ts from 'typescript';
import type { RecordedSite } from '../src/facts/fact-recorder.ts';

interface Note {
  readonly line: number;
  readonly column: number;
  readonly width: number;
  readonly text: string;
}

/** `#path` for symbols of the file itself, the whole fqn for all others. */
function shortFqn(fqn: string, fileFqn: string): string {
  if (fqn === fileFqn) return '(file)';
  return fqn.startsWith(`${fileFqn}#`) ? fqn.slice(fileFqn.length) : fqn;
}

function siteNote(file: ts.SourceFile, site: RecordedSite, fileFqn: string): Note {
  const start = site.node.getStart(file);
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const [firstLine = ''] = file.text.slice(start, site.node.end).split('\n');
  const from = shortFqn(site.from, fileFqn);
  const { meaning } = site;
  const text =
    'reason' in meaning
      ? `${from} ?? ${meaning.name} (${meaning.reason})`
      : `${from} ${meaning.relation} ${shortFqn(meaning.to, fileFqn)}${meaning.resolution === 'exact' ? '' : ` (${meaning.resolution})`}`;
  return { line, column: character, width: Math.max(firstLine.length, 1), text };
}

/**
 * A source as people review it: two spaces before each line of it, and below the line a comment
 * for every symbol that begins there and for every site, with carets under the site.
 */
export function annotate(facts: FileFacts, text: string, sites: readonly RecordedSite[]): string {
  const [own, ...symbols] = facts.symbols;
  if (own === undefined) throw new Error(`${facts.path} has no symbol of its own`);
  const lines = text.split('\n');
  const notes = new Map<number, string[]>();
  const add = (line: number, note: string) => {
    notes.set(line, [...(notes.get(line) ?? []), note]);
  };
  for (const symbol of symbols) {
    const facets = [...symbol.modifiers, ...symbol.annotations.map((name) => `@${name}`)];
    const extent = `${symbol.start_line}–${symbol.end_line}`;
    const extra = facets.length === 0 ? '' : ` [${facets.join(' ')}]`;
    add(
      (symbol.start_line ?? 1) - 1,
      `//= ${symbol.kind} ${shortFqn(symbol.fqn, own.fqn)}${extra} ${extent}: ${symbol.signature}`,
    );
  }
  const [first] = sites;
  const file = first?.node.getSourceFile();
  if (file !== undefined) {
    const seen = new Set<string>();
    const siteNotes = sites.map((site) => siteNote(file, site, own.fqn));
    siteNotes.sort((a, b) => a.line - b.line || a.column - b.column || (a.text < b.text ? -1 : 1));
    for (const { line, column, width, text: note } of siteNotes) {
      const carets = `//${' '.repeat(column)}${'^'.repeat(width)} ${note}`;
      if (seen.has(`${line}${carets}`)) continue;
      seen.add(`${line}${carets}`);
      add(line, carets);
    }
  }
  const annotated = lines.flatMap((line, index) => [
    `  ${line}`.trimEnd(),
    ...(notes.get(index) ?? []),
  ]);
  return `// ${own.fqn}\n${annotated.join('\n')}`;
}
