import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { verifyBytes } from "../../src/check/verify-bytes.js";
import type { Target } from "../../src/mof/literal.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { nodeHost } from "../../src/source/host.node.js";
import { mofcheck, type CheckedDocument } from "../support/mofcheck.js";
import { mutate, randomFrom } from "../support/mutate.js";
import { fixturesFolder, pathsBelow, sharedFolder } from "../support/scenario.js";

const own = join(fixturesFolder, "../test/check/documents");
const schemas = {
  windows: [
    join(own, "schemas"),
    ...["PSDesiredStateConfiguration", "NetworkingDsc", "ComputerManagementDsc"].map((name) =>
      join(sharedFolder, "schemas", name),
    ),
  ],
  linux: [
    join(own, "schemas"),
    ...["nx", "nxComputerManagement", "nxNetworking"].map((name) => join(sharedFolder, "schemas", name)),
  ],
};
void existsSync;
void readdirSync;
void own;
const catalogues = {
  windows: loadCatalogue(nodeHost(), schemas.windows, builtInModules).value,
  linux: loadCatalogue(nodeHost(), schemas.linux, builtInModules).value,
};

function originals(): readonly CheckedDocument[] {
  const shared = ["nx", "powershell51"].flatMap((folder) =>
    pathsBelow(join(sharedFolder, "documents", folder)).map((path) =>
      join(sharedFolder, "documents", folder, path),
    ),
  );
  const fixtures = pathsBelow(fixturesFolder)
    .filter((path) => path.endsWith(".mof") && !path.endsWith(".schema.mof"))
    .map((path) => join(fixturesFolder, path));
  const owned = pathsBelow(own)
    .filter((path) => !path.startsWith("schemas"))
    .map((path) => join(own, path));
  const list = process.env["OWN"] ? owned : [...shared, ...fixtures, ...owned];
  return list
    .map((path) => ({
      bytes: new Uint8Array(readFileSync(path)),
      target: "windows" as Target,
      meta: path.endsWith(".meta.mof"),
    }))
    .filter(({ bytes }) => bytes.length < 12000);
}

test("explore", () => {
  const random = randomFrom(Number(process.env["SEED"] ?? 1));
  const all = originals();
  const documents = all.flatMap(({ bytes, meta }) =>
    (["windows", "linux"] as const).map((target) => ({ bytes, target, meta: meta ?? false })),
  );
  const base = mofcheck(documents, schemas);
  const good = documents.filter((_, index) => (base[index]?.rules.length ?? 9) === 0);
  console.log(`${documents.length} documents, ${good.length} good`);
  const count = Number(process.env["COUNT"] ?? 2000);
  const mutated = [
    ...documents,
    ...Array.from({ length: count }, () => {
      const { bytes, target, meta } = good[random(good.length)] ?? {
        bytes: new Uint8Array(),
        target: "windows" as const,
        meta: false,
      };
      return { bytes: mutate(bytes, random), target, meta };
    }),
  ];
  const start = performance.now();
  const verdicts = mofcheck(mutated, schemas);
  const mid = performance.now();
  let different = 0,
    strictDifferent = 0,
    refused = 0,
    strictRefused = 0;
  const log: string[] = [];
  for (const [index, { bytes, target, meta }] of mutated.entries()) {
    const verdict = verdicts[index];
    if (verdict === undefined) continue;
    const { diagnostics } = verifyBytes(bytes, catalogues[target], { file: "d.mof", target, meta });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) refused++;
    if (diagnostics.length > 0) strictRefused++;
    const bad = errors.length > 0 !== verdict.rules.length > 0;
    const strictBad = diagnostics.length > 0 !== verdict.strict.length > 0;
    if (bad) different++;
    if (strictBad) strictDifferent++;
    if (bad || strictBad) {
      log.push(
        `#${index} ${target} ${bad ? "VERDICT" : "strict"}\n  theirs: ${verdict.messages.slice(0, 4).join("\n    ")}\n  ours: ${diagnostics
          .slice(0, 4)
          .map((d) => `${d.severity} ${d.code} ${d.message}`)
          .join("\n    ")}`,
      );
      if (process.env["DUMP"]) writeFileSync(`/tmp/dump-${index}.mof`, bytes);
    }
  }
  console.log(`their time ${mid - start}, ours ${performance.now() - mid}`);
  console.log(
    `refused ${refused}, strictly ${strictRefused}; different ${different}, strictly ${strictDifferent}`,
  );
  writeFileSync("/tmp/explore.txt", log.join("\n"));
  expect(1).toBe(1);
}, 600000);
