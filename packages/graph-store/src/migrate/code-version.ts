import { readFileSync } from 'node:fs';

let version: string | null = null;

/** The version of this package, which the journal keeps with each migration. */
export function codeVersion(): string {
  if (version === null) {
    const manifest = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as { readonly version: string };
    version = manifest.version;
  }
  return version;
}
