import type { JsonValue } from '@clew/contracts';
import type { Secrets } from './create-secrets.ts';
import { findMarks, lowerCase, type SecretForm, settledLength } from './find-marks.ts';
import { type Redact, redactNothing } from './redact.ts';
import { secretForms } from './secret-forms.ts';

/**
 * A function that replaces every secret by `[secret:NAME]`, in strings and in whole documents (keys
 * and numbers included), whatever its case and in each of its encodings. Where two secrets overlap,
 * both are gone and the first is named.
 */
export function redactor(secrets: Secrets): Redact {
  const forms: readonly SecretForm[] = secrets
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
  return Object.assign(redact, {
    longest,
    settled: (beginning: string) => settledLength(beginning, forms),
  });
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function redactText(original: string, forms: readonly SecretForm[]): string {
  let shown = '';
  let done = 0;
  for (const { from, to, name } of findMarks(original, forms)) {
    shown += `${original.slice(done, from)}[secret:${name}]`;
    done = to;
  }
  return shown + original.slice(done);
}
