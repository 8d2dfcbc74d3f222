import type { DetectorRule } from '@clew/contracts';
import { byText } from '../text-order.ts';
import type { DetectionInput } from './detection-input.ts';
import type { Detections } from './detections.ts';
import { detectJava } from './java/detect-java.ts';
import { relevantRules } from './relevant-rules.ts';
import { detectScript } from './script/detect-script.ts';

/**
 * Finds the entry points and external dependencies of one file: a function of its text, its facts and
 * the rules. Equal detections are told once, in an order that depends on nothing else.
 */
export function detectFile(input: DetectionInput, rules: readonly DetectorRule[]): Detections {
  const relevant = relevantRules(input, rules);
  const found =
    input.language === 'java' ? detectJava(input, relevant) : detectScript(input, relevant);
  return {
    entry_points: distinct(found.entry_points, ({ line, detector, resolution, ...rest }) => rest),
    dependencies: distinct(found.dependencies, ({ line, detector, strength, ...rest }) => rest),
  };
}

/** Of equal detections the one that stands first counts. */
function distinct<Fact extends { readonly line: number; readonly detector: string }>(
  facts: readonly Fact[],
  identity: (fact: Fact) => unknown,
): readonly Fact[] {
  const keyed = facts.map((fact) => ({ fact, key: JSON.stringify(identity(fact)) }));
  keyed.sort(
    (a, b) =>
      a.fact.line - b.fact.line || byText(a.key, b.key) || byText(a.fact.detector, b.fact.detector),
  );
  const seen = new Set<string>();
  return keyed.filter(({ key }) => !seen.has(key) && seen.add(key)).map(({ fact }) => fact);
}
