import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { apiDocument } from './api-document.ts';

const document = apiDocument();

/** When this fails on purpose: `pnpm --filter @clew/api openapi` writes the file anew. */
test('the committed document is the one that the routes give', async () => {
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('../../openapi.json');
});

test('every reference leads to a component, and every component is a schema of 2020-12', () => {
  const schemas = document.components?.schemas ?? {};
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
  const named = new Set([...references].map(([, name]) => name ?? ''));
  expect([...named].filter((name) => !(name in schemas))).toEqual([]);
  expect(Object.keys(schemas).filter((name) => !named.has(name))).toEqual([]);
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  ajv.addKeyword('example');
  for (const schema of Object.values(schemas)) expect(ajv.validateSchema(schema)).toBe(true);
});

const operations = Object.values(document.paths ?? {}).flatMap((path) => Object.values(path));

/** What MCP and OpenAPI say of themselves is described by them. */
const foreign = ['callMcp', 'getOpenApi'];

test.each(operations.filter(({ operationId }) => !foreign.includes(operationId)))(
  '$operationId takes and gives what has a name, so that a generated client can be read',
  ({ requestBody, responses }) => {
    const bodies = [requestBody, ...Object.values(responses)].map(
      (body) => (body as { content?: object } | undefined)?.content ?? {},
    );
    for (const content of bodies) {
      const { schema } = (content as Record<string, { schema: object }>)['application/json'] ?? {};
      if (schema !== undefined) expect(schema).toHaveProperty('$ref');
    }
  },
);

test.each(operations)('$operationId says what it needs to be allowed', (operation) => {
  expect(operation).toMatchObject({
    'x-clew-scope': expect.stringMatching(/^(read|write|admin)$/),
  });
});

test.each(operations)('$operationId says what each parameter means', ({ parameters }) => {
  for (const parameter of parameters) {
    expect(parameter).toMatchObject({ description: expect.stringMatching(/\.$/) });
  }
});
