import { expect, test } from 'vitest';
import { paintFor } from '../output/paint.ts';
import { githubAnnotations } from './github-annotations.ts';
import { fullReport } from './report.fixture.ts';
import { reportLines } from './report-lines.ts';
import { sarifLog } from './sarif-log.ts';

test('annotations stand at their lines, and no text can end or forge a command', () => {
  expect(githubAnnotations(fullReport)).toEqual([
    '::error file=src/a b/till.ts,line=7,title=shop.layers::open uses Cart: 100%25 forbidden,%0Aalways',
    '::warning file=src/cart.ts,line=1,title=shop.no-cycles::two files import each other',
    '::warning title=shop.empty::Could not be judged: no symbol matches "from"',
  ]);
});

test('a SARIF log has what its schema demands', () => {
  const log = sarifLog(fullReport, { version: '1.2.3' });
  expect([log.version, log.runs.length]).toEqual(['2.1.0', 1]);
  const [run] = log.runs;
  expect(run?.tool.driver.name).toBe('clew');
  const rules = run?.tool.driver.rules ?? [];
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  expect(run?.invocations?.every((each) => typeof each.executionSuccessful === 'boolean')).toBe(
    true,
  );
  const results = run?.results ?? [];
  expect(results).toHaveLength(4);
  for (const { ruleId, ruleIndex = -1, message, level, locations = [] } of results) {
    expect(rules[ruleIndex]?.id).toBe(ruleId);
    expect(message.text).not.toBe('');
    expect(['none', 'note', 'warning', 'error']).toContain(level);
    for (const { physicalLocation } of locations) {
      if (physicalLocation === undefined) continue;
      expect(physicalLocation.artifactLocation?.uri).toMatch(/^[\w./%-]+$/);
      expect(physicalLocation.region?.startLine).toBeGreaterThanOrEqual(1);
    }
  }
  expect(
    results.map(({ baselineState, suppressions = [] }) => [baselineState, suppressions.length]),
  ).toEqual([
    ['new', 0],
    ['unchanged', 1],
    ['unchanged', 1],
    ['new', 0],
  ]);
  // A fingerprint holds as long as the names do, and tells violations apart.
  const prints = results.map(
    ({ partialFingerprints }) => partialFingerprints?.['clewViolation/v1'],
  );
  expect(new Set(prints).size).toBe(4);
  const moved = fullReport.violations.map((each) => ({ ...each, sites: [] }));
  const again = sarifLog({ ...fullReport, violations: moved }, { version: '1.2.3' });
  expect(
    again.runs[0]?.results?.map((each) => each.partialFingerprints?.['clewViolation/v1']),
  ).toEqual(prints);
});

test('a person reads new violations first, then the rules, then the verdict', () => {
  const lines = reportLines(fullReport, { paint: paintFor(false), width: null });
  expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    error shop.layers  src/a b/till.ts:7
      open uses Cart: 100% forbidden,
    always
                           contains
        src/a b/till.ts:7  calls
        src/a b/till.ts:9  calls
        and 2 more

    warning shop.no-cycles  src/cart.ts:1
      two files import each other
        → shop/src/cart.ts
        → shop/src/price.ts
        → shop/src/cart.ts

    failed   shop.layers     12 symbols looked at, 1 new violation, 1 in the baseline, 1 exempted, 2 sites with an unknown target could break it unseen
    failed   shop.no-cycles  3 symbols looked at, 1 new violation
    unknown  shop.empty      0 symbols looked at, no symbol matches "from"
    An exemption exempts nothing, or has ended: shop.layers from shop/src/old/**
    1 violation of the baseline is fixed: --update-baseline takes it out.
    Failed: 2 new violations. (revision 7, commit 0123456789)
    "
  `);
});
