import type { DetectorRule } from '@clew/contracts';
import { byText } from '../text-order.ts';
import type { DetectionInput } from './detection-input.ts';
import type { Detections } from './detections.ts';
import { detectJava } from './java/detect-java.ts';
import { isOfModules } from './module-match.ts';
import { detectScript } from './script/detect-script.ts';

/**
 * Finds the entry points and external dependencies of one file: a function of its text, its facts and
 * the rules. Equal detections are told once, in an order that depends on nothing else.
 */
export function detectFile(input: DetectionInput, rules: readonly DetectorRule[]): Detections {
  const mayMatch = relevance(input);
  const ofLanguage = rules.filter((rule) => rule.language === input.language && mayMatch(rule));
  const found =
    input.language === 'java' ? detectJava(input, ofLanguage) : detectScript(input, ofLanguage);
  return {
    entry_points: distinct(found.entry_points, ({ line, detector, resolution, ...rest }) => rest),
    dependencies: distinct(found.dependencies, ({ line, detector, strength, ...rest }) => rest),
  };
}

const specifier = /\b(?:from|import|require)\s*\(?\s*['"]([^'"\n]+)['"]/g;

/**
 * Which rules are worth a look: a source that imports none of a rule's modules and touches none of
 * their symbols cannot match it.
 */
function relevance({
  text,
  edges,
  externals,
  language,
}: DetectionInput): (rule: DetectorRule) => boolean {
  if (language === 'java') {
    return ({ origin }) =>
      origin === undefined || origin.modules.some((name) => text.includes(name));
  }
  const modules = new Set([...text.matchAll(specifier)].map((match) => match[1] ?? ''));
  for (const { to } of edges) if (externals.has(to)) modules.add(to.split('#')[0] ?? '');
  return ({ origin }) => {
    if (origin === undefined || origin.globals?.some((name) => text.includes(name))) return true;
    return [...modules].some((module) => isOfModules(module, origin.modules));
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
