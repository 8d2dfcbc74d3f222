import { ApiError } from '../errors/api-error.ts';

function tooLarge(maxBytes: number): ApiError {
  return new ApiError(
    'payload_too_large',
    'body_too_large',
    `The body may have ${maxBytes} bytes at most. Send less, or in several requests.`,
  );
}

/** The client hung up; nobody is left to read the answer, but it is no failure of ours. */
function brokeOff(cause: unknown): never {
  throw new ApiError('invalid_request', 'request_invalid', 'The body broke off. Send it again.', {
    cause,
  });
}

/**
 * Reads a body of `maxBytes` at most; the rest of a longer one is never taken in.
 *
 * @throws ApiError `payload_too_large`
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(brokeOff);
    if (done) return Buffer.concat(chunks, size);
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw tooLarge(maxBytes);
    }
    chunks.push(value);
  }
}
