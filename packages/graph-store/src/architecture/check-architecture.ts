import {
  type Architecture,
  type ArchitectureReport,
  type ArchitectureRule,
  type Baseline,
  type BaselineEntry,
  type Exemption,
  type Relation,
  type RuleReport,
  relationSchema,
  type SymbolRef,
  type SymbolSelector,
  symbolOriginSchema,
  type Violation,
} from '@clew/contracts';
import picomatch from 'picomatch';
import { symbolsById } from '../changes/symbols-by-id.ts';
import type { Graph } from '../open-graph.ts';
import { lastRevision } from '../revisions/list-revisions.ts';
import { type ArchitectureNode, architectureNodes } from './architecture-nodes.ts';
import { findRuleCycles } from './find-rule-cycles.ts';
import { countUnresolved, type EdgeTest, findViolations } from './find-violations.ts';
import { type NodeTest, type SymbolSelection, selectSymbols } from './select-symbols.ts';

/** What a rule that names no relations looks at: everything but who contains whom. */
const allRelations = relationSchema.options.filter((relation) => relation !== 'contains');

export interface CheckArchitectureInput {
  readonly architecture: Architecture;
  readonly baseline?: Baseline | null;
  /** The day on which exemptions must still hold, as `2026-01-31`. */
  readonly today: string;
}

/**
 * Holds a graph against the rules of its architecture. Nothing is written.
 *
 * A rule whose sides match nothing is `unknown`: it would pass whatever the code does. A rule with
 * unresolved sites in its scope passes with their number told.
 */
export function checkArchitecture({
  ctx: { graph },
  input: { architecture, baseline = null, today },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: CheckArchitectureInput;
}): ArchitectureReport {
  const nodes = architectureNodes(graph);
  const selection = selectSymbols(architecture.layers);
  const edgeRules = architecture.rules.map((rule) => edgeTest(rule, selection));
  const tests = edgeRules.filter((test) => test !== null);
  const found = findViolations(graph, nodes, tests);
  const judge = violationJudge(architecture.exemptions, baseline, today);

  const rules: RuleReport[] = [];
  const violations: Violation[] = [];
  for (const [index, rule] of architecture.rules.entries()) {
    const test = edgeRules[index] ?? null;
    const drafts =
      test === null
        ? cycleDrafts(graph, nodes, rule, selection)
        : edgeDrafts(graph, nodes, rule, found[tests.indexOf(test)] ?? [], selection);
    const judged = drafts.violations.map((draft) => ({ ...draft, status: judge.statusOf(draft) }));
    violations.push(...judged);
    const count = (status: Violation['status']) =>
      judged.filter((each) => each.status === status).length;
    rules.push({
      ref: rule.ref,
      severity: rule.severity,
      verdict: count('new') > 0 ? 'failed' : drafts.unknown === null ? 'passed' : 'unknown',
      reason: drafts.unknown,
      scope: drafts.scope,
      violations: count('new'),
      baselined: count('baselined'),
      exempted: count('exempted'),
      unresolved_sites: drafts.unresolved,
    });
  }
  const isFailed = rules.some(
    ({ verdict, severity }) => verdict === 'failed' && severity === 'error',
  );
  const isUnknown = rules.length === 0 || rules.some(({ verdict }) => verdict === 'unknown');
  const revision = lastRevision(graph);
  return {
    revision: revision?.id ?? null,
    commit: revision?.commit ?? null,
    verdict: isFailed ? 'failed' : isUnknown ? 'unknown' : 'passed',
    rules,
    violations,
    fixed: judge.fixed(),
    idle_exemptions: judge.idle(),
  };
}

type Draft = Omit<Violation, 'status'>;

interface Drafts {
  readonly violations: readonly Draft[];
  readonly scope: number;
  /** Why the rule proves nothing, or null. */
  readonly unknown: string | null;
  readonly unresolved: number;
}

/** What breaks a rule about edges; null for a rule about cycles. */
function edgeTest(rule: ArchitectureRule, selection: SymbolSelection): EdgeTest | null {
  if ('cycles' in rule) return null;
  const sides = 'forbid' in rule ? rule.forbid : rule.allow;
  const relations: readonly Relation[] =
    sides.relations ?? ('forbid' in rule ? allRelations : ['imports']);
  const from = selection.select(sides.from);
  const to = (sides.to ?? []).map((selector) => selection.select(selector));
  const isTarget: NodeTest = (node) => to.some((test) => test(node));
  const breaks: EdgeTest['breaks'] =
    'forbid' in rule
      ? (source, target) => from(source) && isTarget(target)
      : (source, target) => from(source) && !from(target) && !isTarget(target);
  return { relations, breaks };
}

function edgeDrafts(
  graph: Graph,
  nodes: ReadonlyMap<number, ArchitectureNode>,
  rule: ArchitectureRule,
  found: ReturnType<typeof findViolations>[number],
  selection: SymbolSelection,
): Drafts {
  if ('cycles' in rule) return { violations: [], scope: 0, unknown: null, unresolved: 0 };
  const sides = 'forbid' in rule ? rule.forbid : rule.allow;
  const from = selection.select(sides.from);
  const scope = countMatching(nodes, from);
  const refs = refsOf(
    graph,
    found.flatMap((each) => [each.from, each.to]),
  );
  const violations = found.map(
    (each): Draft => ({
      rule: rule.ref,
      severity: rule.severity,
      message: rule.message ?? sentence(rule, each.from, each.to, selection),
      from: refs(each.from),
      to: refs(each.to),
      sites: [...each.sites],
      sites_total: each.total,
      cycle: null,
    }),
  );
  const unknown =
    scope === 0
      ? 'no symbol matches "from"'
      : 'forbid' in rule
        ? emptyTarget(nodes, sides.to ?? [], selection)
        : null;
  return { violations, scope, unknown, unresolved: countUnresolved(graph, nodes, from) };
}

