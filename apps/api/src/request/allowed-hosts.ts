const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const wildcards = new Set(['0.0.0.0', '::', '[::]']);

/** The host name of a `Host` header or of an origin's host, or null when it is not one. */
function hostName(host: string): string | null {
  return URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).hostname : null;
}

export interface AllowedHosts {
  /** Whether a `Host` header names this server. */
  allowsHost(host: string): boolean;
  /** Whether a page of this origin may change data: our own, or the web UI's development server. */
  allowsOrigin(origin: string, host: string): boolean;
}

/**
 * Which names a browser may reach this server by. A page of an attacker can make its own host name
 * resolve to 127.0.0.1 (DNS rebinding) and then count as same-origin; it cannot choose the `Host`
 * header, which still holds the attacker's name.
 */
export function allowedHosts(input: {
  readonly configured: readonly string[];
  readonly webPort: number;
}): AllowedHosts {
  const names = new Set(
    input.configured
      .filter((host) => !wildcards.has(host))
      .map((host) => hostName(host.includes(':') && !host.startsWith('[') ? `[${host}]` : host))
      .filter((name) => name !== null),
  );
  const allowsHost = (host: string) => {
    const name = hostName(host);
    return name !== null && (loopback.test(name) || names.has(name));
  };
  return {
    allowsHost,
    allowsOrigin(origin, host) {
      if (!URL.canParse(origin)) return false;
      const url = new URL(origin);
      return url.host === host || (allowsHost(url.host) && url.port === String(input.webPort));
    },
  };
}
