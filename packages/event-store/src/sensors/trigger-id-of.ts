import type { EventSession } from '../session.ts';

/** The id of a trigger; null while nobody has defined it. */
export async function triggerIdOf({ sql }: EventSession, ref: string): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`select id from trigger where ref = ${ref}::text`;
  return row?.id ?? null;
}
