import type { RedactText } from '../generate/prepare-summary.ts';

/** Shorter values stand in texts that have nothing to do with them. */
const shortest = 6;

/** Takes values that are secrets out of texts, as they are and as JSON writes them. */
export function redactValues(values: readonly string[]): RedactText {
  const forms = [...new Set(values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]))]
    .filter((form) => form.length >= shortest)
    // One may be a part of another.
    .sort((a, b) => b.length - a.length);
  return Object.assign(
    (text: string) => forms.reduce((shown, form) => shown.replaceAll(form, '[secret]'), text),
    { longest: forms[0]?.length ?? 0 },
  );
}
