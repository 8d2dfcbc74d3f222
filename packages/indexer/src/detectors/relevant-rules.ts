import type { DetectorRule } from '@clew/contracts';
import type { DetectionInput } from './detection-input.ts';
import { scriptGrammar } from './match-rules.ts';
import { isOfModules } from './module-match.ts';
import { scriptNames } from './script/script-names.ts';

type Origin = DetectorRule['origin'];

/**
 * The rules that are worth a look at the syntax of a source: those of whose modules it imports one or
 * touches a symbol, and those of whose globals it names one. Most sources are told by their text and
 * their facts alone; those that could need a rule, by their tokens. Nothing is parsed.
 */
export function relevantRules(
  input: DetectionInput,
  rules: readonly DetectorRule[],
): readonly DetectorRule[] {
  const { text, language, path } = input;
  const ofLanguage = rules.filter((rule) => rule.language === language);
  if (language === 'java') {
    return ofLanguage.filter(({ origin }) => origin.modules.some((name) => text.includes(name)));
  }
  const touched = touchedModules(input);
  const code = text.replace(comment, withoutProse);
  const written = [...code.matchAll(specifier)].map((match) => match[1] ?? '');
  const isOf = ({ modules }: Origin, found: readonly string[]): boolean =>
    found.some((module) => isOfModules(module, modules));
  const candidates = ofLanguage.filter(
    ({ origin }) => isOf(origin, touched) || isOf(origin, written) || mayName(code, origin),
  );
  // Between tags there is prose, which has no tokens.
  if (candidates.length === 0 || scriptGrammar(path) === 'tsx') return candidates;
  const { texts, identifiers } = scriptNames(text);
  return candidates.filter(
    ({ origin }) =>
      isOf(origin, touched) ||
      isOf(origin, texts) ||
      origin.globals?.some((name) => identifiers.has(name)) === true,
  );
}

const specifier = /\b(?:from|import|require)\s*\(?\s*['"]([^'"\n]+)['"]/g;

function touchedModules({ edges, externals }: DetectionInput): readonly string[] {
  const modules = new Set<string>();
  for (const { to } of edges) {
    if (!externals.has(to)) continue;
    const end = to.indexOf('#');
    modules.add(end === -1 ? to : to.slice(0, end));
  }
  return [...modules];
}

/** A `//` or a block that begins a line; a block only as far as each of its lines begins with `*`. */
const comment =
  /^[ \t]*(?:\/\/[^\n]*|\/\*(?:[^*\n]|\*(?!\/))*(?:\n[ \t]*\*(?!\/)(?:[^*\n]|\*(?!\/))*)*(?:\n[ \t]*)?\*\/)/gm;

/** Of what looks like a comment the lines that would be code if all of it stood in a template. */
function withoutProse(found: string): string {
  if (found.includes('`') && !found.trimStart().startsWith('/**')) return found;
  if (!found.includes('${')) return '';
  return found
    .split('\n')
    .filter((line) => line.includes('${'))
    .join('\n');
}

const words = new WeakMap<Origin, RegExp>();

/** Whether one of the globals occurs, unless as a member: behind a dot that is not of a spread. */
function mayName(text: string, origin: Origin): boolean {
  const { globals } = origin;
  if (globals === undefined || !globals.some((name) => text.includes(name))) return false;
  let named = words.get(origin);
  if (named === undefined) {
    const alternatives = globals.map((name) => name.replaceAll(/\W/g, '\\$&')).join('|');
    named = new RegExp(`(?<![\\w$]|(?<!\\.\\.)\\.)(?:${alternatives})(?![\\w$])`);
    words.set(origin, named);
  }
  return named.test(text);
}
