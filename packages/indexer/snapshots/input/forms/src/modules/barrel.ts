export * from '../functions.ts';
export * as shapes from '../classes.ts';
export { default as anonymous } from './default-function.ts';
export { default } from './default-name.ts';
export type { Store } from '../interfaces.ts';
export { missing } from './default-name.ts';
