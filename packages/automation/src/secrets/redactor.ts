import type { JsonValue } from '@clew/contracts';
import type { Secrets } from './create-secrets.ts';
import { type Redact, redactNothing } from './redact.ts';
import { secretForms } from './secret-forms.ts';

interface Form {
  readonly text: string;
  readonly name: string;
}

/**
 * A function that replaces every secret by `[secret:NAME]`, in strings and in whole documents (keys
 * and numbers included), whatever its case and in each of its encodings. Where two secrets overlap,
 * both are gone and the first is named.
 */
export function redactor(secrets: Secrets): Redact {
  const forms: readonly Form[] = secrets
    .names()
    .flatMap((name) =>
      secretForms(secrets.resolve(name)).map((text) => ({ text: lowerCase(text), name })),
    );
  if (forms.length === 0) return redactNothing;
  const text = (original: string) => redactText(original, forms);

  function redact(value: string): string;
  function redact(value: JsonValue): JsonValue;
  function redact(value: JsonValue): JsonValue {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'number') {
      const shown = String(value);
      const redacted = text(shown);
      return redacted === shown ? value : redacted;
    }
    if (value === null || typeof value === 'boolean') return value;
    if (isList(value)) return value.map((item) => redact(item));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [text(key), redact(item)]),
    );
  }
  const longest = Math.max(...forms.map((form) => form.text.length));
  return Object.assign(redact, { longest });
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function redactText(original: string, forms: readonly Form[]): string {
  const text = lowerCase(original);
  const found: { readonly from: number; readonly to: number; readonly name: string }[] = [];
  for (const form of forms) {
    for (
      let from = text.indexOf(form.text);
      from !== -1;
      from = text.indexOf(form.text, from + 1)
    ) {
      found.push({ from, to: from + form.text.length, name: form.name });
    }
  }
  if (found.length === 0) return original;
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  let shown = '';
  let done = 0;
  for (const { from, to, name } of found) {
    if (to <= done) continue;
    if (from >= done) shown += `${original.slice(done, from)}[secret:${name}]`;
    done = to;
  }
  return shown + original.slice(done);
}

/** Only ASCII letters: the length, and so every position, stays the same. */
function lowerCase(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
