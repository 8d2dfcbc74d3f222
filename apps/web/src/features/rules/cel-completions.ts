import { anything, type ValueShape } from './value-shape.ts';

export interface CelCompletion {
  readonly label: string;
  readonly kind: 'variable' | 'property' | 'function' | 'method';
  /** The type of what it stands for, or the shape of a call. */
  readonly detail: string;
  readonly info: string | null;
}

/** What a condition can read: the shapes of the payload, the config and the trigger's parameters. */
export interface CelScope {
  readonly payload: ValueShape;
  readonly params: ValueShape;
}

const plain = (type: string, description: string): ValueShape => ({
  ...anything,
  type,
  description,
});

function variables({ payload, params }: CelScope): Readonly<Record<string, ValueShape>> {
  const event = {
    id: plain('number', 'The id of the event.'),
    trigger_ref: plain('string', 'Its trigger.'),
    payload: { ...payload, description: 'What the event says.' },
    config: plain('any', 'Its configuration.'),
    source_ref: plain('string', 'The source that saw it happen, or null.'),
    created: plain('string', 'RFC 3339; timestamp(event.created) compares it.'),
    depth: plain('number', 'Reactions between the root of its chain and itself.'),
  };
  const rule = {
    ref: plain('string', 'The ref of this rule.'),
    params: { ...params, description: 'Its parameters for the trigger.' },
  };
  return {
    event: { type: 'event', description: 'What happened.', members: event, items: null },
    rule: { type: 'rule', description: 'This rule.', members: rule, items: null },
  };
}

const call = (label: string, detail: string, info: string): CelCompletion => ({
  label,
  kind: 'function',
  detail,
  info,
});
const method = (label: string, detail: string, info: string): CelCompletion => ({
  label,
  kind: 'method',
  detail,
  info,
});

const functions: readonly CelCompletion[] = [
  call('has', 'has(a.b): bool', 'Whether a member is there.'),
  call('size', 'size(value): int', 'The length of a text, list or object.'),
  call('int', 'int(value): int', 'As a whole number.'),
  call('double', 'double(value): double', 'As a number.'),
  call('string', 'string(value): string', 'As text.'),
  call('timestamp', 'timestamp(string): timestamp', 'Reads a moment.'),
  call('duration', 'duration(string): duration', 'Reads a span, such as "90s".'),
  call('type', 'type(value): type', 'The type of a value.'),
];
const textMethods: readonly CelCompletion[] = [
  method('startsWith', 'startsWith(string): bool', 'Whether the text begins so.'),
  method('endsWith', 'endsWith(string): bool', 'Whether the text ends so.'),
  method('contains', 'contains(string): bool', 'Whether the text holds another.'),
  method('matches', 'matches(pattern): bool', 'Whether a pattern is found, in the syntax of RE2.'),
  method('size', 'size(): int', 'Its length.'),
];
const listMethods: readonly CelCompletion[] = [
  method('exists', 'exists(x, condition): bool', 'Whether it holds for one or more.'),
  method('all', 'all(x, condition): bool', 'Whether it holds for every one.'),
  method('exists_one', 'exists_one(x, condition): bool', 'Whether it holds for exactly one.'),
  method('filter', 'filter(x, condition): list', 'Those for which it holds.'),
  method('map', 'map(x, expression): list', 'What becomes of each.'),
  method('size', 'size(): int', 'How many there are.'),
];

/** The dotted path that ends where something is typed, e.g. `event.payload.steps[0].na`. */
const pathAtEnd = /(?:[A-Za-z_]\w*(?:\[[^\]]*\])*\.)*[A-Za-z_]?\w*$/;

/**
 * What may stand at the end of `before`, the text up to where something is typed, and where the word
 * begins that it would replace. Null inside a text literal.
 */
export function completeCel(
  before: string,
  scope: CelScope,
): { readonly from: number; readonly options: readonly CelCompletion[] } | null {
  if (insideText(before)) return null;
  const path = pathAtEnd.exec(before)?.[0] ?? '';
  const parts = path.split('.');
  const word = parts.at(-1) ?? '';
  const from = before.length - word.length;
  if (parts.length === 1) {
    const options = [...membersOf(variables(scope), 'variable'), ...functions];
    return { from, options };
  }
  const shape = parts
    .slice(0, -1)
    .reduce<ValueShape | null>((at, part) => (at === null ? null : stepInto(at, part)), {
      ...anything,
      members: variables(scope),
    });
  return { from, options: shape === null ? [...textMethods, ...listMethods] : within(shape) };
}

function within(shape: ValueShape): readonly CelCompletion[] {
  const members = membersOf(shape.members, 'property');
  if (shape.type === 'string') return textMethods;
  if (shape.type === 'list') return listMethods;
  return shape.type === 'any' ? [...members, ...textMethods, ...listMethods] : members;
}

function stepInto(shape: ValueShape, part: string): ValueShape | null {
  const [, name = '', indices = ''] = /^(\w*)(.*)$/.exec(part) ?? [];
  const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
  if (member === undefined) return null;
  const steps = indices.split('[').length - 1;
  return Array.from({ length: steps }).reduce<ValueShape | null>((at) => at?.items ?? null, member);
}

function membersOf(
  members: Readonly<Record<string, ValueShape>>,
  kind: 'variable' | 'property',
): readonly CelCompletion[] {
  return Object.entries(members)
    .filter(([name]) => /^[A-Za-z_]\w*$/.test(name))
    .map(([label, { type, description }]) => ({ label, kind, detail: type, info: description }));
}

function insideText(before: string): boolean {
  let quote: string | null = null;
  for (let index = 0; index < before.length; index += 1) {
    const character = before[index] ?? '';
    if (quote !== null && character === '\\') index += 1;
    else if (quote === null && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = null;
  }
  return quote !== null;
}
