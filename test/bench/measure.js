import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const peak = fileURLToPath(new URL("peak.cjs", import.meta.url));

/** Runs Node once; gives its wall time in ms, its peak memory in MiB, and what it printed. Throws at an exit code that is not allowed. */
export function runOnce(args, cwd, allowed = [0]) {
  const start = process.hrtime.bigint();
  const child = spawnSync(process.execPath, ["-r", peak, ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    maxBuffer: 1 << 28,
  });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (!allowed.includes(child.status))
    throw new Error(`${args.join(" ")} ended with ${child.status}: ${child.stderr}`);
  return { milliseconds, memory: Number(child.output[3]) / 1024, stdout: String(child.stdout) };
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/**
 * Runs two commands in turn, A B A B …, after one of each that is not counted: what slows the machine down slows
 * both. Gives the medians, and the median of the ratios A/B pair by pair.
 */
export function pair(a, b, runs, cwd) {
  const rows = [];
  for (let run = -1; run < runs; run += 1) {
    const row = { a: runOnce(a, cwd), b: runOnce(b, cwd) };
    if (run >= 0) rows.push(row);
  }
  return {
    a: median(rows.map((row) => row.a.milliseconds)),
    b: median(rows.map((row) => row.b.milliseconds)),
    ratio: median(rows.map((row) => row.a.milliseconds / row.b.milliseconds)),
    memory: Math.max(...rows.map((row) => row.a.memory)),
    stdout: rows[0].a.stdout,
  };
}
