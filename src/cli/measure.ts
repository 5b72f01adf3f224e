import type { Writer } from "./world.js";

/** Runs a piece of work as part of a stage of the run; `--stats` prints how long each stage took. */
export type Measure = <T>(stage: string, work: () => T) => T;

/** Milliseconds by stage, in order of first use. */
export type Stages = Map<string, number>;

/** Makes a Measure that adds to `stages`. */
export function measureInto(stages: Stages): Measure {
  return (stage, work) => {
    const start = performance.now();
    try {
      return work();
    } finally {
      stages.set(stage, (stages.get(stage) ?? 0) + performance.now() - start);
    }
  };
}

/** Prints a line for each stage and one for the whole run. */
export function printStages(stages: Stages, total: number, writer: Writer): void {
  const rows = [...stages, ["total", total] as const];
  const width = Math.max(...rows.map(([stage]) => stage.length));
  for (const [stage, milliseconds] of rows) {
    writer.write(`${stage.padEnd(width)} ${milliseconds.toFixed(1).padStart(10)} ms\n`);
  }
}
