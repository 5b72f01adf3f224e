import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Target } from "../../src/mof/literal.js";
import { hasShared, sharedFolder } from "./scenario.js";

/*
 * The independent checker of ../shared, asked for many documents in one process. Its verdicts are measured against
 * those of a real LCM.
 */

export interface CheckedDocument {
  readonly target: Target;
  readonly bytes: Uint8Array;
}

/** What it said of a document: a rule's id and the line, each; none when it takes the document. */
export type Verdict = readonly { readonly rule: string; readonly line: number; readonly message: string }[];

/** Whether the checker can be asked; where it has to be, that it cannot is an error. */
export function hasChecker(): boolean {
  if (hasShared()) return true;
  if (process.env["MOFSMITH_SHARED"] === "required") throw new Error("there is no ../shared");
  return false;
}

// Documents come as lines of JSON, verdicts go as lines of JSON. Schemas are read once for each target.
const driver = `
import base64, importlib.util, json, sys
spec = importlib.util.spec_from_file_location("mofcheck", sys.argv[1])
mofcheck = importlib.util.module_from_spec(spec)
sys.modules["mofcheck"] = mofcheck
spec.loader.exec_module(mofcheck)
registries = {}
for target in ("windows", "linux"):
    registry = mofcheck.Registry(target, True)
    registry.add_builtin()
    for path in sys.argv[3:]:
        registry.add_file(path)
    problems = [p for s in registry.sources for p in s.problems]
    if problems:
        sys.exit(str(problems[0]))
    registries[target] = registry
for line in sys.stdin:
    document = json.loads(line)
    data = base64.b64decode(document["data"])
    result = mofcheck.check_data("d.mof", data, registries[document["target"]], strict=sys.argv[2] == "strict")
    print(json.dumps([{"rule": p.rule, "line": p.line, "message": p.message} for p in result.problems]))
`;

/** The verdict for each document, with the texts of the schemas that they need. Throws when it cannot be asked. */
export function checkAll(
  documents: readonly CheckedDocument[],
  schemas: readonly string[],
  manner: "strict" | "lcm",
): readonly Verdict[] {
  const folder = mkdtempSync(join(tmpdir(), "mofsmith-checker-"));
  try {
    const files = schemas.map((text, index) => {
      const file = join(folder, `${index}.schema.mof`);
      writeFileSync(file, text);
      return file;
    });
    const input = documents.map(({ target, bytes }) => {
      return `${JSON.stringify({ target, data: Buffer.from(bytes).toString("base64") })}\n`;
    });
    const checker = join(sharedFolder, "tools", "mofcheck.py");
    const child = spawnSync("python3", ["-c", driver, checker, manner, ...files], {
      input: input.join(""),
      maxBuffer: 1 << 30,
    });
    if (child.status !== 0) throw new Error(`the checker could not run: ${child.stderr.toString()}`);
    const lines = child.stdout
      .toString()
      .split("\n")
      .filter((line) => line !== "");
    if (lines.length !== documents.length) throw new Error("the checker did not answer for every document");
    return lines.map((line): Verdict => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
