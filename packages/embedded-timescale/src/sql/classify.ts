import { isSymbol, isWord, splitStatements } from './statements.ts';
import type { Token } from './tokens.ts';

/**
 * What the gateway must know about one statement: the things that PostgreSQL keeps per session and
 * that the gateway therefore keeps per connection.
 */
export type Statement =
  | { readonly kind: 'listen'; readonly channel: string }
  /** `channel` null is UNLISTEN *. */
  | { readonly kind: 'unlisten'; readonly channel: string | null }
  | { readonly kind: 'commit' }
  | { readonly kind: 'rollback' }
  | { readonly kind: 'savepoint'; readonly name: string }
  | { readonly kind: 'release'; readonly name: string }
  | { readonly kind: 'rollback_to'; readonly name: string }
  | { readonly kind: 'discard_all' }
  /** PREPARE, EXECUTE or DEALLOCATE of one name, which stands at [start, end) of the text. */
  | {
      readonly kind: 'prepared';
      readonly name: string;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'deallocate_all' }
  | {
      readonly kind: 'copy_in';
      readonly format: 'text' | 'binary';
      /** Quoted, with its schema when one was given. */
      readonly table: string;
      /** Number of listed columns; null when all columns are meant. */
      readonly columns: number | null;
    }
  | { readonly kind: 'other' };

export interface Script {
  readonly statements: readonly Statement[];
  /** May change settings of the session. */
  readonly settings: boolean;
  /** Names of settings that it sets, where they stand in the text. */
  readonly settingNames: readonly string[];
  /** Uses advisory locks that may outlive the transaction. */
  readonly advisoryLocks: boolean;
  /** May create temporary relations. */
  readonly temporary: boolean;
}

const PLAIN: Script = {
  statements: [{ kind: 'other' }],
  settings: false,
  settingNames: [],
  advisoryLocks: false,
  temporary: false,
};

/** Words without which no statement of interest can be written; most SQL is let through by this. */
const INTERESTING =
  /listen|\bcommit|\bend\b|\babort|rollback|savepoint|release|discard|prepare|execute|deallocate|stdin|\bset\b|\breset\b|set_config|\bdo\b|\bcall\b|\bload\b|advisory|temp/i;

/** Classifies every statement of a script, which may hold one or many. */
export function classify(sql: string): Script {
  if (!INTERESTING.test(sql) && !sql.includes(';')) return PLAIN;
  const parts = splitStatements(sql);
  const words = parts.flat();
  return {
    statements: parts.map(classifyStatement),
    settings: parts.some(changesSettings) || calls(words, (name) => name === 'set_config'),
    settingNames: parts.flatMap(namedSettings),
    advisoryLocks: calls(words, (name) => /^pg_(try_)?advisory_lock/.test(name)),
    temporary: words.some(
      (token) => token.kind === 'word' && /^(temp|temporary|pg_temp)$/.test(token.text),
    ),
  };
}

function classifyStatement(tokens: readonly Token[]): Statement {
  const [first, second] = tokens;
  if (first?.kind !== 'word' || first.quoted) return { kind: 'other' };
  switch (first.text) {
    case 'listen':
      return second?.kind === 'word' ? { kind: 'listen', channel: second.text } : { kind: 'other' };
    case 'unlisten':
      if (isSymbol(second, '*')) return { kind: 'unlisten', channel: null };
      return second?.kind === 'word'
        ? { kind: 'unlisten', channel: second.text }
        : { kind: 'other' };
    case 'commit':
    case 'end':
      return { kind: 'commit' };
    case 'abort':
    case 'rollback':
      return rollback(tokens);
    case 'savepoint':
      return second?.kind === 'word' ? { kind: 'savepoint', name: second.text } : { kind: 'other' };
    case 'release':
      return lastName(tokens, 'release');
    case 'discard':
      return isWord(second, 'all') ? { kind: 'discard_all' } : { kind: 'other' };
    case 'prepare':
    case 'execute':
      return isWord(second, 'transaction') ? { kind: 'other' } : prepared(second);
    case 'deallocate': {
      const target = isWord(second, 'prepare') && tokens.length > 2 ? tokens[2] : second;
      return isWord(target, 'all') ? { kind: 'deallocate_all' } : prepared(target);
    }
    case 'copy':
      return copy(tokens);
    default:
      return { kind: 'other' };
  }
}

