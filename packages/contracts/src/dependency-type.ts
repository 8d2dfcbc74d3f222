import { z } from 'zod';

/** What kind of system outside the code a symbol needs at run time. */
export const dependencyTypeSchema = z.enum([
  'redis',
  'mysql',
  'postgres',
  'sqlite',
  'mongodb',
  'elasticsearch',
  'mq',
  'http',
  'rpc',
  'filesystem',
  'process',
  'other',
]);
export type DependencyType = z.infer<typeof dependencyTypeSchema>;

/** `strong`: the code fails without it; `weak`: it degrades. */
export const dependencyStrengthSchema = z.enum(['strong', 'weak']);
export type DependencyStrength = z.infer<typeof dependencyStrengthSchema>;
