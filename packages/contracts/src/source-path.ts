import { z } from 'zod';

/**
 * A path inside a codebase: relative to its root, `/` as the separator on every platform, no `.`
 * or `..` segment, no NUL. What is outside the root has no source path.
 */
export const sourcePathSchema = z
  .string()
  .min(1)
  .max(4096)
  .refine(
    (path) =>
      !path.startsWith('/') &&
      !path.includes('\\') &&
      !path.includes('\0') &&
      path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..'),
    { message: 'must be a path relative to the codebase root, without "." or ".." segments' },
  );
