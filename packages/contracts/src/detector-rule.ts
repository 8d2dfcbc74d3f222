import { z } from 'zod';
import { dependencyStrengthSchema, dependencyTypeSchema } from './dependency-type.ts';
import { entryTypeSchema } from './entry-type.ts';

const captureSchema = z
  .string()
  .regex(/^\${1}(?:\$\$)?[A-Z_][A-Z0-9_]*$/, 'must be a capture of the pattern: $NAME or $$$NAME');

/** Something read off the source: a capture, or what stands in it. */
const readSchema = z.strictObject({
  /** The capture to look in; of a list (`$$$NAME`) the first entry, unless told otherwise. */
  of: captureSchema,
  /** Which entry of a list, from 0; from the end where negative. */
  argument: z.int().optional(),
  /** The property of an object literal: the first of these names that is there. */
  option: z.array(z.string().min(1)).min(1).optional(),
  /** The first argument of the nearest call of these names in the chain of calls that it ends. */
  call: z.array(z.string().min(1)).min(1).optional(),
});

/** A capture (`$NAME`), where to look for more, or a text that is always the same. */
export const detectorValueSchema = z.union([z.string().min(1), readSchema]);
export type DetectorValue = z.infer<typeof detectorValueSchema>;

/** How the routers of a framework are put together, so that a path is told whole where it can be. */
export const detectorRouterSchema = z.strictObject({
  /** What makes an application that nobody mounts: imported names, or members of them. */
  outermost: z.array(z.string()).optional(),
  /** Members that mount the router in their last argument below the path in their first. */
  mount: z.array(z.string()).optional(),
  /** Members that hand the router to a function, below `option` of their last argument. */
  plugin: z.strictObject({ members: z.array(z.string()), option: z.string() }).optional(),
  /** Members that give a router whose paths begin with their argument. */
  prefix: z.array(z.string()).optional(),
  /** The option of the constructor that does the same. */
  prefix_option: z.string().optional(),
  /** Members whose use shows that this router serves requests itself. */
  serve: z.array(z.string()).optional(),
});
export type DetectorRouter = z.infer<typeof detectorRouterSchema>;

const identifier = z
  .string()
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'must be lower case words joined by dots and hyphens');

/**
 * A rule that finds entry points or external dependencies in the syntax of a source. `rule` and
 * `constraints` are those of ast-grep. What they match counts only when `origin` holds: the capture
 * comes from one of the modules (Java: packages), as the imports of the file or the compiler say.
 */
export const detectorRuleSchema = z
  .strictObject({
    id: identifier,
    /** What it finds, for people. */
    note: z.string().optional(),
    language: z.enum(['typescript', 'java']).default('typescript'),
    rule: z.record(z.string(), z.json()),
    constraints: z.record(z.string(), z.record(z.string(), z.json())).optional(),
    origin: z
      .strictObject({
        of: captureSchema,
        /** A module with everything below it: `hono` is `hono/tiny` too. */
        modules: z.array(z.string().min(1)),
        /** Imported names that count, `default` and `*` among them; all where left out. */
        names: z.array(z.string().min(1)).optional(),
        /** Members of an import that do not count, e.g. those that only build values. */
        except: z.array(z.string().min(1)).optional(),
        /** False where calling an import, or constructing it, gives a mere result. */
        made: z.boolean().default(true),
        /** Members whose results count too, `any` for all: those that hand on the same kind of thing. */
        yields: z.union([z.literal('any'), z.array(z.string().min(1))]).default([]),
        /** Names that count without an import, unless the file declares them. */
        globals: z.array(z.string().min(1)).optional(),
      })
      .refine(({ modules, globals }) => modules.length > 0 || globals !== undefined, {
        message: 'name at least one module or global',
      }),
    entry_point: z
      .strictObject({
        type: entryTypeSchema,
        method: detectorValueSchema.optional(),
        path: detectorValueSchema.optional(),
        cron: detectorValueSchema.optional(),
        queue: detectorValueSchema.optional(),
        name: detectorValueSchema.optional(),
        /** What runs: a capture, or `decorated`. The symbol around the site when left out. */
        handler: detectorValueSchema.optional(),
        /** The decorator of the class whose path stands before that of the member. */
        class_path: z
          .strictObject({ decorators: z.array(z.string()).min(1), options: z.array(z.string()) })
          .optional(),
        router: detectorRouterSchema.optional(),
      })
      .optional(),
    dependency: z
      .strictObject({
        type: dependencyTypeSchema,
        /** The option of the constructor call that tells the type better, and its values. */
        type_option: z
          .strictObject({ option: z.string(), values: z.record(z.string(), dependencyTypeSchema) })
          .optional(),
        target: detectorValueSchema.optional(),
        /** Where the constructor call of the client names the target: its first argument or options. */
        target_options: z.array(z.string()).optional(),
        /** `host`: of a URL, its host; a text that is no absolute URL tells nothing. */
        target_form: z.enum(['text', 'host']).default('text'),
        strength: dependencyStrengthSchema.default('strong'),
      })
      .optional(),
  })
  .refine(
    ({ entry_point, dependency }) => (entry_point === undefined) !== (dependency === undefined),
    {
      message: 'give either entry_point or dependency',
    },
  );
export type DetectorRule = z.infer<typeof detectorRuleSchema>;

/** A file of rules: `.clew/detectors/*.yaml` of a codebase. */
export const detectorFileSchema = z.strictObject({ detectors: z.array(detectorRuleSchema).min(1) });
export type DetectorFile = z.infer<typeof detectorFileSchema>;
