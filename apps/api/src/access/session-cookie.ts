import { serialize } from 'hono/utils/cookie';

/**
 * The cookie that holds a page's token. Cookies know no ports: the name has it, so that servers on one
 * machine do not sign each other's pages out. Scripts cannot read it, and pages of other sites cannot
 * send it.
 */
function cookieName(host: string): string {
  return `clew_session_${/:(\d+)$/.exec(host)?.[1] ?? 'default'}`;
}

const attributes = { path: '/', httpOnly: true, sameSite: 'Strict' } as const;

/** Whether the browser speaks TLS, to us or to what stands in front of us. */
function isSecure(headers: Headers): boolean {
  return headers.get('x-forwarded-proto') === 'https';
}

export function readSession(headers: Headers): string | undefined {
  const name = cookieName(headers.get('host') ?? '');
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const [key = '', value = ''] = pair.trim().split('=', 2);
    if (key === name && value !== '') return value;
  }
  return undefined;
}

/** The header that starts a session; it ends with the token, or when the browser is closed. */
export function startSession(
  headers: Headers,
  { secret, expires }: { readonly secret: string; readonly expires: string | null },
): string {
  return serialize(cookieName(headers.get('host') ?? ''), secret, {
    ...attributes,
    secure: isSecure(headers),
    ...(expires === null ? {} : { expires: new Date(expires) }),
  });
}

export function endSession(headers: Headers): string {
  return serialize(cookieName(headers.get('host') ?? ''), '', {
    ...attributes,
    secure: isSecure(headers),
    maxAge: 0,
  });
}
