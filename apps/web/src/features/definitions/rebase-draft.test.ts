import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesOf, rebaseDraft } from './rebase-draft.ts';

const start = { label: 'a', when: 'x', description: '' };

test('what was not touched here follows theirs, and what was stays', () => {
  const theirs = { label: 'b', when: 'y', description: 'theirs' };
  const draft = { ...start, when: 'mine' };
  expect(rebaseDraft(start, theirs, draft)).toEqual({
    label: 'b',
    when: 'mine',
    description: 'theirs',
  });
  expect(changesOf(start, theirs, draft)).toEqual([
    { name: 'label', theirs: 'b', mine: null },
    { name: 'when', theirs: 'y', mine: 'mine' },
    { name: 'description', theirs: 'theirs', mine: null },
  ]);
});

test('the same change on both sides is none to decide on', () => {
  expect(changesOf(start, { ...start, label: 'b' }, { ...start, label: 'b' })).toEqual([]);
});

test('a rebased draft has only what is mine or theirs, and nothing of mine is lost', () => {
  const text = fc.constantFrom('a', 'b', 'c');
  const draft = fc.record({ label: text, when: text });
  fc.assert(
    fc.property(draft, draft, draft, (first, theirs, mine) => {
      const rebased = rebaseDraft(first, theirs, mine);
      for (const name of ['label', 'when'] as const) {
        expect(rebased[name]).toBe(mine[name] === first[name] ? theirs[name] : mine[name]);
      }
      expect(changesOf(theirs, theirs, rebased)).toEqual([]);
    }),
  );
});
