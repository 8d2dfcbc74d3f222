/**
 * The child's half of stopping: a parent sends `stop`, or vanishes, and the child then ends itself.
 * A message is used because not every platform can ask a process to end by signal. Ctrl-C reaches
 * the whole foreground on some of them; it is the parent that decides what ends when.
 */
export function onStopOrder(stop: () => Promise<void>): void {
  let asked = false;
  const end = () => {
    if (asked) return;
    asked = true;
    stop().finally(() => process.exit());
  };
  process.on('message', (message) => {
    if (message === 'stop') end();
  });
  process.on('disconnect', end);
  process.on('SIGTERM', end);
  process.on('SIGINT', () => {});
}
