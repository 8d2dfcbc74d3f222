import type { LiteralValue } from './script/literal-value.ts';

/** The host of a URL, with its port; null unless the text surely is an absolute URL up to its path. */
export function hostOf(value: LiteralValue): string | null {
  const text = value.kind === 'texts' ? value.texts[0] : value.start;
  // Of a URL that goes on in an unknown way, the host is known once something ends it.
  const pattern =
    value.kind === 'texts'
      ? /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#@]+)/i
      : /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#@]+)[/?#]/i;
  const host = pattern.exec(text ?? '')?.[1];
  return host === undefined ? null : host.toLowerCase();
}

const bare = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?$/i;

/** The same for an option, where a host may stand alone. */
export function hostOfOption(value: LiteralValue): string | null {
  const text = value.kind === 'texts' ? value.texts[0] : undefined;
  return hostOf(value) ?? (text !== undefined && bare.test(text) ? text.toLowerCase() : null);
}
