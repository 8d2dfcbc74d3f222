import type { SymbolKnowledge } from '@clew/contracts';

/** What is written about a symbol must leave room for its callers and its source. */
const mostCharacters = 1_000;
const mostTexts = 10;

/** What people and models wrote about a symbol. What no longer fits its source says so. */
export function knowledgeLines(known: SymbolKnowledge): readonly string[] {
  const { summaries, glossary, constraints } = known;
  return [
    ...shown(
      summaries,
      'summaries',
      ({ summary, is_stale }) => `Summary${mark(is_stale)}: ${inShort(summary)}`,
    ),
    ...shown(glossary, 'glossary terms', ({ code_term, synonyms, business_meaning, is_stale }) => {
      const others = synonyms.length === 0 ? '' : ` (also: ${synonyms.join(', ')})`;
      const meaning = business_meaning === null ? '' : ` = ${business_meaning}`;
      return `Glossary${mark(is_stale)}: ${inShort(`${code_term}${others}${meaning}`)}`;
    }),
    ...shown(constraints, 'constraints', ({ name, constraint_type, description, is_stale }) => {
      const says = description === null ? '' : `: ${description}`;
      return `Constraint${mark(is_stale)} (${constraint_type}): ${inShort(`${name}${says}`)}`;
    }),
  ];
}

function shown<Text>(
  texts: readonly Text[],
  what: string,
  line: (text: Text) => string,
): readonly string[] {
  const more = texts.length - mostTexts;
  return [...texts.slice(0, mostTexts).map(line), ...(more > 0 ? [`… ${more} more ${what}`] : [])];
}

const mark = (isStale: boolean) =>
  isStale ? ' (out of date: the code has changed since it was written)' : '';

function inShort(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= mostCharacters ? line : `${line.slice(0, mostCharacters - 1)}…`;
}
