import type { JsonValue } from '@clew/contracts';

/** What is known of a value before there is one: its type, and what it holds. */
export interface ValueShape {
  /** As people say it: `string`, `number`, `list`, …; `any` when nothing is known. */
  readonly type: string;
  readonly description: string | null;
  /** Of an object. */
  readonly members: Readonly<Record<string, ValueShape>>;
  /** Of the elements of a list. */
  readonly items: ValueShape | null;
  /** Texts and numbers that it has been, or may only be. */
  readonly seen: readonly (string | number)[];
}

export const anything: ValueShape = {
  type: 'any',
  description: null,
  members: {},
  items: null,
  seen: [],
};

const deepest = 8;
const mostSeen = 8;

/**
 * What a JSON Schema says of its values, as far as `type`, `properties`, `items`, `enum`, references
 * within it and its alternatives tell.
 */
export function shapeOfSchema(schema: JsonValue, depth = 0, root: JsonValue = schema): ValueShape {
  if (!isObject(schema) || depth > deepest) return anything;
  const { type, description, properties, items, enum: options, const: only, $ref } = schema;
  const members = isObject(properties)
    ? Object.fromEntries(
        Object.entries(properties).map(([name, member]) => [
          name,
          shapeOfSchema(member, depth + 1, root),
        ]),
      )
    : {};
  const seen = [...(Array.isArray(options) ? options : []), ...(only === undefined ? [] : [only])];
  const own: ValueShape = {
    type: typeName(type) ?? (Object.keys(members).length > 0 ? 'object' : typeOfAll(seen)),
    description: typeof description === 'string' ? description : null,
    members,
    items: items === undefined ? null : shapeOfSchema(items, depth + 1, root),
    seen: seen.filter(isPlain).slice(0, mostSeen),
  };
  const others = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((each) =>
    Array.isArray(each) ? each : [],
  );
  const target = typeof $ref === 'string' ? targetOf(root, $ref) : undefined;
  return [...others, ...(target === undefined ? [] : [target])]
    .map((other) => shapeOfSchema(other, depth + 1, root))
    .reduce(mergeShapes, own);
}

/** What an example says of values like it. */
export function shapeOfValue(value: JsonValue, depth = 0): ValueShape {
  if (depth > deepest) return anything;
  if (Array.isArray(value)) {
    const items = value
      .slice(0, mostSeen)
      .map((item) => shapeOfValue(item, depth + 1))
      .reduce<ValueShape | null>(
        (all, item) => (all === null ? item : mergeShapes(all, item)),
        null,
      );
    return { ...anything, type: 'list', items };
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(([name, member]) => [
      name,
      shapeOfValue(member, depth + 1),
    ]);
    return { ...anything, type: 'object', members: Object.fromEntries(members) };
  }
  if (value === null) return anything;
  return { ...anything, type: typeof value, seen: isPlain(value) && short(value) ? [value] : [] };
}

/** What two shapes of one value say together. */
export function mergeShapes(first: ValueShape, second: ValueShape): ValueShape {
  const names = new Set([...Object.keys(first.members), ...Object.keys(second.members)]);
  const members = Object.fromEntries(
    [...names].map((name) => {
      const [a, b] = [first.members[name], second.members[name]];
      return [name, a === undefined ? (b ?? anything) : b === undefined ? a : mergeShapes(a, b)];
    }),
  );
  const { items: left } = first;
  const { items: right } = second;
  return {
    type: mergeTypes(first.type, second.type),
    description: first.description ?? second.description,
    members,
    items: left === null ? right : right === null ? left : mergeShapes(left, right),
    seen: [...new Set([...first.seen, ...second.seen])].slice(0, mostSeen),
  };
}

function mergeTypes(first: string, second: string): string {
  if (first === 'any' || first === second) return second;
  if (second === 'any') return first;
  return [...new Set([...first.split(' or '), ...second.split(' or ')])].join(' or ');
}

function targetOf(root: JsonValue, reference: string): JsonValue | undefined {
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .reduce<JsonValue | undefined>(
      (at, part) =>
        isObject(at) ? at[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined,
      root,
    );
}

function typeName(type: JsonValue | undefined): string | null {
  const names = Array.isArray(type) ? type : [type];
  const said = names.flatMap((name) => (typeof name === 'string' && name !== 'null' ? [name] : []));
  if (said.length === 0) return null;
  return said.map((name) => (name === 'array' ? 'list' : name)).join(' or ');
}

function typeOfAll(values: readonly JsonValue[]): string {
  const types = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  const [only] = types;
  return types.size === 1 && only !== undefined ? only : 'any';
}

function isPlain(value: JsonValue): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

const short = (value: string | number) => String(value).length <= 60;

function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
