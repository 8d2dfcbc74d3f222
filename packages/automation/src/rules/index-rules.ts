import { type EventFacts, EventScope } from '../conditions/cel-environments.ts';
import { compileRule, type IndexedRule, type RuleDefinition } from './compile-rule.ts';
import { concernsCodebase } from './concerns-codebase.ts';
import { type EqualityConjunct, readPath, type Scalar } from './equality-conjuncts.ts';

/** An event as matching sees it. `rule_ref` restricts it to one rule. */
export interface MatchableEvent extends EventFacts {
  readonly rule_ref: string | null;
}

/** The enabled rules, by trigger and by what they compare for equality. */
export interface RuleIndex<R extends RuleDefinition> {
  readonly size: number;
  readonly triggers: ReadonlyMap<string, TriggerIndex<R>>;
}

interface TriggerIndex<R extends RuleDefinition> {
  readonly rules: readonly IndexedRule<R>[];
  /** Positions in `rules`, here and below. */
  readonly always: readonly number[];
  readonly paths: readonly PathIndex[];
}

interface PathIndex {
  readonly path: readonly string[];
  readonly all: number[];
  readonly byValue: Map<Scalar, number[]>;
}

/**
 * Compiles and indexes the enabled rules.
 *
 * Each rule is filed under one of its equality conjuncts, the one whose values the fewest rules of the
 * trigger ask for. An event then reads each path once and meets only the rules that ask for the value
 * it found; where a path is absent, it meets all rules of that path, because each of them answers an
 * error or a mismatch of its own. So the outcomes are those of evaluating every rule.
 *
 * @param options.previous the index before a change of some rules; the others are not compiled again.
 */
export function indexRules<R extends RuleDefinition>(
  rules: readonly R[],
  options: { readonly previous?: RuleIndex<R> } = {},
): RuleIndex<R> {
  const known = new Map<string, IndexedRule<R>>();
  for (const trigger of options.previous?.triggers.values() ?? []) {
    for (const indexed of trigger.rules) known.set(indexed.rule.ref, indexed);
  }
  const byTrigger = new Map<string, IndexedRule<R>[]>();
  let size = 0;
  for (const rule of rules) {
    if (!rule.enabled) continue;
    size += 1;
    append(byTrigger, rule.trigger_ref, compileRule(rule, known.get(rule.ref)));
  }
  const triggers = new Map<string, TriggerIndex<R>>();
  for (const [trigger, indexed] of byTrigger) triggers.set(trigger, indexTrigger(indexed));
  return { size, triggers };
}

/**
 * The rules that an event can match or fail, in the order they were given; every other rule does not
 * match. Costs one look-up a compared path, not one evaluation a rule.
 */
export function candidates<R extends RuleDefinition>(
  index: RuleIndex<R>,
  event: MatchableEvent,
  scope: EventScope = new EventScope(event),
): readonly IndexedRule<R>[] {
  const trigger = index.triggers.get(event.trigger_ref);
  if (trigger === undefined) return [];
  if (event.rule_ref !== null) {
    return trigger.rules.filter(
      ({ rule }) => rule.ref === event.rule_ref && concernsCodebase(rule, event),
    );
  }
  const positions = [...trigger.always];
  for (const path of trigger.paths) {
    for (const position of rulesAsking(path, scope)) positions.push(position);
  }
  return positions
    .sort((a, b) => a - b)
    .flatMap((position) => trigger.rules[position] ?? [])
    .filter(({ rule }) => concernsCodebase(rule, event));
}

function rulesAsking({ path, all, byValue }: PathIndex, event: EventScope): readonly number[] {
  const found = readPath(event, path);
  switch (found.kind) {
    case 'absent':
      return all;
    case 'scalar':
      return byValue.get(found.value) ?? [];
    case 'other':
      return [];
  }
}

function indexTrigger<R extends RuleDefinition>(rules: readonly IndexedRule<R>[]): TriggerIndex<R> {
  const equalities = rules.map(({ compiled }) =>
    compiled.kind === 'ready' ? compiled.equalities : [],
  );
  const demand = countDemand(equalities.flat());
  const always: number[] = [];
  const paths = new Map<string, PathIndex>();
  for (const [position, options] of equalities.entries()) {
    const chosen = mostSelective(options, demand);
    if (chosen === null) {
      always.push(position);
      continue;
    }
    const entry: PathIndex = paths.get(chosen.key) ?? {
      path: chosen.path,
      all: [],
      byValue: new Map(),
    };
    paths.set(chosen.key, entry);
    entry.all.push(position);
    for (const value of chosen.values) append(entry.byValue, value, position);
  }
  return { rules, always, paths: [...paths.values()] };
}

/** How many conjuncts ask for each value of each path. */
type Demand = ReadonlyMap<string, ReadonlyMap<Scalar, number>>;

function countDemand(conjuncts: readonly EqualityConjunct[]): Demand {
  const demand = new Map<string, Map<Scalar, number>>();
  for (const { key, values } of conjuncts) {
    const counts = demand.get(key) ?? new Map<Scalar, number>();
    demand.set(key, counts);
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return demand;
}

function mostSelective(
  options: readonly EqualityConjunct[],
  demand: Demand,
): EqualityConjunct | null {
  let chosen: EqualityConjunct | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const option of options) {
    const counts = demand.get(option.key);
    const asked = option.values.reduce<number>((sum, value) => sum + (counts?.get(value) ?? 0), 0);
    if (asked < least) {
      least = asked;
      chosen = option;
    }
  }
  return chosen;
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
