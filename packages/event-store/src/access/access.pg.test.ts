import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { authenticate } from './authenticate.ts';
import { countAdmins } from './count-admins.ts';
import { createToken, registerToken } from './create-token.ts';
import { listTokens } from './list-tokens.ts';
import { revokeToken } from './revoke-token.ts';
import { hashSecret, mintSecret } from './token-secret.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

test('a token lets in, and the store holds nothing that would', async () => {
  const { secret, ...token } = await createToken({
    ctx,
    input: { name: 'ci', scopes: ['read', 'write'], created_by: 'root' },
  });
  expect(secret).toMatch(/^clew_[A-Za-z0-9_-]{43}$/);
  expect(token).toMatchObject({ name: 'ci', scopes: ['read', 'write'], created_by: 'root' });
  expect(secret.startsWith(token.prefix)).toBe(true);
  expect(await authenticate({ ctx, input: { secret } })).toEqual({
    status: 'valid',
    token,
    remaining_ms: null,
  });
  const [row] = await store.events.sql<{ text: string; hash: string }[]>`
    select token::text as text, encode(hash, 'hex') as hash from token where name = 'ci'`;
  expect(row?.hash).toBe(hashSecret(secret));
  expect(row?.text).not.toContain(secret.slice(token.prefix.length));
});

test('what is no token of ours belongs to nobody', async () => {
  for (const secret of [mintSecret(), '', 'clew_', '\0']) {
    expect(await authenticate({ ctx, input: { secret } })).toBe(null);
  }
});

test('an expired and a revoked token are told apart', async () => {
  const short = await createToken({
    ctx,
    input: { name: 'short', scopes: ['read'], expires_at: tomorrow() },
  });
  const valid = await authenticate({ ctx, input: short });
  expect(valid?.status).toBe('valid');
  expect(valid?.remaining_ms).toBeGreaterThan(0);
  await store.events.sql`
    update token set expires_at = now() - interval '1 second' where id = ${short.id}::bigint`;
  expect(await authenticate({ ctx, input: short })).toMatchObject({ status: 'expired' });
  const revoked = await revokeToken({ ctx, input: { id: short.id } });
  expect(revoked.revoked_at).not.toBe(null);
  expect(await authenticate({ ctx, input: short })).toMatchObject({ status: 'revoked' });
  expect(await revokeToken({ ctx, input: { id: short.id } })).toEqual(revoked);
});

test('a name is free again when its token is revoked', async () => {
  const input = { name: 'twice', scopes: ['read'] } as const;
  const first = await createToken({ ctx, input: { ...input, scopes: ['read'] } });
  await expect(createToken({ ctx, input: { ...input, scopes: ['read'] } })).rejects.toMatchObject({
    code: 'token_name_taken',
    problem: 'conflict',
  });
  await revokeToken({ ctx, input: { id: first.id } });
  await createToken({ ctx, input: { ...input, scopes: ['read'] } });
});

test('bad requests make no token', async () => {
  const before = (await listTokens({ ctx, input: {} })).items.length;
  for (const input of [
    { name: '', scopes: ['read' as const] },
    { name: 'none', scopes: [] },
    { name: 'same', scopes: ['read' as const, 'read' as const] },
    { name: 'late', scopes: ['read' as const], expires_at: '2020-01-01T00:00:00Z' },
  ]) {
    await expect(createToken({ ctx, input })).rejects.toMatchObject({ code: 'invalid_input' });
  }
  await expect(revokeToken({ ctx, input: { id: 1 } })).rejects.toMatchObject({
    code: 'token_not_found',
  });
  expect((await listTokens({ ctx, input: {} })).items).toHaveLength(before);
});

test('the use of a token is noted once a minute', async () => {
  const token = await createToken({ ctx, input: { name: 'used', scopes: ['read'] } });
  const lastUsed = async () => {
    const [row] = await store.events.sql<{ last_used_at: string | null }[]>`
      select last_used_at from token where id = ${token.id}::bigint`;
    return row?.last_used_at ?? null;
  };
  expect(await lastUsed()).toBe(null);
  await Promise.all(Array.from({ length: 5 }, () => authenticate({ ctx, input: token })));
  const first = await lastUsed();
  expect(first).not.toBe(null);
  await authenticate({ ctx, input: token });
  expect(await lastUsed()).toBe(first);
  await store.events.sql`
    update token set last_used_at = last_used_at - interval '1 minute' where id = ${token.id}::bigint`;
  await authenticate({ ctx, input: token });
  expect(await lastUsed()).not.toBe(first);
});

test('a secret made elsewhere is registered once, and never again after it was revoked', async () => {
  const secret = mintSecret();
  const input = { name: 'file', scopes: ['admin' as const], secret };
  const before = await countAdmins({ ctx });
  const token = await registerToken({ ctx, input });
  expect(await registerToken({ ctx, input: { ...input, name: 'other' } })).toBe(null);
  expect(await countAdmins({ ctx })).toBe(before + 1);
  await revokeToken({ ctx, input: { id: token?.id ?? 0 } });
  expect(await registerToken({ ctx, input })).toBe(null);
  expect(await authenticate({ ctx, input })).toMatchObject({ status: 'revoked' });
  expect(await countAdmins({ ctx })).toBe(before);
});

test('pages of tokens hold each once, the latest first', async () => {
  const all = (await listTokens({ ctx, input: { limit: 200 } })).items.map(({ id }) => id);
  const paged: number[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listTokens({ ctx, input: { limit: 2, cursor } });
    paged.push(...page.items.map(({ id }) => id));
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  expect(paged).toEqual(all);
  expect(all.length).toBeGreaterThan(4);
});
