import { z } from 'zod';
import { fqnSchema } from './fqn.ts';
import {
  knowledgeShape,
  knowledgeVersionSchema,
  sourceHashSchema,
  writtenText,
} from './knowledge-state.ts';
import { pageSchema } from './page.ts';
import { symbolRefSchema } from './symbol.ts';

const termSchema = writtenText(200);

/** Other words for a term; the same word twice, in any case, is refused. */
export const synonymsSchema = z
  .array(termSchema)
  .max(50, 'must not be more than 50 words')
  .refine(
    (words) => new Set(words.map((word) => word.toLowerCase())).size === words.length,
    'must not name a word twice',
  );

/** What a word of the code means to the business, without the code that it stands in. */
export const ownGlossaryTermSchema = z.object({
  id: z.number().int(),
  code_term: z.string(),
  business_meaning: z.string().nullable(),
  synonyms: z.array(z.string()),
  ...knowledgeShape,
});
export type OwnGlossaryTerm = z.infer<typeof ownGlossaryTermSchema>;

/** `source` is the symbol that the term stands for; null for a word of the codebase as a whole. */
export const glossaryTermSchema = z.object({
  ...ownGlossaryTermSchema.shape,
  source: symbolRefSchema.nullable(),
});
export type GlossaryTerm = z.infer<typeof glossaryTermSchema>;

export const glossaryPageSchema = pageSchema(glossaryTermSchema);

/** A term of a symbol comes with the `source_hash` of that symbol. */
export const newGlossaryTermSchema = z.strictObject({
  code_term: termSchema,
  business_meaning: writtenText(4_000).nullable().default(null),
  synonyms: synonymsSchema.default([]),
  source: fqnSchema.nullable().default(null),
  source_hash: sourceHashSchema.nullable().default(null),
});
export type NewGlossaryTerm = z.input<typeof newGlossaryTermSchema>;

/** What is left out stays. */
export const glossaryTermChangeSchema = z.strictObject({
  code_term: termSchema.optional(),
  business_meaning: writtenText(4_000).nullable().optional(),
  synonyms: synonymsSchema.optional(),
  source: fqnSchema.nullable().optional(),
  source_hash: sourceHashSchema.nullable().default(null),
  version: knowledgeVersionSchema,
});
export type GlossaryTermChange = z.input<typeof glossaryTermChangeSchema>;