function prepared(token: Token | undefined): Statement {
  if (token?.kind !== 'word') return { kind: 'other' };
  return { kind: 'prepared', name: token.text, start: token.start, end: token.end };
}

function rollback(tokens: readonly Token[]): Statement {
  return tokens.some((token) => isWord(token, 'to'))
    ? lastName(tokens, 'rollback_to')
    : { kind: 'rollback' };
}

function lastName(tokens: readonly Token[], kind: 'release' | 'rollback_to'): Statement {
  const last = tokens.at(-1);
  return last?.kind === 'word' ? { kind, name: last.text } : { kind: 'other' };
}

/** COPY [BINARY] name [(columns)] FROM STDIN [[WITH] (FORMAT binary) | BINARY] */
function copy(tokens: readonly Token[]): Statement {
  let at = isWord(tokens[1], 'binary') ? 2 : 1;
  const name: string[] = [];
  for (let token = tokens[at]; token?.kind === 'word'; token = tokens[at]) {
    name.push(`"${token.text.replaceAll('"', '""')}"`);
    at += 1;
    if (!isSymbol(tokens[at], '.')) break;
    at += 1;
  }
  let columns: number | null = null;
  if (isSymbol(tokens[at], '(')) {
    const close = tokens.findIndex((token, index) => index > at && isSymbol(token, ')'));
    columns = tokens.slice(at, close).filter((token) => token.kind === 'word').length;
    at = close + 1;
  }
  if (name.length === 0 || !isWord(tokens[at], 'from') || !isWord(tokens[at + 1], 'stdin')) {
    return { kind: 'other' };
  }
  const binary = tokens.some(
    (token, index) =>
      isWord(token, 'binary') ||
      (token.kind === 'string' &&
        token.text.toLowerCase() === 'binary' &&
        isWord(tokens[index - 1], 'format')),
  );
  return { kind: 'copy_in', format: binary ? 'binary' : 'text', table: name.join('.'), columns };
}

/** DO, CALL and EXECUTE run code whose text is elsewhere; it may set anything. */
function changesSettings([first, second]: readonly Token[]): boolean {
  if (first?.kind !== 'word' || first.quoted) return false;
  switch (first.text) {
    case 'set':
      return (
        !isWord(second, 'local') && !isWord(second, 'transaction') && !isWord(second, 'constraints')
      );
    case 'reset':
    case 'discard':
    case 'do':
    case 'call':
    case 'execute':
    case 'load':
      return true;
    default:
      return false;
  }
}

/** Names in SET name, SET SESSION name and set_config('name', …). */
function namedSettings(tokens: readonly Token[]): readonly string[] {
  const names: string[] = [];
  if (isWord(tokens[0], 'set')) {
    const at = isWord(tokens[1], 'session') ? 2 : 1;
    const name = dottedName(tokens, at);
    if (name === 'authorization') names.push('session_authorization');
    else if (name !== '' && name !== 'local') names.push(name);
  }
  tokens.forEach((token, index) => {
    if (!isWord(token, 'set_config')) return;
    const argument = tokens[index + 2];
    if (argument?.kind === 'string') names.push(argument.text.toLowerCase());
  });
  return names;
}

function dottedName(tokens: readonly Token[], start: number): string {
  let name = '';
  for (let at = start; ; at += 2) {
    const token = tokens[at];
    if (token?.kind !== 'word') return name;
    name += token.text;
    if (!isSymbol(tokens[at + 1], '.')) return name;
    name += '.';
  }
}

function calls(tokens: readonly Token[], wanted: (name: string) => boolean): boolean {
  return tokens.some(
    (token, index) =>
      token.kind === 'word' && isSymbol(tokens[index + 1], '(') && wanted(token.text),
  );
}
