/** What a worker tells the supervisor of a program. */
export type ToSupervisor =
  | {
      readonly kind: 'start';
      readonly argv: readonly [string, ...string[]];
      readonly cwd: string;
      readonly env: Readonly<Record<string, string>>;
      /** Milliseconds between SIGTERM and SIGKILL. */
      readonly graceMs: number;
    }
  | { readonly kind: 'stop' }
  /** The worker holds the execution for so long; silence for longer means that it does not. */
  | { readonly kind: 'held'; readonly ms: number };

/** What the supervisor of a program tells its worker; all but `started` are its last word. */
export type FromSupervisor =
  | { readonly kind: 'started'; readonly group: number }
  | { readonly kind: 'refused'; readonly code: string | null; readonly message: string }
  | {
      readonly kind: 'exited';
      /** Null when a signal ended it. */
      readonly exitCode: number | null;
      readonly signal: NodeJS.Signals | null;
    };
