import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { expect, test } from 'vitest';
import { names } from './fixture-facts.ts';
import { runApi } from './running-api.ts';
import { seedWorld } from './seeded-world.ts';

test('a coding agent asks over HTTP, with its token', async () => {
  await using api = await runApi();
  const { codebase } = await seedWorld(api);
  const address = new URL('/mcp', api.url);
  const transport = new StreamableHTTPClientTransport(address, {
    requestInit: { headers: { authorization: `Bearer ${api.token}` } },
  });
  const client = new Client({ name: 'test', version: '0' });
  await client.connect(transport);
  const call = async (name: string, given: object) => {
    const result = CallToolResultSchema.parse(
      await client.callTool({ name, arguments: { codebase, ...given } }),
    );
    return result.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
  };
  expect(client.getServerVersion()).toMatchObject({ name: 'clew' });
  expect((await client.listTools()).tools).toHaveLength(6);
  expect(await call('search', { query: 'openGraph' })).toContain(names.openGraph);
  expect(await call('symbol', { name: 'openGraph' })).toContain('Callers:');
  await client.close();

  const anonymous = new Client({ name: 'test', version: '0' });
  await expect(anonymous.connect(new StreamableHTTPClientTransport(address))).rejects.toThrow(
    /401|token/i,
  );
});
