import { z } from 'zod';

/**
 * A fully qualified name. It carries no version and no line, so it survives upgrades and edits.
 *
 * - package            `<package>`                          `@clew/graph-store`
 * - file               `<package>/<path in package>`        `@clew/graph-store/src/open-graph.ts`
 * - declaration        `<file>#Outer.inner`                 `…/src/open-graph.ts#openGraph`
 * - further overloads  `<declaration>(+n)`, n from 1        `…#parse(+1)`
 * - setter             `<declaration>(set)`                 `…#Cart.size(set)`
 * - static, where an instance member has the name
 *                      `<declaration>(static)`              `…#Cart.create(static)`
 * - library symbol     `<package>#Outer.inner`              `better-sqlite3#Database.prepare`
 */
export const fqnSchema = z
  .string()
  .min(1)
  .max(4096)
  .refine((fqn) => !fqn.includes('\0'), { message: 'must not contain NUL' });
