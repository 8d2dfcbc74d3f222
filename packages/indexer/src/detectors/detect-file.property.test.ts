import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SymbolFact } from '@clew/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detectFile } from './detect-file.ts';
import { type DetectionInput, noPackage } from './detection-input.ts';
import { builtInDetectors } from './load-detectors.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/detectors/', import.meta.url));

const sources = readdirSync(fixtures, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

const own: SymbolFact = {
  fqn: 'app/file.ts',
  kind: 'file',
  name: 'file.ts',
  parent: null,
  start_line: 1,
  end_line: 1_000,
  signature: null,
  modifiers: [],
  annotations: [],
  shape_hash: null,
  body_hash: null,
};

function inputOf(text: string, language: DetectionInput['language']): DetectionInput {
  return {
    path: language === 'java' ? 'File.java' : 'file.ts',
    text,
    language,
    symbols: [own],
    edges: [],
    externals: new Set(),
    package: noPackage,
  };
}

/** A source of the fixtures from which a stretch was cut out or doubled. */
const damaged = fc
  .tuple(fc.constantFrom(...sources), fc.nat(4_000), fc.nat(300), fc.boolean())
  .map(([text, from, length, doubles]) => {
    const at = from % Math.max(text.length, 1);
    const rest = text.slice(doubles ? at : at + length);
    return text.slice(0, at) + (doubles ? text.slice(at, at + length) : '') + rest;
  });

test('damaged sources break nothing, and what is found stands in them', () => {
  fc.assert(
    fc.property(damaged, fc.constantFrom('typescript', 'java'), (text, language) => {
      const found = detectFile(inputOf(text, language), builtInDetectors());
      const lines = text.split('\n').length;
      for (const { line } of [...found.entry_points, ...found.dependencies]) {
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(lines);
      }
      const keys = found.entry_points.map(({ line, detector, ...rest }) => JSON.stringify(rest));
      expect(new Set(keys).size).toBe(keys.length);
    }),
    { numRuns: 60 },
  );
});

test('the order of the rules decides nothing', () => {
  const rules = [...builtInDetectors()];
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      fc.shuffledSubarray(rules, { minLength: rules.length }),
      (text, shuffled) => {
        const input = inputOf(text, 'typescript');
        expect(detectFile(input, shuffled)).toEqual(detectFile(input, rules));
      },
    ),
    { numRuns: 25 },
  );
});
