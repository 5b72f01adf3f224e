import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/*
 * The calibration for compiling many files: only writes what a compile wrote. Takes the folder with the documents
 * and an empty one; prints how many ms the writing took.
 */
const [from, to] = process.argv.slice(2);
const files = readdirSync(from, { recursive: true }).filter((name) => statSync(join(from, name)).isFile());
const contents = files.map((name) => [name, readFileSync(join(from, name))]);
rmSync(to, { recursive: true, force: true });
const start = performance.now();
for (const [name, bytes] of contents) {
  mkdirSync(join(to, name, ".."), { recursive: true });
  writeFileSync(join(to, name), bytes);
}
console.log(performance.now() - start);
