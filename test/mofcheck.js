import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/*
 * Run by .ci/run: has the independent checker judge, strictly, every document that the fixtures yielded. Takes the
 * folder that MOFSMITH_DOCUMENTS named, with its manifest, and the checker. Ends with 1 when one is refused.
 */
const [folder, checker] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));

const groups = new Map();
for (const { file, target, schemas } of manifest) {
  const key = JSON.stringify([target, schemas]);
  groups.set(key, [...(groups.get(key) ?? []), file]);
}

let accepted = 0;
let refused = 0;
for (const [key, files] of groups) {
  const [target, schemas] = JSON.parse(key);
  const words = [checker, "--strict", "--json", "--target", target];
  for (const schema of schemas) words.push("--schema", join(folder, schema));
  const child = spawnSync("python3", [...words, ...files.map((file) => join(folder, file))], {
    maxBuffer: 1 << 28,
  });
  if (child.error !== undefined || child.status === 2)
    throw new Error(`the checker could not run: ${child.stderr}`);
  process.stderr.write(child.stderr);
  if (child.status === 0) accepted += files.length;
  else refused += files.length;
}
if (manifest.length === 0) throw new Error("the fixtures yielded no document");
console.log(`${accepted} documents passed, ${refused} in groups with a refused one`);
process.exitCode = refused === 0 ? 0 : 1;
