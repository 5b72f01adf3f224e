import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileNode, readRecipes, type Compiled, type CompileSettings } from "../../src/compile.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { Target } from "../../src/mof/literal.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { memoryHost } from "../support/memory-host.js";
import { mofcheck, type Verdict } from "../support/mofcheck.js";
import { nodeOf } from "../support/plan.js";
import { schemaText } from "./schema.js";

const host = memoryHost({
  "/modules/Generated/module.json": '{"name":"Generated","version":"1.0.0"}',
  "/modules/Generated/Gen_All.schema.mof": schemaText(),
});

/** Of the generated schema. */
export const catalogue = loadCatalogue(host, ["/modules"], []).value;

const settings: Omit<CompileSettings, "target"> = {
  catalogue,
  ...{ configurationName: "Generated", fileCachePath: "C:\\chef\\cache" },
  ...{ complete: true, encoding: undefined, stamp: { author: undefined, date: undefined } },
};

/** What the generated schema is compiled for. */
export const generated = { catalogue: settings.catalogue, target: "windows" } as const;

/** Compiles a recipe against the generated schema, for a node that allows passwords to stand readable. */
export function compile(
  text: string,
  target: Target,
): {
  readonly compiled: Compiled | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const read = readRecipes([{ name: "generated.rb", path: "generated.rb", text }]);
  const { value, diagnostics } = compileNode(read.value, node, { ...settings, target });
  return { compiled: value?.[0], diagnostics: [...read.diagnostics, ...diagnostics] };
}

const node = {
  ...nodeOf({}, false),
  credentials: { certificate: undefined, plainText: true, domainUsers: true },
};

/** What the independent checker says of documents for the generated schema. */
export function checkGenerated(documents: readonly Uint8Array[], target: Target): readonly Verdict[] {
  const folder = mkdtempSync(join(tmpdir(), "mofsmith-generated-"));
  try {
    writeFileSync(join(folder, "Gen_All.schema.mof"), schemaText());
    const asked = documents.map((bytes) => ({ target, bytes }));
    return mofcheck(asked, { windows: [folder], linux: [folder] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
