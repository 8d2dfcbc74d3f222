export type DescriptorSuffix =
  | 'namespace'
  | 'type'
  | 'term'
  | 'method'
  | 'type_parameter'
  | 'parameter'
  | 'meta'
  | 'macro';

export interface ScipDescriptor {
  readonly name: string;
  readonly suffix: DescriptorSuffix;
  /** Of a method: what tells its overloads apart, such as `+1`. */
  readonly disambiguator: string;
}

/** A symbol that other documents can see. Its version is left out: an upgrade is no other symbol. */
export interface ScipSymbol {
  readonly scheme: string;
  /** Name of the package, '' when the indexer has none. */
  readonly package: string;
  readonly descriptors: readonly ScipDescriptor[];
}

const SUFFIXES: Readonly<Record<string, DescriptorSuffix>> = {
  '/': 'namespace',
  '#': 'type',
  '.': 'term',
  ':': 'meta',
  '!': 'macro',
};

/** True for a symbol that only its document can see. */
export function isLocalSymbol(text: string): boolean {
  return text.startsWith('local ');
}

/**
 * Parses the text form of a symbol by the grammar of message `Symbol` in scip.proto
 * (https://github.com/scip-code/scip). Letters beyond ASCII are read as if they were escaped.
 *
 * @returns null when the text does not follow the grammar
 */
export function parseScipSymbol(text: string): ScipSymbol | null {
  const words: string[] = [];
  let at = 0;
  while (words.length < 4) {
    let word = '';
    for (;;) {
      const space = text.indexOf(' ', at);
      if (space === -1) return null;
      word += text.slice(at, space);
      at = space + 1;
      // Two spaces stand for one inside a word.
      if (text[at] !== ' ') break;
      word += ' ';
      at += 1;
    }
    words.push(word);
  }
  const [scheme = '', , name = ''] = words;
  const descriptors = parseDescriptors(text, at);
  if (scheme === '' || descriptors === null) return null;
  return { scheme, package: name === '.' ? '' : name, descriptors };
}

function parseDescriptors(text: string, start: number): readonly ScipDescriptor[] | null {
  const descriptors: ScipDescriptor[] = [];
  let at = start;
  while (at < text.length) {
    const opening = text[at];
    if (opening === '(' || opening === '[') {
      const name = readName(text, at + 1);
      if (name === null || text[name.end] !== (opening === '(' ? ')' : ']')) return null;
      const suffix = opening === '(' ? 'parameter' : 'type_parameter';
      descriptors.push({ name: name.text, suffix, disambiguator: '' });
      at = name.end + 1;
      continue;
    }
    const name = readName(text, at);
    if (name === null) return null;
    const closing = text[name.end] ?? '';
    if (closing === '(') {
      const end = text.indexOf(').', name.end);
      if (end === -1) return null;
      const disambiguator = text.slice(name.end + 1, end);
      descriptors.push({ name: name.text, suffix: 'method', disambiguator });
      at = end + 2;
      continue;
    }
    const suffix = SUFFIXES[closing];
    if (suffix === undefined) return null;
    descriptors.push({ name: name.text, suffix, disambiguator: '' });
    at = name.end + 1;
  }
  return descriptors.length === 0 ? null : descriptors;
}

function readName(
  text: string,
  start: number,
): { readonly text: string; readonly end: number } | null {
  if (text[start] !== '`') {
    let end = start;
    while (end < text.length && isIdentifierCharacter(text.charCodeAt(end))) end += 1;
    return end === start ? null : { text: text.slice(start, end), end };
  }
  let name = '';
  let at = start + 1;
  for (;;) {
    const tick = text.indexOf('`', at);
    if (tick === -1) return null;
    name += text.slice(at, tick);
    at = tick + 1;
    if (text[at] !== '`') return name === '' ? null : { text: name, end: at };
    name += '`';
    at += 1;
  }
}

/** `_`, `+`, `-`, `$`, letters and digits. */
function isIdentifierCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 43 ||
    code === 45 ||
    code === 36 ||
    code > 127
  );
}
