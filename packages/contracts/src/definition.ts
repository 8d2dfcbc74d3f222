import { z } from 'zod';
import { timestampSchema } from './timestamp.ts';

const storable = (text: string) => !text.includes('\0') && !/\p{Surrogate}/u.test(text);
const unstorable = { message: 'must not contain NUL or half of a surrogate pair' };

/** The title of a trigger, rule or action. */
export const definitionLabelSchema = z.string().min(1).max(255).refine(storable, unstorable);

/** What a trigger, rule or action is for. */
export const definitionDescriptionSchema = z
  .string()
  .max(4096)
  .refine(storable, unstorable)
  .nullable();

/**
 * `updated` of a definition as it was read, in the same words; the change is refused when the definition
 * was changed since.
 */
export const definitionStandSchema = timestampSchema.optional();

/** Yes or no, as a value or as the text of a query parameter. */
export const flagSchema = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean(),
);
