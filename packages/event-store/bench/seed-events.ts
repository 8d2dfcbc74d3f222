import type { EventStore } from '../src/index.ts';

/** Spreads events of twenty triggers evenly over the past days; all but the last week is compressed. */
export async function seedEvents(
  { sql }: EventStore,
  { rows, days }: { readonly rows: number; readonly days: number },
): Promise<void> {
  for (let day = days; day > 0; day -= 1) {
    await sql`
      insert into event (id, created, trigger_ref, payload)
      select clew_internal.mint_id(at), at, 'bench.t' || n % 20,
             jsonb_build_object('n', n, 'fqn', md5(n::text), 'file', md5((n / 100)::text))
      from generate_series(1, ${Math.floor(rows / days)}::integer) as n
      cross join lateral (
        select now() - ${day}::integer * interval '1 day'
               + n * interval '1 day' / ${Math.floor(rows / days)}::integer as at
      ) as moments`;
  }
  await sql`
    select count(compress_chunk(c)) from show_chunks('event', older_than => interval '7 days') as c`;
  await sql.unsafe('analyze event');
}
