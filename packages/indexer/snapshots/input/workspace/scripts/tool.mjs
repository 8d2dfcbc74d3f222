import { deepest } from '@acme/core';

export function tool() {
  return deepest();
}
