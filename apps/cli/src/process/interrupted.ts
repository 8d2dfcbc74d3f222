/** Someone asked the process to end, so that what it was doing is not done. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(signal: string) {
    super(`Stopped by ${signal}.`);
  }
}
