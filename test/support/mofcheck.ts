import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import type { Target } from "../../src/mof/literal.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { printClass } from "../../src/schema/print-class.js";
import { sharedFolder } from "./scenario.js";

/** A document for the independent checker. */
export interface CheckedDocument {
  readonly bytes: Uint8Array;
  readonly target: Target;
  readonly meta?: boolean;
}

/** What the checker finds: the rules that are broken, without and with those that a real LCM does not have. */
export interface Verdict {
  readonly rules: readonly string[];
  readonly strict: readonly string[];
  readonly messages: readonly string[];
}

const checker = join(sharedFolder, "tools", "mofcheck.py");

/** True when the independent checker and a Python to run it are there. */
export function hasMofcheck(): boolean {
  return existsSync(checker) && spawnSync("python3", ["--version"]).status === 0;
}

/** One process for all documents: every schema is read first, so that no verdict depends on the one before. */
const program = `
import base64, json, sys
sys.path.insert(0, sys.argv[1])
import mofcheck
registries = {}
for target, folders in json.loads(sys.argv[2]).items():
    registry = mofcheck.Registry(target)
    registry.add_builtin()
    for folder in folders:
        registry.add_folder(folder)
    for name in list(registry.index):
        registry.find(name)
    registries[target] = registry
for line in sys.stdin:
    one = json.loads(line)
    data, registry = base64.b64decode(one['bytes']), registries[one['target']]
    check = lambda strict: mofcheck.check_data('d', data, registry, strict=strict, meta=one['meta']).problems
    told, strict = check(False), check(True)
    print(json.dumps({'rules': [p.rule for p in told], 'strict': [p.rule for p in strict], 'messages': [str(p) for p in strict[:20]]}))
`;

const answer = z.strictObject({
  rules: z.array(z.string()),
  strict: z.array(z.string()),
  messages: z.array(z.string()),
});

/**
 * The checker's verdicts on documents, in their order. `schemas` are the folders that it reads, for each target, before
 * the classes that are built in.
 */
export function mofcheck(
  documents: readonly CheckedDocument[],
  schemas: Readonly<Record<Target, readonly string[]>>,
): readonly Verdict[] {
  const folder = mkdtempSync(join(tmpdir(), "mofsmith-mofcheck-"));
  try {
    for (const cimClass of builtInModules.flatMap(({ classes }) => classes)) {
      writeFileSync(join(folder, `${cimClass.name}.schema.mof`), printClass(cimClass));
    }
    const folders = { windows: [...schemas.windows, folder], linux: [...schemas.linux, folder] };
    const input = documents.map(({ bytes, target, meta = false }) =>
      JSON.stringify({ bytes: Buffer.from(bytes).toString("base64"), target, meta }),
    );
    const words = ["-c", program, join(sharedFolder, "tools"), JSON.stringify(folders)];
    const child = spawnSync("python3", words, {
      input: input.join("\n"),
      maxBuffer: 1 << 29,
      encoding: "utf8",
    });
    if (child.status !== 0) throw new Error(`the checker failed: ${child.stderr}`);
    return child.stdout
      .trimEnd()
      .split("\n")
      .map((line) => answer.parse(JSON.parse(line)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
