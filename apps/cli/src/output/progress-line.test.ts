import { expect, test } from 'vitest';
import type { Output } from '../process/output.ts';
import { barText, progressLine } from './progress-line.ts';

function output(isTerminal: boolean): { readonly output: Output; readonly written: string[] } {
  const written: string[] = [];
  const write = (text: string) => void written.push(text);
  return {
    written,
    output: { write, isTerminal, hasColors: false, width: () => (isTerminal ? 40 : null) },
  };
}

test('on a terminal a bar is drawn over itself, not more often than seen, and taken away', () => {
  const { output: err, written } = output(true);
  let now = 0;
  const line = progressLine(err, () => now);
  for (let done = 0; done <= 100; done += 1) {
    line.show({ label: 'Reading', done, total: 100 });
    now += 20;
  }
  expect(written.length).toBeLessThan(30);
  expect(written.every((text) => text.startsWith('\r\u001b[2K') && text.length <= 45)).toBe(true);
  line.clear();
  line.clear();
  expect(written.filter((text) => text === '\r\u001b[2K')).toHaveLength(1);
  expect(written.at(-1)).toBe('\r\u001b[2K');
});

test('elsewhere each step and each quarter is a line', () => {
  const { output: err, written } = output(false);
  const line = progressLine(err);
  line.show({ label: 'Looking', done: 0, total: 0 });
  for (let done = 1; done <= 1000; done += 1) line.show({ label: 'Reading', done, total: 1000 });
  line.clear();
  expect(written).toEqual([
    'Looking …\n',
    'Reading 1 of 1,000 files\n',
    'Reading 250 of 1,000 files\n',
    'Reading 500 of 1,000 files\n',
    'Reading 750 of 1,000 files\n',
    'Reading 1,000 of 1,000 files\n',
  ]);
});

test('the bar says how much is done', () => {
  expect(barText({ label: 'Reading', done: 49, total: 120 })).toBe(
    '[##########--------------]  40%  Reading 49 of 120 files',
  );
  expect(barText({ label: 'Loading', done: 0, total: 0 })).toBe('Loading …');
});
