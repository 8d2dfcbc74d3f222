import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { expect, test } from 'vitest';
import { clewCommand, runBinary } from './run-clew.ts';
import { makeIndexedShop, makeShop } from './shop.ts';

test('a coding agent asks over standard input and output', async () => {
  await using shop = await makeIndexedShop();
  const [command = '', ...args] = clewCommand;
  const transport = new StdioClientTransport({
    command,
    args: [...args, 'mcp'],
    cwd: shop.root,
    env: { PATH: process.env.PATH ?? '' },
  });
  const client = new Client({ name: 'test', version: '0' });
  await client.connect(transport);
  const result = CallToolResultSchema.parse(
    await client.callTool({ name: 'impact', arguments: { names: ['priceOf'] } }),
  );
  expect(result.content).toMatchObject([
    { text: expect.stringContaining('calls @demo/shop/src/price.ts#priceOf') },
  ]);
  await client.close();
});

test('it ends with its input, and says what is missing without a trace', async () => {
  await using shop = await makeIndexedShop();
  expect(await runBinary(['mcp'], { cwd: shop.root })).toEqual({ exitCode: 0, out: '', error: '' });
  await using bare = await makeShop();
  const run = await bare.clew(['mcp']);
  expect(run).toMatchObject({ exitCode: 2, out: '' });
  expect(run.error).toContain('Run `clew index`');
});
