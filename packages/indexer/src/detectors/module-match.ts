/** Whether a module, as a specifier or as the first part of an fqn, is one of these or below one. */
export function isOfModules(module: string, modules: readonly string[]): boolean {
  const name = module.startsWith('node:') ? module.slice('node:'.length) : module;
  return modules.some((one) => name === one || name.startsWith(`${one}/`));
}
