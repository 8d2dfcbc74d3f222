import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFault } from './json-fault.ts';

function faultOf(text: string): string {
  try {
    JSON.parse(text);
    return 'none';
  } catch (error) {
    return jsonFault(error);
  }
}

test.each([
  '{"a": kanarie',
  '{"a": "kanarie',
  '{"a": "x" kanarie}',
  'kanarie',
  '[1, "kanarie"',
  `${'x'.repeat(100)}kanarie${'x'.repeat(100)}`,
  '{"kanarie',
  'undefined',
])('the fault of %s is told without quoting it', (text) => {
  const fault = faultOf(text);
  expect(fault).toMatch(/^(?:Unexpected|Expected|Unterminated|it is not JSON)/);
  expect(fault).not.toMatch(/kanarie|"/);
});

test('no fault has more of the text than the one character that was unexpected', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(faultOf(`${before}kanarie${after}`)).not.toContain('ka');
    }),
  );
});
