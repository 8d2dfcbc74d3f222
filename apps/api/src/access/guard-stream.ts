import type { TokenCache } from './token-cache.ts';

/** So long may a stream outlast its token when another process revoked it, or when it expired. */
const recheckMs = 5_000;

/**
 * Ends a stream as soon as its token lets nobody in any more. While the store cannot say so, the
 * stream goes on: it was let in when it began.
 */
export function guardStream(
  body: ReadableStream<Uint8Array>,
  { tokens, secret }: { readonly tokens: TokenCache; readonly secret: string },
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const recheck = () => {
    tokens.find(secret).then(
      (found) => {
        if (found?.status !== 'valid') end();
      },
      () => undefined,
    );
  };
  const stopListening = tokens.onClear(recheck);
  const timer = setInterval(recheck, recheckMs);
  timer.unref();
  const stop = () => {
    clearInterval(timer);
    stopListening();
  };
  // What is being read is answered with the end, which closes the guarded stream as well.
  const end = () => {
    stop();
    reader.cancel().catch(() => undefined);
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) {
          controller.enqueue(value);
          return;
        }
        stop();
        controller.close();
      } catch (error) {
        stop();
        controller.error(error);
      }
    },
    cancel(reason) {
      stop();
      return reader.cancel(reason);
    },
  });
}
