import ipaddr from 'ipaddr.js';

/** Which private targets requests may be sent to. Public ones are always allowed. */
export type PrivateTargets = true | readonly string[];

/**
 * Public by its number, private by its meaning: Azure's virtual machines reach their host's agent,
 * which gives out credentials, by this address.
 */
const publicLooking = new Set(['168.63.129.16']);

/** All that IPv6 has given out for the public; the rest may be another address in disguise. */
const publicSix = ipaddr.parseCIDR('2000::/3');

/** Reads `CLEW_HTTP_ALLOW_PRIVATE`: `true`, or names, addresses and ranges separated by commas. */
export function parsePrivateTargets(setting: string | undefined): PrivateTargets {
  const entries = (setting ?? '').split(',').map((entry) => hostKey(entry.trim()));
  return entries.includes('true') ? true : entries.filter((entry) => entry !== '');
}

/**
 * Says why no connection may be made to an address, or null when one may.
 *
 * @param input.host the name in the URL that led to the address
 * @param input.address the address itself, as the system would connect to it
 */
export function targetProblem(input: {
  readonly host: string;
  readonly address: string;
  readonly allowed: PrivateTargets;
}): string | null {
  const { allowed } = input;
  const host = hostKey(input.host);
  if (!ipaddr.isValid(input.address)) return `${host} resolves to ${input.address}, no IP address`;
  // An IPv4 address in the clothes of IPv6 is what it would be on the wire.
  const address = ipaddr.process(input.address);
  const kind = privateKind(address);
  if (kind === null) return null;
  if (allowed === true || allowed.some((entry) => entry === host || covers(entry, address))) {
    return null;
  }
  return host === hostKey(input.address)
    ? `${host} is not a public address (${kind})`
    : `${host} resolves to ${input.address}, which is not a public address (${kind})`;
}

function privateKind(address: ipaddr.IPv4 | ipaddr.IPv6): string | null {
  const range = address.range();
  if (range !== 'unicast') return range;
  if (publicLooking.has(address.toString())) return 'metadata';
  return address.kind() === 'ipv6' && !within(address, publicSix) ? 'reserved' : null;
}

/** A host as it is compared: in small letters, without brackets and without the dot of the root. */
export function hostKey(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

function covers(entry: string, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (ipaddr.isValidCIDR(entry)) return within(address, ipaddr.parseCIDR(entry));
  if (!ipaddr.isValid(entry)) return false;
  return ipaddr.process(entry).toNormalizedString() === address.toNormalizedString();
}

function within(
  address: ipaddr.IPv4 | ipaddr.IPv6,
  network: ReturnType<typeof ipaddr.parseCIDR>,
): boolean {
  return ipaddr.subnetMatch(address, { inside: [network] }, 'outside') === 'inside';
}
