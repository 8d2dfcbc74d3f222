const firstSeconds = 1;
const longestSeconds = 300;

/**
 * How long a failed attempt waits before it is tried again: doubles with every attempt up to five
 * minutes, and is spread over its upper half so that what failed together is not tried together.
 *
 * @param input.attempt the attempt that failed, from 1
 * @param input.random in [0, 1)
 */
export function retryDelaySeconds(input: {
  readonly attempt: number;
  readonly random: number;
}): number {
  const ceiling = Math.min(longestSeconds, firstSeconds * 2 ** (input.attempt - 1));
  return (ceiling * (1 + input.random)) / 2;
}
