import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { esbuildTemplates } from "./templates.js";

/*
 * dist/: the command line as one file a command (they load one another lazily), and the library. Bundled, since
 * loading dependencies file by file takes four times as long as running them.
 */
const common = {
  bundle: true,
  platform: "node",
  target: "node20",
  plugins: [esbuildTemplates()],
  logLevel: "warning",
  legalComments: "none",
  // jsonc-parser's UMD entry does not bundle.
  mainFields: ["module", "main"],
};

await rm("dist", { recursive: true, force: true });
await Promise.all([
  build({
    ...common,
    entryPoints: ["src/cli/main.ts"],
    outfile: "dist/cli.cjs",
    format: "cjs",
    minify: true,
  }),
  build({ ...common, entryPoints: ["src/index.ts"], outfile: "dist/index.js", format: "esm" }),
]);

execFileSync(process.execPath, [fileURLToPath(new URL("warm.cjs", import.meta.url))], { stdio: "inherit" });
