import { register } from '@acme/core';
import { deepest } from '@acme/core/deep/deepest';

export function helper(): number {
  register({ run: () => {} });
  return deepest();
}
