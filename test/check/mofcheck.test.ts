import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lcmRules } from "../../src/check/lcm-rules.js";
import { verifyBytes } from "../../src/check/verify-bytes.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { nodeHost } from "../../src/source/host.node.js";
import { hasMofcheck, mofcheck, type CheckedDocument, type Verdict } from "../support/mofcheck.js";
import { mutate } from "../support/mutate.js";
import { randomFrom } from "../support/random.js";
import { fixturesFolder, pathsBelow, sharedFolder } from "../support/scenario.js";

/*
 * `verify` and the independent checker, whose verdict is measured against a real LCM, over the same bytes: documents as
 * they are, and mutated. MOFSMITH_SEED and MOFSMITH_COUNT ask for other mutations and for more of them.
 */

const seed = Number(process.env["MOFSMITH_SEED"] ?? 1);
const count = Number(process.env["MOFSMITH_COUNT"] ?? 5000);

const ownFolder = join(import.meta.dirname, "documents");
const targets = ["windows", "linux"] as const;
const schemas = {
  windows: schemaFolders("PSDesiredStateConfiguration", "NetworkingDsc", "ComputerManagementDsc"),
  linux: schemaFolders("nx", "nxComputerManagement", "nxNetworking"),
};

function schemaFolders(...modules: readonly string[]): readonly string[] {
  return [join(ownFolder, "schemas"), ...modules.map((name) => join(sharedFolder, "schemas", name))];
}

/** Mutations of a longer document take long and find what those of a shorter one find. */
const longest = 12_000;

/** Real documents, those of the fixtures, and some that have every type, class and setting; for both targets. */
function originals(): readonly CheckedDocument[] {
  const folders = ["nx", "powershell51", "azure-policy", "dependency-order"].map((name) =>
    join(sharedFolder, "documents", name),
  );
  const paths = [...folders, fixturesFolder, ownFolder].flatMap((folder) =>
    pathsBelow(folder)
      .filter((path) => path.endsWith(".mof") && !path.endsWith(".schema.mof"))
      .map((path) => join(folder, path)),
  );
  return paths.flatMap((path) => {
    const bytes = new Uint8Array(readFileSync(path));
    return targets.map((target) => ({ bytes, target, meta: path.endsWith(".meta.mof") }));
  });
}

interface Compared {
  readonly document: CheckedDocument;
  readonly verdict: Verdict;
  readonly diagnostics: readonly Diagnostic[];
  readonly errors: readonly Diagnostic[];
}

function compare(documents: readonly CheckedDocument[]): readonly Compared[] {
  const catalogues = {
    windows: loadCatalogue(nodeHost(), schemas.windows, builtInModules).value,
    linux: loadCatalogue(nodeHost(), schemas.linux, builtInModules).value,
  };
  const verdicts = mofcheck(documents, schemas);
  expect(verdicts).toHaveLength(documents.length);
  return documents.flatMap((document, index) => {
    const { bytes, target, meta } = document;
    const verdict = verdicts[index];
    const { diagnostics } = verifyBytes(bytes, catalogues[target], {
      file: "d.mof",
      target,
      meta: meta === true,
    });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    return verdict === undefined ? [] : [{ document, verdict, diagnostics, errors }];
  });
}

/**
 * The one warning that the strict checker does not have: the LCM of Linux makes single bytes of the characters of a
 * UTF-16 document up to U+00FF, which are then no UTF-8 (lcm-rules 4.5).
 */
function isLatinInUtf16({ document, diagnostics, verdict }: Compared): boolean {
  return (
    document.target === "linux" &&
    verdict.strict.length === 0 &&
    diagnostics.length > 0 &&
    diagnostics.every(
      ({ code, message }) => code === "source/unreadable-encoding" && message.includes("utf-16"),
    )
  );
}

/** Python takes the separators U+001C to U+001F for blanks, which MOF and everybody else does not. */
function isSeparatorTakenForBlank({ document, diagnostics, verdict }: Compared): boolean {
  return (
    verdict.strict.length === 0 &&
    document.bytes.some((byte) => byte >= 0x1c && byte <= 0x1f) &&
    diagnostics.every(({ code }) => code === "check/no-header")
  );
}

const rulesByCode = new Map<string, readonly string[]>();
for (const { id, codes } of lcmRules) {
  for (const code of codes) rulesByCode.set(code, [...(rulesByCode.get(code) ?? []), id]);
}

/** An LCM reads an instance before it looks at its class, and the document to its end before it asks for more. */
function phaseOf({ code }: Diagnostic): number {
  const rules = rulesByCode.get(code) ?? [];
  if (rules.includes("P12")) return 0;
  return rules.some((rule) => /^[PS]/.test(rule)) ? 1 : 2;
}

/** The first error that an LCM meets is of a rule that the checker finds broken too. */
function agreesOnRule({ errors, verdict }: Compared): boolean {
  const [first] = errors.toSorted(
    (a, b) => phaseOf(a) - phaseOf(b) || (a.origin?.start ?? 0) - (b.origin?.start ?? 0),
  );
  const rules = first === undefined ? [] : (rulesByCode.get(first.code) ?? []);
  // The checker tells an encoding that an LCM does not read by rules of its own.
  const theirs = new Set(verdict.rules.map((rule) => (/^E[12]$/.test(rule) ? "P11" : rule)));
  return rules.some((rule) => theirs.has(rule));
}

function differing(compared: readonly Compared[], differs: (one: Compared) => boolean) {
  return compared.filter(differs).map(({ document, verdict, diagnostics }) => ({
    target: document.target,
    base64: Buffer.from(document.bytes).toString("base64"),
    theirs: verdict.messages,
    ours: diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
  }));
}

const isDifferent = ({ errors, verdict }: Compared): boolean =>
  errors.length > 0 !== verdict.rules.length > 0;

const isStrictlyDifferent = (one: Compared): boolean =>
  one.diagnostics.length > 0 !== one.verdict.strict.length > 0 &&
  !isLatinInUtf16(one) &&
  !isSeparatorTakenForBlank(one);

const required = process.env["MOFSMITH_SHARED"] === "required";

test.skipIf(!existsSync(sharedFolder) && !required)(
  "verify and the independent checker agree on documents as they are, and on mutated ones",
  { timeout: 300_000 },
  () => {
    expect(hasMofcheck()).toBe(true);
    const plain = compare(originals());
    const sound = plain.filter(
      ({ errors, document }) => errors.length === 0 && document.bytes.length <= longest,
    );
    const random = randomFrom(seed);
    const mutated = Array.from({ length: count }, (): CheckedDocument => {
      const document = sound[random(sound.length)]?.document ?? {
        bytes: new Uint8Array(),
        target: "windows",
      };
      return { ...document, bytes: mutate(document.bytes, random) };
    });
    const all = [...plain, ...compare(mutated)];
    expect(differing(all, isDifferent)).toEqual([]);
    expect(differing(all, isStrictlyDifferent)).toEqual([]);
    const refused = all.filter(({ errors }) => errors.length > 0);
    expect(refused.length).toBeGreaterThan(all.length / 4);
    expect(differing(refused, (one) => !agreesOnRule(one))).toEqual([]);
  },
);
