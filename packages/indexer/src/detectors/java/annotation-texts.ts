import type { SgNode } from '../match-rules.ts';

/** The texts that an annotation gives for one of its elements. */
export interface JavaTexts {
  readonly texts: readonly string[];
  /** Something is given that cannot be read, e.g. a constant of another class. */
  readonly isComputed: boolean;
}

/**
 * The texts of the first of these elements that is given: `value` is also what stands alone. A text is
 * a literal, a concatenation of literals, or a constant of the same source.
 */
export function annotationTexts(annotation: SgNode, elements: readonly string[]): JavaTexts {
  const given = annotation.field('arguments')?.namedChildren() ?? [];
  for (const element of elements) {
    const pair = given.find(
      (child) => child.kind() === 'element_value_pair' && child.field('key')?.text() === element,
    );
    const value = pair?.field('value') ?? null;
    if (value !== null) return read(value);
  }
  const alone = given.find((child) => child.kind() !== 'element_value_pair' && !isComment(child));
  return elements.includes('value') && alone !== undefined
    ? read(alone)
    : { texts: [], isComputed: false };
}

function isComment(node: SgNode): boolean {
  return node.kind().toString().endsWith('comment');
}

function read(node: SgNode): JavaTexts {
  if (node.kind() === 'element_value_array_initializer') {
    const parts = node
      .namedChildren()
      .filter((child) => !isComment(child))
      .map(read);
    return {
      texts: parts.flatMap(({ texts }) => texts),
      isComputed: parts.some(({ isComputed }) => isComputed),
    };
  }
  const text = textOf(node, 0);
  return text === null ? { texts: [], isComputed: true } : { texts: [text], isComputed: false };
}

function textOf(node: SgNode, depth: number): string | null {
  if (depth > 8) return null;
  switch (node.kind().toString()) {
    case 'string_literal':
      return node.text().slice(1, -1);
    case 'binary_expression': {
      const left = node.field('left');
      const right = node.field('right');
      if (left === null || right === null || node.field('operator')?.text() !== '+') return null;
      const [a, b] = [textOf(left, depth + 1), textOf(right, depth + 1)];
      return a === null || b === null ? null : a + b;
    }
    case 'parenthesized_expression': {
      const [inner] = node.namedChildren();
      return inner === undefined ? null : textOf(inner, depth + 1);
    }
    case 'field_access':
      // The values of an enum mean themselves; a constant of another class could be anything.
      return /^(?:\w+\.)*RequestMethod\.[A-Z]+$/.test(node.text()) ? node.text() : null;
    case 'identifier':
      return /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE)$/.test(node.text())
        ? node.text()
        : constant(node, depth);
    default:
      return null;
  }
}

/** The initial value of a final field of this name in the same source. */
function constant(name: SgNode, depth: number): string | null {
  const declarations = name
    .getRoot()
    .root()
    .findAll({ rule: { kind: 'field_declaration', regex: `\\bfinal\\b` } })
    .flatMap((field) => field.fieldChildren('declarator'))
    .filter((declarator) => declarator.field('name')?.text() === name.text());
  const [only] = declarations;
  const value = declarations.length === 1 ? only?.field('value') : null;
  return value === null || value === undefined ? null : textOf(value, depth + 1);
}
