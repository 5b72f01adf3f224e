import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runOnce } from "./measure.js";

const inputs = JSON.parse(readFileSync(new URL("hostile.json", import.meta.url), "utf8"));

/** The text of an input: strings, and parts that are repeated. */
function textOf(parts) {
  return parts.map((part) => (typeof part === "string" ? part : part.repeat.repeat(part.times))).join("");
}

/** Compiles every hostile input once; the slowest and the largest, and how many need more than two seconds or 500 MB. */
export function benchHostile(cli, folder) {
  const runs = inputs.map(({ name, text }) => {
    writeFileSync(join(folder, "hostile.rb"), textOf(text));
    const { milliseconds, memory } = runOnce([cli, "compile", "hostile.rb", "--stdout"], folder, [0, 1]);
    return { name, milliseconds, memory };
  });
  const slowest = runs.toSorted((one, other) => other.milliseconds - one.milliseconds)[0];
  const largest = runs.toSorted((one, other) => other.memory - one.memory)[0];
  const over = runs.filter(({ milliseconds, memory }) => milliseconds > 2000 || memory > 500);
  return { count: runs.length, slowest, largest, over: over.map(({ name }) => name) };
}
