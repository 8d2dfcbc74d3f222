import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '../../test/any-text.ts';
import { readAnswer } from './read-answer.ts';

const summary = 'Adds up what the customer pays.';
const json = JSON.stringify({ summary });

test.each([
  ['by itself', json],
  ['with space around it', `\n  ${json}\n`],
  ['in a fence', `\`\`\`json\n${json}\n\`\`\``],
  ['in a fence with words around it', `Here it is:\n\`\`\`\n${json}\n\`\`\`\nAnything else?`],
  ['after thinking aloud', `<think>\nHm. {"summary": "no"}\n</think>\n\n${json}`],
  ['with more than was asked for', JSON.stringify({ summary, mood: 'good', terms: 'none' })],
])('an answer %s is read', (kind, text) => {
  const expected = kind === 'with more than was asked for' ? 'malformed' : 'read';
  expect(readAnswer(text).kind).toBe(expected);
  if (expected === 'read') expect(readAnswer(text)).toEqual({ kind: 'read', summary, terms: [] });
});

test.each([
  ['prose', summary],
  ['nothing', ''],
  ['a list', `[${json}]`],
  ['a text', JSON.stringify(summary)],
  ['another shape', JSON.stringify({ text: summary })],
  ['a summary that is none', JSON.stringify({ summary: 7 })],
  ['a blank summary', JSON.stringify({ summary: ' \u200b\n' })],
  ['half of the JSON', json.slice(0, -5)],
  ['a novel', JSON.stringify({ summary: 'x'.repeat(2001) })],
])('%s is refused', (_, text) => {
  expect(readAnswer(text).kind).toBe('malformed');
});

test('what cannot be seen does not get in', () => {
  const hidden =
    'Adds\u0000 up\u001b[31m \u202ewhat\u2066 the\u200b \u{e0041}customer\r\n\tpays.\ud800';
  expect(readAnswer(JSON.stringify({ summary: hidden }))).toMatchObject({
    summary: 'Adds up[31m what the customer pays.',
  });
});

test('terms are read one by one, and at most five', () => {
  const term = { term: ' Cart ', meaning: 'What\na customer wants to buy.' };
  const answer = readAnswer(
    JSON.stringify({
      summary,
      terms: [{ term: 'x' }, 'y', ...Array.from({ length: 9 }, () => term)],
    }),
  );
  expect(answer).toMatchObject({ kind: 'read' });
  if (answer.kind === 'read') {
    expect(answer.terms).toEqual(
      Array.from({ length: 3 }, () => ({
        term: 'Cart',
        meaning: 'What a customer wants to buy.',
        synonyms: [],
      })),
    );
  }
});

test('no answer is read as anything but a short line of visible text', () => {
  const texts = anyText(60);
  const answers = fc.oneof(
    texts,
    texts.map((text) => JSON.stringify({ summary: text })),
    texts.map((text) => `\`\`\`json\n{"summary": ${JSON.stringify(text)}}\n\`\`\``),
  );
  fc.assert(
    fc.property(answers, (text) => {
      const answer = readAnswer(text);
      if (answer.kind === 'malformed') return;
      expect(answer.summary).not.toMatch(/^$|[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  );
});
