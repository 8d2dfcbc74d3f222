/** A job queue on PostgreSQL with a worker that drains it, for comparison. */
export interface Queue {
  /** With its version. */
  readonly name: string;
  /** What it was told beyond its defaults. */
  readonly settings: string;
  /** Opens it on a database of its own, with `count` trivial jobs waiting. */
  open(input: { readonly count: number }): Promise<OpenQueue>;
}

export interface OpenQueue extends AsyncDisposable {
  /** Starts the worker, which calls back at each job that it runs. */
  work(onJob: () => void): Promise<void>;
  /** Whether every job has ended, as the database has it. */
  isDrained(): Promise<boolean>;
}
