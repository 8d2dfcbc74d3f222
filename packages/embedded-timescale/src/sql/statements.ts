import { readTokens, type Token } from './tokens.ts';

/** Splits SQL text into the tokens of each of its statements; empty statements are left out. */
export function splitStatements(sql: string): readonly (readonly Token[])[] {
  const statements: Token[][] = [];
  let current: Token[] = [];
  let parentheses = 0;
  /** Nesting of BEGIN ATOMIC and CASE, whose bodies hold semicolons of their own. */
  let blocks = 0;
  const finish = () => {
    if (current.length > 0) statements.push(current);
    current = [];
    parentheses = 0;
    blocks = 0;
  };
  for (const token of readTokens(sql)) {
    if (token.kind === 'symbol') {
      if (token.text === '(') parentheses += 1;
      else if (token.text === ')') parentheses = Math.max(0, parentheses - 1);
      else if (token.text === ';' && parentheses === 0 && blocks === 0) {
        finish();
        continue;
      }
    } else if (token.kind === 'word' && !token.quoted) {
      if (token.text === 'atomic' && isWord(current.at(-1), 'begin')) blocks += 1;
      else if (blocks > 0 && token.text === 'case') blocks += 1;
      else if (blocks > 0 && token.text === 'end') blocks -= 1;
    }
    current.push(token);
  }
  finish();
  return statements;
}

/** Whether the token is this unquoted keyword. */
export function isWord(token: Token | undefined, text: string): boolean {
  return token?.kind === 'word' && !token.quoted && token.text === text;
}

export function isSymbol(token: Token | undefined, text: string): boolean {
  return token?.kind === 'symbol' && token.text === text;
}
