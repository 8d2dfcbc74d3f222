import type { HypertableStorage, StorageReport } from '@clew/contracts';
import type { EventSession } from '../session.ts';

/** Says how the hypertables lie on disk: chunks, sizes, compression and retention. */
export async function readStorage({
  ctx,
}: {
  readonly ctx: { readonly events: EventSession };
}): Promise<StorageReport> {
  return ctx.events.run(async ({ sql }) => {
    const [hypertables, database] = await Promise.all([
      sql<HypertableStorage[]>`
        select h.hypertable_name::text as name,
               count(c.chunk_name) as chunks,
               count(c.chunk_name) filter (where c.is_compressed) as compressed_chunks,
               coalesce(hypertable_size(format('%I.%I', h.hypertable_schema, h.hypertable_name)::regclass), 0) as bytes,
               s.before_compression_total_bytes as bytes_before_compression,
               s.after_compression_total_bytes as bytes_after_compression,
               s.before_compression_total_bytes::double precision
                 / nullif(s.after_compression_total_bytes, 0) as compression_ratio,
               min(c.range_start) as oldest, max(c.range_end) as newest,
               max(j.config ->> 'compress_after') as compress_after,
               max(j.config ->> 'drop_after') as retention
        from timescaledb_information.hypertables h
        left join timescaledb_information.chunks c using (hypertable_schema, hypertable_name)
        left join lateral (
          select jsonb_object_agg(key, value) as config
          from timescaledb_information.jobs p, jsonb_each(p.config)
          where p.hypertable_schema = h.hypertable_schema and p.hypertable_name = h.hypertable_name
            and key in ('compress_after', 'drop_after')
        ) j on true
        left join lateral hypertable_columnstore_stats(
          format('%I.%I', h.hypertable_schema, h.hypertable_name)::regclass) s on true
        where h.hypertable_schema = 'public'
        group by h.hypertable_schema, h.hypertable_name,
                 s.before_compression_total_bytes, s.after_compression_total_bytes
        order by h.hypertable_name`,
      sql<{ bytes: number }[]>`select pg_database_size(current_database()) as bytes`,
    ]);
    return { hypertables: [...hypertables], bytes: database[0]?.bytes ?? 0 };
  });
}
