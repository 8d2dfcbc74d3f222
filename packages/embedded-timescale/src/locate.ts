import { findOwner } from './lock/data-directory-lock.ts';

/** How long to wait for an owner that has just started to say where it serves. */
const STARTING_MS = 30_000;

/**
 * The url of the live process that owns `dataDir`, or null when there is none. Waits for one that
 * is starting.
 */
export async function locateEmbeddedTimescale(dataDir: string): Promise<string | null> {
  const deadline = performance.now() + STARTING_MS;
  for (;;) {
    const owner = await findOwner(dataDir);
    if (owner === null) return null;
    if (owner.url !== null) return owner.url;
    if (performance.now() > deadline) return null;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
