import javaGrammar from '@ast-grep/lang-java';
import { Lang, type NapiConfig, parse, registerDynamicLanguage, type SgNode } from '@ast-grep/napi';
import type { DetectorRule } from '@clew/contracts';

/** A stretch of a source, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place that the syntax of a rule matches, with its captures in the order of the source. */
export interface RuleMatch {
  readonly rule: DetectorRule;
  readonly span: Span;
  /** By `$NAME` and `$$$NAME`; what captured nothing is an empty list. */
  readonly captures: ReadonlyMap<string, readonly Span[]>;
}

export type { SgNode };

export type Grammar = 'typescript' | 'tsx' | 'java';

let javaRegistered = false;

/** Java's grammar is a library of its own, which is loaded when the first Java source is read. */
function languageOf(grammar: Grammar): string {
  if (grammar !== 'java') return grammar === 'tsx' ? Lang.Tsx : Lang.TypeScript;
  if (!javaRegistered) {
    registerDynamicLanguage({ java: javaGrammar });
    javaRegistered = true;
  }
  return 'java';
}

/** Why sources of a grammar cannot be read on this machine, or null. */
export function grammarProblem(grammar: Grammar): string | null {
  try {
    parseSource('', grammar);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Only `.ts` and its kin allow `<T>x`; everything else may hold JSX. */
export function scriptGrammar(path: string): Grammar {
  return /\.[cm]?ts$/.test(path) ? 'typescript' : 'tsx';
}

/** The syntax tree of a source. */
export function parseSource(text: string, grammar: Grammar): SgNode {
  return parse(languageOf(grammar), text).root();
}

/** Finds the places in a syntax tree that the rules match, rule by rule. */
export function matchRules(root: SgNode, rules: readonly DetectorRule[]): readonly RuleMatch[] {
  return rules.flatMap((rule) => {
    const names = captureNames(rule);
    return root.findAll(configOf(rule)).map((node) => ({
      rule,
      span: spanOf(node),
      captures: new Map(names.map((name) => [name, captured(node, name)])),
    }));
  });
}

/** Why ast-grep cannot run a rule, or null. */
export function ruleProblem(rule: DetectorRule): string | null {
  const grammars: readonly Grammar[] = rule.language === 'java' ? ['java'] : ['typescript', 'tsx'];
  for (const grammar of grammars) {
    try {
      matchRules(parseSource('', grammar), [rule]);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return message.replaceAll(/\s*\n\s*(?:\|->)?\s*/g, ' ');
    }
  }
  return null;
}

function configOf({ rule, constraints }: DetectorRule): NapiConfig {
  return { rule, ...(constraints === undefined ? {} : { constraints }) } as NapiConfig;
}

function captured(node: SgNode, name: string): readonly Span[] {
  if (name.startsWith('$$$')) {
    return node
      .getMultipleMatches(name.slice(3))
      .filter((each) => each.isNamed() && !each.kind().toString().endsWith('comment'))
      .map(spanOf);
  }
  const one = node.getMatch(name.slice(1));
  return one === null ? [] : [spanOf(one)];
}

export function spanOf(node: SgNode): Span {
  const { start, end } = node.range();
  return { start: start.index, end: end.index };
}

/** The captures that a rule reads. */
function captureNames({ origin, entry_point, dependency }: DetectorRule): readonly string[] {
  const values = [
    entry_point?.method,
    entry_point?.path,
    entry_point?.cron,
    entry_point?.queue,
    entry_point?.name,
    entry_point?.handler,
    dependency?.target,
  ].flatMap((value) => (value === undefined ? [] : [typeof value === 'string' ? value : value.of]));
  const names = [...values, ...(origin === undefined ? [] : [origin.of])];
  return [...new Set(names.filter((name) => name.startsWith('$')))];
}
