import { z } from 'zod';

/** A list answer: `next_cursor` is null on the last page. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() });
}

export type Page<T> = { readonly items: readonly T[]; readonly next_cursor: string | null };
