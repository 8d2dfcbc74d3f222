import { type Plugin, deepest, register } from '@acme/core';
import { helper } from 'acme-lib';
import { local } from '~/local.js';

export class AppPlugin implements Plugin {
  run(): void {
    helper();
  }
}

export function main(): number {
  register(new AppPlugin());
  return deepest() + local();
}
