import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';

const mark = '[secret]';

/** Names that promise a credential, and the literal that such a name is given. */
const assignment =
  /((?:pass(?:word|wd|phrase)?|secret|token|api[_-]?key|private[_-]?key|access[_-]?key|credential|auth(?!or))\w*["'`]?\s*(?::\s*string\s*)?[:=]+\s*)(["'`])((?:\\.|(?!\2)[^\\\n]){6,})\2/gi;
const keyBlock =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
const userInfo = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'`]*:)([^\s/@"'`]+)(?=@)/gi;
const bearer = /(\b(?:bearer|basic)\s+)([A-Za-z0-9+/_=.-]{12,})/gi;

/** Keys that give themselves away, where Secretlint's recommended rules want to see more around them. */
const knownForms =
  /\b(?:A(?:KIA|SIA)[0-9A-Z]{16}|sk-[\w-]{20,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,})(?![\w-])/g;

const config = {
  rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }],
};

/**
 * Takes credentials out of a source text: those that Secretlint knows by their form, private keys,
 * passwords in addresses, and literals that are given to what is called a password, token or key.
 * What only looks like one is taken out too: a summary does not need it.
 */
export async function redactSource(text: string): Promise<string> {
  const plain = text
    .replaceAll(keyBlock, mark)
    .replaceAll(userInfo, `$1${mark}`)
    .replaceAll(knownForms, mark)
    .replaceAll(bearer, `$1${mark}`)
    .replaceAll(assignment, `$1$2${mark}$2`);
  const { messages } = await lintSource({
    source: { filePath: 'source.txt', content: plain, contentType: 'text', ext: '.txt' },
    options: { config, noPhysicFilePath: true },
  });
  let shown = '';
  let done = 0;
  for (const [from, to] of messages.map(({ range }) => range).sort((a, b) => a[0] - b[0])) {
    if (from >= done) shown += plain.slice(done, from) + mark;
    done = Math.max(done, to);
  }
  return shown + plain.slice(done);
}

/** No source holds it: files with NUL are not indexed. */
const between = '\n\0\0\n';

/** The same for many short texts at once, each of which alone costs as much as a long one. */
export async function redactTexts(texts: readonly string[]): Promise<readonly string[]> {
  const shown = (await redactSource(texts.join(between))).split(between);
  // A key without its end takes what follows with it.
  return shown.length === texts.length ? shown : await Promise.all(texts.map(redactSource));
}
