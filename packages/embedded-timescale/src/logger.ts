/** Where the store reports what no client can be told. */
export interface Logger {
  info(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** Errors go to standard error; the rest is left out. */
export const errorLogger: Logger = {
  info: () => {},
  error: (message, cause) => console.error(message, ...(cause === undefined ? [] : [cause])),
};
