import type { EventSession } from '../session.ts';

/** How many tokens with the scope `admin` let somebody in now. */
export async function countAdmins({
  ctx,
}: {
  readonly ctx: { readonly events: EventSession };
}): Promise<number> {
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<{ readonly count: number }[]>`
      select count(*) as count from token
      where revoked_at is null and scopes @> array['admin']
        and (expires_at is null or expires_at > statement_timestamp())`;
    return row?.count ?? 0;
  });
}
