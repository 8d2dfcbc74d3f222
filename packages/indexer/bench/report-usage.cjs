// Preloaded into each measured process: says at its end what it has used.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMb: maxRSS / 1024 };
  process.stderr.write(`\nusage ${JSON.stringify(usage)}\n`);
});
