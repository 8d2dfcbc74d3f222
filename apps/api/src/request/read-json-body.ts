import { jsonFault, maxJsonDocumentBytes } from '@clew/contracts';
import { ApiError } from '../errors/api-error.ts';
import { jsonProblem } from './json-problem.ts';
import { readBytes } from './read-bytes.ts';

/** One document of the largest size, and what stands around it. */
export const maxBodyBytes = maxJsonDocumentBytes + 64 * 1024;

const jsonType = /^application\/(?:[a-z0-9!#$&^_.+-]+\+)?json$/i;

function checkType(headers: Headers): void {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '')
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => /^charset=/i.test(parameter));
  const utf8 = charset === undefined || /^charset="?utf-8"?$/i.test(charset);
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (jsonType.test(type) && utf8 && encoding === 'identity') return;
  throw new ApiError(
    'unsupported_media_type',
    'body_type_unsupported',
    'Send the body as plain JSON in UTF-8, with the header "content-type: application/json".',
  );
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? jsonFault(cause) : 'it is not UTF-8';
    throw new ApiError(
      'invalid_json',
      'body_not_json',
      `The body cannot be read as JSON: ${reason}.`,
      { cause },
    );
  }
}

/**
 * Reads the JSON body of a request. Other types are refused before anything is read, which also
 * keeps out the posts that a browser sends across origins without asking. Without a body the answer
 * is undefined where it is optional.
 *
 * @throws ApiError `unsupported_media_type`, `payload_too_large`, `invalid_json` or, for text and
 * numbers that no store can keep, `invalid_request`.
 */
export async function readJsonBody(
  request: Request,
  { optional }: { readonly optional: boolean },
): Promise<unknown> {
  const typed = request.headers.has('content-type');
  if (typed || !optional) checkType(request.headers);
  const bytes = await readBytes(request, maxBodyBytes);
  if (optional && bytes.byteLength === 0) return undefined;
  if (!typed) checkType(request.headers);
  const body = parse(bytes);
  const problem = jsonProblem(body);
  if (problem !== null) {
    throw new ApiError(
      'invalid_request',
      'request_invalid',
      `Correct "${problem.path}": it ${problem.message}.`,
      { issues: [problem] },
    );
  }
  return body;
}
