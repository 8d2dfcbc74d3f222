import { expect, test } from 'vitest';
import { fieldsOfSchema } from './fields-of-schema.ts';
import { readFields } from './read-fields.ts';

const schema = {
  type: 'object',
  required: ['message', 'level'],
  properties: {
    message: { type: 'string', description: 'What to say.' },
    level: { enum: ['debug', 'info'] },
    times: { type: 'integer', default: 1 },
    loud: { type: 'boolean' },
    headers: { type: 'object' },
    mixed: { enum: [1, 'two'] },
  },
};

test('each property becomes a field of its kind', () => {
  const fields = fieldsOfSchema(schema);
  expect(fields?.map(({ name, kind }) => [name, kind.type])).toEqual([
    ['message', 'text'],
    ['level', 'choice'],
    ['times', 'number'],
    ['loud', 'flag'],
    ['headers', 'json'],
    ['mixed', 'json'],
  ]);
  expect(fields?.[0]).toMatchObject({ hint: 'What to say.', required: true });
  expect(fields?.[2]).toMatchObject({ placeholder: '1 when left empty', required: false });
});

test('what describes no properties has no fields', () => {
  expect(fieldsOfSchema(null)).toBeNull();
  expect(fieldsOfSchema({ type: 'array' })).toBeNull();
  expect(fieldsOfSchema({ type: 'object', properties: {} })).toBeNull();
});

test('what is typed is read as the schema means it, and what is missing or unreadable is said', () => {
  const fields = fieldsOfSchema(schema) ?? [];
  const typed = { message: ' hi ', level: '', times: '3', loud: 'false', headers: '{', mixed: '1' };
  expect(readFields(fields, typed)).toEqual({
    values: { message: 'hi', times: 3, loud: false, mixed: 1 },
    faults: { level: 'This is needed.', headers: expect.stringMatching(/^This is not JSON/) },
  });
});
