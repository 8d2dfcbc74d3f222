import { anything, type ValueShape } from './value-shape.ts';

export interface CelCompletion {
  readonly label: string;
  readonly kind: 'variable' | 'property' | 'function' | 'method' | 'text';
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
    event: { ...plain('event', 'What happened.'), members: event },
    rule: { ...plain('rule', 'This rule.'), members: rule },
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
 * begins that it would replace. Within a text literal that something is compared with, what that has
 * been; null within any other.
 */
export function completeCel(
  before: string,
  scope: CelScope,
): { readonly from: number; readonly options: readonly CelCompletion[] } | null {
  const quote = openQuote(before);
  if (quote !== null) return completeText(before, quote, scope);
  const path = pathAtEnd.exec(before)?.[0] ?? '';
  const parts = path.split('.');
  const word = parts.at(-1) ?? '';
  const from = before.length - word.length;
  if (parts.length === 1) {
    const options = [...membersOf(variables(scope), 'variable'), ...functions];
    return { from, options };
  }
  const shape = shapeAt(parts.slice(0, -1), scope);
  return { from, options: shape === null ? [...textMethods, ...listMethods] : within(shape) };
}

function shapeAt(parts: readonly string[], scope: CelScope): ValueShape | null {
  const everything: ValueShape = { ...anything, members: variables(scope) };
  return parts.reduce<ValueShape | null>(
    (at, part) => (at === null ? null : stepInto(at, part)),
    everything,
  );
}

const comparedPath =
  /((?:[A-Za-z_]\w*(?:\[[^\]]*\])*\.)+[A-Za-z_]\w*)\s*(?:==|!=|in\s*\[[^\]]*)\s*$/;

function completeText(before: string, quote: number, scope: CelScope) {
  const path = comparedPath.exec(before.slice(0, quote))?.[1];
  const shape = path === undefined ? null : shapeAt(path.split('.'), scope);
  const texts = (shape?.seen ?? []).filter((value) => typeof value === 'string');
  if (texts.length === 0) return null;
  return {
    from: quote + 1,
    options: texts.map((label) => ({ label, kind: 'text' as const, detail: 'seen', info: null })),
  };
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
    .map(([label, shape]) => ({ label, kind, detail: shape.type, info: infoOf(shape) }));
}

function infoOf({ description, seen }: ValueShape): string | null {
  if (seen.length === 0) return description;
  const examples = `Such as ${seen
    .slice(0, 3)
    .map((value) => JSON.stringify(value))
    .join(', ')}.`;
  return description === null ? examples : `${description} ${examples}`;
}

/** Where the text literal begins that `before` ends in; null when it ends in none. */
function openQuote(before: string): number | null {
  let quote: string | null = null;
  let at = 0;
  for (let index = 0; index < before.length; index += 1) {
    const character = before[index] ?? '';
    if (quote !== null && character === '\\') index += 1;
    else if (quote === null && (character === '"' || character === "'")) {
      quote = character;
      at = index;
    } else if (character === quote) quote = null;
  }
  return quote === null ? null : at;
}
