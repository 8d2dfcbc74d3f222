/** A migrated, empty (or seeded) event store that tests get copies of. */
export interface EventsTemplate {
  /**
   * Identifies the content: letters, digits, `-` and `_`. Put a hash of the migrations in it, so
   * that a changed migration makes a new template.
   */
  readonly name: string;
  /** Fills an empty database; every connection that it opens must be closed when it settles. */
  prepare(url: string): Promise<void>;
}

/** @throws Error when the name cannot be part of a file name and of a database name. */
export function assertTemplateName(name: string): void {
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(name)) {
    throw new Error(
      `Template name ${JSON.stringify(name)} must be 1 to 40 letters, digits, "-" or "_".`,
    );
  }
}
