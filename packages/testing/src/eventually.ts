/** How long to wait by default; far more than anything takes, so that only a hang reaches it. */
const PATIENCE_MS = 15_000;
const PAUSE_MS = 10;

/**
 * Waits for something that another process, worker or connection brings about, and answers it.
 *
 * @param condition asked again until it answers something other than false, null or undefined; an
 *   error that it throws counts as "not yet", so it may hold assertions
 * @throws Error with the last error as cause when `within` ms have passed
 */
export async function eventually<Result>(
  condition: () => Promise<Result> | Result,
  { within = PATIENCE_MS }: { readonly within?: number } = {},
): Promise<Exclude<Result, false | null | undefined>> {
  const deadline = performance.now() + within;
  for (;;) {
    let failure: unknown;
    try {
      const result = await condition();
      if (holds(result)) return result;
    } catch (error) {
      failure = error;
    }
    if (performance.now() >= deadline) {
      throw new Error(`the condition did not hold within ${within} ms`, { cause: failure });
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function holds<Result>(result: Result): result is Exclude<Result, false | null | undefined> {
  return result !== false && result !== null && result !== undefined;
}
