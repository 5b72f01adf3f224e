import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchDependencies } from "./dependencies.js";
import { fleetNodes, fleetRecipe } from "./fleet.js";
import { benchHostile } from "./hostile.js";
import { median, pair, runOnce } from "./measure.js";
import { benchParse } from "./parse.js";
import { recipeOf } from "./recipes.js";

/*
 * npm run bench: start-up, throughput and memory, each as a figure and as a ratio to a calibration taken in the
 * same minute on the same machine. Figures differ between machines; the ratios should not.
 */
const cli = fileURLToPath(new URL("../../bin/mofsmith.js", import.meta.url));
const writeOnly = fileURLToPath(new URL("write-only.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "mofsmith-bench-"));
const nothing = ["-e", "0"];

try {
  startUp();
  reading();
  dependencies();
  oneFile(1000, 7);
  manyFiles(200, 500, 5);
  for (const nodes of [500, 5500, 20_000]) fleet(nodes, 85);
  hostile();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function startUp() {
  writeFileSync(join(folder, "one.rb"), recipeOf(1));
  for (const [what, args] of [
    ["--version", ["--version"]],
    ["--help", ["--help"]],
    ["compile, 1 resource", ["compile", "one.rb", "-o", "one"]],
  ]) {
    const { a, b, ratio, memory } = pair([cli, ...args], nothing, 15, folder);
    row(
      `start-up: ${what}`,
      `${ms(a)} (node -e 0: ${ms(b)})`,
      `${(ratio - 1).toFixed(2)} x node -e 0 on top of it`,
      memory,
    );
  }
}

function reading() {
  const { calibration, rows } = benchParse();
  for (const { resources, rate, ratio } of rows) {
    const against = `${ratio.toFixed(3)} x JSON.parse (${calibration.toFixed(0)} MB/s)`;
    console.log(
      `${`reading, ${resources} resources`.padEnd(30)} ${rate.toFixed(1)} MB/s, warm\n${"".padEnd(30)} ${against}`,
    );
  }
}

function dependencies() {
  const rows = benchDependencies();
  const [first] = rows;
  for (const { count, edges, milliseconds, microsecondsAnEdge } of rows) {
    const ratio = (microsecondsAnEdge / first.microsecondsAnEdge).toFixed(2);
    console.log(
      `${`checking, ${count} x 100 dependencies`.padEnd(30)} ${ms(milliseconds)}, ${edges.toLocaleString("en")} edges\n${"".padEnd(30)} ${microsecondsAnEdge.toFixed(2)} us an edge, ${ratio} x that of ${first.count} resources`,
    );
  }
}

function oneFile(count, runs) {
  const text = recipeOf(count);
  writeFileSync(join(folder, "many.rb"), text);
  const { a, b, memory } = pair(
    [cli, "compile", "many.rb", "-o", "many"],
    [cli, "compile", "one.rb", "-o", "one"],
    runs,
    folder,
  );
  const rate = (text.length / 1e3 / (a - b)).toFixed(1);
  row(
    `${count} resources in a file`,
    `${ms(a)}, ${rate} MB/s of recipe behind start-up`,
    `${(a / b).toFixed(2)} x one resource`,
    memory,
  );
}

function manyFiles(files, count, runs) {
  mkdirSync(join(folder, "in"));
  let size = 0;
  const names = Array.from({ length: files }, (_, index) => {
    const text = recipeOf(count, index);
    size += text.length;
    writeFileSync(join(folder, "in", `r${index}.rb`), text);
    return join("in", `r${index}.rb`);
  });
  const times = [];
  const writes = [];
  let memory = 0;
  for (let run = 0; run < runs; run += 1) {
    rmSync(join(folder, "out"), { recursive: true, force: true });
    const compiled = runOnce([cli, "compile", "--each", "-o", "out", ...names], folder);
    times.push(compiled.milliseconds);
    memory = Math.max(memory, compiled.memory);
    writes.push(Number(runOnce([writeOnly, "out", "copy"], folder).stdout));
  }
  const [time, write] = [median(times), median(writes)];
  const total = files * count;
  const rates = `${ms(time)}, ${Math.round((total / time) * 1000).toLocaleString("en")} resources/s, ${(size / 1e3 / time).toFixed(1)} MB/s`;
  row(
    `${files} files of ${count} (--each)`,
    rates,
    `${(time / write).toFixed(1)} x only writing them (${ms(write)})`,
    memory,
  );
}

/** One recipe for many nodes, whose values differ: memory must not grow with their number. */
function fleet(nodes, count) {
  writeFileSync(join(folder, "fleet.rb"), fleetRecipe(count));
  writeFileSync(join(folder, "fleet.json"), fleetNodes(nodes));
  const { milliseconds, memory } = runOnce(
    [cli, "compile", "fleet.rb", "--nodes", "fleet.json", "-o", "fleet"],
    folder,
  );
  const write = Number(runOnce([writeOnly, "fleet", "fleet-copy"], folder).stdout);
  const rate = Math.round(((nodes * count) / milliseconds) * 1000).toLocaleString("en");
  row(
    `${nodes.toLocaleString("en")} nodes of ${count}`,
    `${ms(milliseconds)}, ${rate} resources/s`,
    `${(milliseconds / write).toFixed(1)} x only writing them (${ms(write)})`,
    memory,
  );
  for (const name of ["fleet", "fleet-copy"]) rmSync(join(folder, name), { recursive: true, force: true });
}

function hostile() {
  const { count, slowest, largest, over } = benchHostile(cli, folder);
  const many = over.length === 0 ? "none" : over.join(", ");
  console.log(
    `${`${count} hostile inputs`.padEnd(30)} slowest ${ms(slowest.milliseconds)} (${slowest.name})\n${"".padEnd(30)} largest ${Math.round(largest.memory)} MB (${largest.name}); over 2 s or 500 MB: ${many}`,
  );
}

function row(what, figure, ratio, memory) {
  console.log(`${what.padEnd(30)} ${figure}\n${"".padEnd(30)} ${ratio}; peak ${Math.round(memory)} MB`);
}

function ms(milliseconds) {
  return `${milliseconds.toFixed(0)} ms`;
}
