import { counted, grouped } from "../report/text.js";
import type { Context } from "./context.js";

/** Tells people at a terminal how far a run is; `end` takes the line away. */
export interface Progress {
  readonly tell: (done: number) => void;
  readonly end: () => void;
}

/** So many milliseconds between two changes of the line: more would only cost time. */
const interval = 100;

/**
 * A line on the terminal that counts what is made, when that is several documents, or folders of documents. Nothing where there is no terminal, with
 * `--quiet`, and with a format for programs.
 */
export function openProgress(context: Context, count: number, noun: "document" | "folder"): Progress {
  const { stderr } = context.world;
  if (!stderr.isTerminal || context.quiet || context.json || count < 2)
    return { tell: () => {}, end: () => {} };
  let last = performance.now();
  let shown = false;
  return {
    tell: (done) => {
      const now = performance.now();
      if (now - last < interval) return;
      last = now;
      shown = true;
      stderr.write(`\r${grouped(done)} of ${counted(count, noun)}`);
    },
    // ECMA-48, EL: erases to the end of the line.
    end: () => {
      if (shown) stderr.write("\r\u001b[K");
    },
  };
}
