/** What the middleware leaves on a request for what runs after it. */
export interface ApiEnv {
  readonly Variables: {
    requestId: string;
    /** The path template of the matched route. */
    route: string;
  };
}
