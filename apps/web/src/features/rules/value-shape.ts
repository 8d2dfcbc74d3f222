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
}

export const anything: ValueShape = { type: 'any', description: null, members: {}, items: null };

const deepest = 8;

/** What a JSON Schema says of its values, as far as `type`, `properties` and `items` tell. */
export function shapeOfSchema(schema: JsonValue, depth = 0): ValueShape {
  if (!isObject(schema) || depth > deepest) return anything;
  const { type, description, properties, items } = schema;
  const members = isObject(properties)
    ? Object.fromEntries(
        Object.entries(properties).map(([name, member]) => [
          name,
          shapeOfSchema(member, depth + 1),
        ]),
      )
    : {};
  return {
    type: typeName(type) ?? (Object.keys(members).length > 0 ? 'object' : 'any'),
    description: typeof description === 'string' ? description : null,
    members,
    items: items === undefined ? null : shapeOfSchema(items, depth + 1),
  };
}

/** What an example says of values like it. */
export function shapeOfValue(value: JsonValue, depth = 0): ValueShape {
  if (depth > deepest) return anything;
  if (Array.isArray(value)) {
    const [first] = value;
    const items = first === undefined ? null : shapeOfValue(first, depth + 1);
    return { ...anything, type: 'list', items };
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(([name, member]) => [
      name,
      shapeOfValue(member, depth + 1),
    ]);
    return { ...anything, type: 'object', members: Object.fromEntries(members) };
  }
  return { ...anything, type: value === null ? 'any' : typeof value };
}

function typeName(type: JsonValue | undefined): string | null {
  const names = Array.isArray(type) ? type : [type];
  const said = names.flatMap((name) => (typeof name === 'string' && name !== 'null' ? [name] : []));
  if (said.length === 0) return null;
  return said.map((name) => (name === 'array' ? 'list' : name)).join(' or ');
}

function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
