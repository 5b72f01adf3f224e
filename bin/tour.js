import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/* npm start: compiles the sample cookbook and shows how the document starts. */
const cli = fileURLToPath(new URL("mofsmith.js", import.meta.url));
const sample = join("fixtures", "sample");
const { status } = spawnSync(process.execPath, [cli, "compile", sample], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

const document = join("mof", "localhost.mof");
const lines = readFileSync(document, "utf8").split(/\r?\n/);
console.log(`\nThe document lies in ${document} and starts so:\n`);
console.log(lines.slice(0, 16).join("\n"));
console.log(`\n… and ${lines.length - 16} lines more. The recipe: ${join(sample, "recipes", "default.rb")}`);