/** A library that nobody uses is no symbol of the graph, so its absence says that the rule is kept. */
function emptyTarget(
  nodes: ReadonlyMap<number, ArchitectureNode>,
  to: readonly SymbolSelector[],
  selection: SymbolSelection,
): string | null {
  const mayBeLibrary = ({ packages, origin, symbols }: SymbolSelector) =>
    origin === 'external' || packages !== undefined || symbols !== undefined;
  const isEmpty = to.every(
    (selector) => !mayBeLibrary(selector) && countMatching(nodes, selection.select(selector)) === 0,
  );
  return isEmpty ? 'no symbol matches "to"' : null;
}

function cycleDrafts(
  graph: Graph,
  nodes: ReadonlyMap<number, ArchitectureNode>,
  rule: ArchitectureRule,
  selection: SymbolSelection,
): Drafts {
  if (!('cycles' in rule)) return { violations: [], scope: 0, unknown: null, unresolved: 0 };
  const within =
    rule.cycles.within === undefined ? () => true : selection.select(rule.cycles.within);
  const { cycles, scope } = findRuleCycles(graph, nodes, rule.cycles, within);
  const refs = refsOf(
    graph,
    cycles.flatMap(({ members }) => members.slice(0, 1)),
  );
  const violations = cycles.flatMap(({ members, path }): Draft[] => {
    const [first] = members;
    if (first === undefined) return [];
    const names = path.map(({ fqn }) => fqn);
    return [
      {
        rule: rule.ref,
        severity: rule.severity,
        message: rule.message ?? `${names.join(' → ')}`,
        from: refs(first),
        to: null,
        sites: [],
        sites_total: 0,
        cycle: { members: members.map(({ fqn }) => fqn), path: names },
      },
    ];
  });
  return { violations, scope, unknown: scope === 0 ? 'nothing is within it' : null, unresolved: 0 };
}

function countMatching(nodes: ReadonlyMap<number, ArchitectureNode>, test: NodeTest): number {
  let count = 0;
  for (const node of nodes.values()) if (test(node)) count += 1;
  return count;
}

function sentence(
  rule: ArchitectureRule,
  from: ArchitectureNode,
  to: ArchitectureNode,
  selection: SymbolSelection,
): string {
  const named = (node: ArchitectureNode) => {
    const layer = selection.layerOf(node);
    return layer === null ? node.fqn : `${node.fqn} (${layer})`;
  };
  const why = 'allow' in rule ? 'is not among what it may use' : 'is forbidden to it';
  return `${named(from)} uses ${named(to)}, which ${why}`;
}

function refsOf(
  graph: Graph,
  nodes: readonly ArchitectureNode[],
): (node: ArchitectureNode) => SymbolRef {
  const known = symbolsById({ ctx: { graph }, input: { ids: nodes.map(({ id }) => id) } });
  return ({ id, fqn, kind, origin, file }) =>
    known.get(id) ?? {
      fqn,
      kind,
      name: fqn,
      origin: symbolOriginSchema.parse(origin),
      file,
      start_line: null,
    };
}

interface ViolationJudge {
  statusOf(violation: Draft): Violation['status'];
  fixed(): BaselineEntry[];
  idle(): string[];
}

/** Tells what of the violations is tolerated, and what of the tolerance is not needed any more. */
function violationJudge(
  exemptions: readonly Exemption[],
  baseline: Baseline | null,
  today: string,
): ViolationJudge {
  const rules = exemptions.map((exemption) => ({
    exemption,
    isPast: exemption.until !== undefined && exemption.until <= today,
    from: exemption.from === undefined ? () => true : picomatch(exemption.from, { dot: true }),
    to: exemption.to === undefined ? () => true : picomatch(exemption.to, { dot: true }),
    used: false,
  }));
  const tolerated = new Map((baseline?.violations ?? []).map((entry) => [keyOf(entry), entry]));
  const seen = new Set<string>();
  return {
    statusOf(violation) {
      const names = {
        rule: violation.rule,
        from: violation.from.fqn,
        to: violation.to?.fqn ?? null,
      };
      const key = keyOf(names);
      seen.add(key);
      const exempting = rules.find(
        ({ exemption, isPast, from, to }) =>
          !isPast && exemption.rule === names.rule && from(names.from) && to(names.to ?? ''),
      );
      if (exempting !== undefined) {
        exempting.used = true;
        return 'exempted';
      }
      return tolerated.has(key) ? 'baselined' : 'new';
    },
    fixed: () => [...tolerated].flatMap(([key, entry]) => (seen.has(key) ? [] : [entry])),
    idle: () =>
      rules.flatMap(({ exemption, isPast, used }) => {
        if (used) return [];
        const { rule, from = '**', to = '**', until } = exemption;
        const why = isPast ? `is past its day (${until})` : 'exempts nothing';
        return [`the exemption of ${rule} from ${from} to ${to} ${why}`];
      }),
  };
}

function keyOf({ rule, from, to }: BaselineEntry): string {
  return `${rule}\0${from}\0${to ?? ''}`;
}
