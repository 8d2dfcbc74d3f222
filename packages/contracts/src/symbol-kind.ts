import { z } from 'zod';

/** Kinds of symbols. Packages, modules and files are symbols too, so that knowledge can attach to them. */
export const symbolKindSchema = z.enum([
  'package',
  'module',
  'file',
  'namespace',
  'class',
  'interface',
  'enum',
  'enum_member',
  'type_alias',
  'function',
  'method',
  'constructor',
  'getter',
  'setter',
  'property',
  'variable',
  'parameter',
  'annotation',
  'unknown',
]);

export type SymbolKind = z.infer<typeof symbolKindSchema>;
