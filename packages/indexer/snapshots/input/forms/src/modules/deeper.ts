export * from './barrel.ts';
export { leaf as renamedLeaf } from './barrel.ts';
