import type { SymbolKnowledge } from '@clew/contracts';
import type { Paint } from './paint.ts';

/** What stands before a text whose source has changed since. */
export function staleMark(isStale: boolean, paint: Paint): string {
  return isStale ? `${paint.notable('[stale]')} ` : '';
}

/** Everything that was written about a symbol. */
export function knowledgeLines(known: SymbolKnowledge, paint: Paint): readonly string[] {
  const { symbol, summaries, glossary, constraints } = known;
  const mark = ({ is_stale }: { readonly is_stale: boolean }) => staleMark(is_stale, paint);
  const lines = [
    ...summaries.flatMap((each) => [
      '',
      `${paint.faint(`summary (${each.level})`)} ${mark(each)}`.trimEnd(),
      ...each.summary.split('\n').map((line) => `  ${line}`),
    ]),
    ...(glossary.length === 0 ? [] : ['', paint.faint('glossary')]),
    ...glossary.map((each) => `  ${mark(each)}${termText(each)}`),
    ...(constraints.length === 0 ? [] : ['', paint.faint('constraints')]),
    ...constraints.map(
      (each) =>
        `  ${mark(each)}${each.name} (${each.constraint_type.replace('_', ' ')})${each.description === null ? '' : `: ${each.description}`}`,
    ),
  ];
  return [
    paint.strong(symbol.fqn),
    ...(lines.length === 0 ? ['  Nothing was written about it.'] : lines),
  ];
}

/** A term with its other words and its meaning. */
export function termText({
  code_term,
  synonyms,
  business_meaning,
}: SymbolKnowledge['glossary'][number]): string {
  const others = synonyms.length === 0 ? '' : ` (${synonyms.join(', ')})`;
  return `${code_term}${others}${business_meaning === null ? '' : `: ${business_meaning}`}`;
}
