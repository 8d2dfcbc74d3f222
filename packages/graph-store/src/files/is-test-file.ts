const testFile =
  /(?:^|\/)(?:__tests__|tests?|e2e)\/|[._-](?:test|spec|e2e)\.[a-z]+$|(?:^|\/)test_[^/]+\.py$|_test\.go$|Tests?\.(?:java|kt|cs)$/;

/** Whether a file holds tests, by the names that test runners look for. */
export function isTestFile(path: string): boolean {
  return testFile.test(path);
}
