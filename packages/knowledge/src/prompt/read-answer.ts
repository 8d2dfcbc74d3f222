import { z } from 'zod';
import { cleanText } from './clean-text.ts';

/** Longer answers are no summaries. */
const mostCharacters = 2000;
const mostTerms = 5;

const plain = (most: number) =>
  z
    .string('must be a text')
    .transform(cleanText)
    .pipe(z.string().min(1, 'must not be blank').max(most, `must have at most ${most} characters`));

const termSchema = z.object({
  term: plain(200),
  meaning: plain(1000),
  synonyms: z.array(plain(200)).max(10).default([]),
});

const answerSchema = z.object(
  { summary: plain(mostCharacters), terms: z.array(z.unknown()).default([]) },
  'must be an object',
);

export interface AnsweredTerm {
  readonly term: string;
  readonly meaning: string;
  readonly synonyms: readonly string[];
}

export type ReadAnswer =
  | {
      readonly kind: 'read';
      readonly summary: string;
      readonly terms: readonly AnsweredTerm[];
    }
  | { readonly kind: 'malformed'; readonly problem: string };

/**
 * Reads the answer of a model: a JSON object, by itself or in a fence of Markdown, after whatever a
 * model thought aloud. Nothing but text of limited length comes out of it; terms that are malformed
 * are left out.
 */
export function readAnswer(text: string): ReadAnswer {
  const json = parse(text);
  if (json === undefined) return { kind: 'malformed', problem: 'it is not JSON' };
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    return { kind: 'malformed', problem: issues.join('; ').trim() };
  }
  const terms = parsed.data.terms.slice(0, mostTerms).flatMap((term) => {
    const read = termSchema.safeParse(term);
    return read.success ? [read.data] : [];
  });
  return { kind: 'read', summary: parsed.data.summary, terms };
}

function parse(text: string): unknown {
  const said = text.replace(/^\s*<think>[\s\S]*?<\/think>/, '').trim();
  const fenced = /```(?:json)?\s*\n([\s\S]*?)\n\s*```/i.exec(said)?.[1];
  for (const candidate of [said, fenced]) {
    if (candidate === undefined) continue;
    try {
      return JSON.parse(candidate);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}
