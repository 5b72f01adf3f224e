import { compileNode, readRecipes, type Compiled, type CompileSettings } from "../../src/compile.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { memoryHost } from "../support/memory-host.js";
import { nodeOf } from "../support/plan.js";
import { schemaText } from "./schema.js";

const host = memoryHost({
  "/modules/Generated/module.json": '{"name":"Generated","version":"1.0.0"}',
  "/modules/Generated/Gen_All.schema.mof": schemaText(),
});

const settings: CompileSettings = {
  catalogue: loadCatalogue(host, ["/modules"], []).value,
  ...{ target: "windows", configurationName: "Generated", fileCachePath: "C:\\chef\\cache" },
  ...{ complete: true, encoding: undefined, stamp: { author: undefined, date: undefined } },
};

/** Compiles a recipe against the generated schema, for a node that allows passwords to stand readable. */
export function compile(text: string): {
  readonly compiled: Compiled | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const read = readRecipes([{ name: "generated.rb", path: "generated.rb", text }]);
  const { value, diagnostics } = compileNode(read.value, node, settings);
  return { compiled: value?.[0], diagnostics: [...read.diagnostics, ...diagnostics] };
}

const node = {
  ...nodeOf({}, false),
  credentials: { certificate: undefined, plainText: true, domainUsers: true },
};
