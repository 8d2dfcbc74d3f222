/** Shorter pieces of an encoded secret would be found in texts that do not hold it. */
const shortestPiece = 8;

/**
 * Every way in which a secret is likely to turn up in an answer, a log or the output of a program:
 * plain, line by line, escaped for JSON (also twice, also as ASCII), encoded for URLs and forms, in
 * base64 and base64url, also as a part of something longer.
 */
export function secretForms(value: string): readonly string[] {
  const escaped = JSON.stringify(value).slice(1, -1);
  const forms = new Set([
    value,
    ...value.split(/\r?\n/).filter((line) => line.length >= shortestPiece),
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    asciiEscaped(escaped),
    encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '\uFFFD')),
    encodeURI(value.replaceAll(/\p{Surrogate}/gu, '\uFFFD')),
    new URLSearchParams([['', value]]).toString().slice(1),
    ...(URL.canParse(value) ? [new URL(value).href] : []),
    ...base64Forms(value),
  ]);
  return [...forms].filter((form) => form !== '');
}

function asciiEscaped(escaped: string): string {
  return escaped.replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Base64 encodes three bytes as four characters, so inside something longer (`user:password`) a
 * secret looks different at each of three offsets; only the characters that its own bytes decide are
 * the same everywhere.
 */
function base64Forms(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  const pieces = [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor((shifted.length * 8) / 6);
    return shifted.toString('base64').slice(first, last);
  });
  const whole = bytes.toString('base64');
  const forms = [whole, ...pieces.filter((piece) => piece.length >= shortestPiece)];
  return forms.flatMap((form) => [
    form,
    form.replaceAll('+', '-').replaceAll('/', '_'),
    encodeURIComponent(form),
  ]);
}
