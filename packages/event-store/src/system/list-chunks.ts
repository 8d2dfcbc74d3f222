import { type Chunk, type ChunkQuery, chunkQuerySchema } from '@clew/contracts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';

export interface ListChunks {
  readonly ctx: { readonly events: EventSession };
  readonly input: ChunkQuery;
}

/** Lists the chunks of one hypertable, newest first, with what compression made of each. */
export async function listChunks({ ctx, input }: ListChunks): Promise<readonly Chunk[]> {
  const { hypertable } = parseInput(chunkQuerySchema, input);
  return ctx.events.run(
    ({ sql }) => sql<Chunk[]>`
      select c.chunk_name::text as name, c.range_start as since, c.range_end as until,
             c.is_compressed as compressed,
             coalesce(d.total_bytes, 0)::bigint as bytes,
             s.before_compression_total_bytes as bytes_before_compression,
             s.after_compression_total_bytes as bytes_after_compression
      from timescaledb_information.chunks c
      join timescaledb_information.hypertables h using (hypertable_schema, hypertable_name)
      left join lateral chunks_detailed_size(
        format('%I.%I', h.hypertable_schema, h.hypertable_name)::regclass) d
        on d.chunk_schema = c.chunk_schema and d.chunk_name = c.chunk_name
      left join lateral chunk_columnstore_stats(
        format('%I.%I', h.hypertable_schema, h.hypertable_name)::regclass) s
        on s.chunk_schema = c.chunk_schema and s.chunk_name = c.chunk_name
      where h.hypertable_schema = 'public' and h.hypertable_name = ${hypertable}::text
      order by c.range_start desc, c.chunk_name`,
  );
}
