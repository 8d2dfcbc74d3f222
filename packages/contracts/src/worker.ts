import { z } from 'zod';
import { jsonDocumentSchema, storedJsonSchema } from './json-document.ts';
import { pageRequestSchema } from './page-request.ts';
import { recordIdSchema } from './record-id.ts';
import { timestampSchema } from './timestamp.ts';

export const workerNameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/,
    'must be 1–128 characters of letters, digits, ".", "_", ":" or "-"',
  );

export const workerTypeSchema = z.enum(['local', 'remote', 'container']);
export type WorkerType = z.infer<typeof workerTypeSchema>;

export const workerRoleSchema = z.enum(['action', 'sensor']);
export type WorkerRole = z.infer<typeof workerRoleSchema>;

export const workerStatusSchema = z.enum(['active', 'inactive', 'busy', 'error']);
export type WorkerStatus = z.infer<typeof workerStatusSchema>;

/** What a worker says of itself when it starts. */
export const newWorkerSchema = z.strictObject({
  name: workerNameSchema,
  worker_type: workerTypeSchema.default('local'),
  worker_role: workerRoleSchema.default('action'),
  host: z.string().max(255).nullable().default(null),
  port: z.number().int().min(1).max(65_535).nullable().default(null),
  capabilities: jsonDocumentSchema.default({}),
  meta: jsonDocumentSchema.default({}),
});
export type NewWorker = z.input<typeof newWorkerSchema>;

export const workerSchema = z.object({
  id: recordIdSchema,
  name: workerNameSchema,
  worker_type: workerTypeSchema,
  worker_role: workerRoleSchema,
  status: workerStatusSchema,
  host: z.string().nullable(),
  port: z.number().int().nullable(),
  capabilities: storedJsonSchema,
  meta: storedJsonSchema,
  cordoned: z.boolean(),
  cordon_reason: z.string().nullable(),
  last_heartbeat: timestampSchema.nullable(),
  created: timestampSchema,
  updated: timestampSchema,
});
export type Worker = z.infer<typeof workerSchema>;

/** Why a worker is to take nothing new. */
export const cordonSchema = z.strictObject({
  reason: z.string().max(1000).nullable().default(null),
});
export type Cordon = z.input<typeof cordonSchema>;

export const workerQuerySchema = pageRequestSchema.extend({
  status: workerStatusSchema.optional(),
  worker_role: workerRoleSchema.optional(),
});
export type WorkerQuery = z.input<typeof workerQuerySchema>;
