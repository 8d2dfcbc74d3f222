/** The real server that tests run on, or undefined for the embedded one. */
export function testEventsUrl(): string | undefined {
  const url = process.env.CLEW_TEST_EVENTS_URL?.trim();
  return url === '' ? undefined : url;
}
