import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { declare, readRecipes } from "../../src/compile.js";
import { Secret } from "../../src/model/secret.js";
import { stringObject } from "../../src/recipe/evaluate/value.js";
import type { RuntimeValue } from "../../src/recipe/evaluate/value.js";
import { nodeOf } from "../support/plan.js";
import { main } from "../../src/cli/main.js";
import { nodeHost } from "../../src/source/host.node.js";
import type { Host } from "../../src/source/host.js";
import { canary, plainCanary, traceIn } from "./encodings.js";
import { situations } from "./situations.js";
import type { Situation } from "./situations.js";

// A password that is somewhere among the input of a run stands in nothing that the run prints or writes, in no encoding.

test("the traces of a password are found in every encoding", () => {
  for (const text of [canary, plainCanary, [...plainCanary].reverse().join("")]) {
    const utf16 = Buffer.from(text, "utf16le");
    for (const bytes of [Buffer.from(text), utf16, Buffer.from(utf16).swap16()]) {
      expect(traceIn(Buffer.concat([Buffer.from("a"), bytes]))).toBeDefined();
      for (const shift of [0, 1, 2]) {
        const padded = Buffer.concat([Buffer.alloc(shift, "x"), bytes, Buffer.from("yy")]);
        expect(traceIn(Buffer.from(padded.toString("base64")))).toBeDefined();
      }
      expect(traceIn(Buffer.from(bytes.toString("hex").toUpperCase()))).toBeDefined();
    }
  }
  for (const written of [JSON.stringify(canary), encodeURIComponent(canary), "zX9-cANARY"])
    expect(traceIn(Buffer.from(written))).toBeDefined();
  expect(traceIn(Buffer.from("Zx9-Can 7Qw-T"))).toBeUndefined();
});

test("there are many situations", () => {
  expect(situations.length).toBeGreaterThan(60);
  expect(new Set(situations.map(({ name }) => name)).size).toBe(situations.length);
});

test.each(situations)("$name", async (situation) => {
  const folder = mkdtempSync(join(tmpdir(), "mofsmith-canary-"));
  try {
    const { exitCode, outputs } = await run(situation, folder);
    expect(exitCode === 70, Buffer.from(outputs.get("stderr") ?? []).toString()).toBe(
      situation.broken === true,
    );
    for (const [path, bytes] of outputs) {
      const printed = path === "stdout" && situation.args.includes("--stdout");
      if (situation.plain === true && (path.endsWith(".mof") || printed)) continue;
      if (situation.declared === true && situation.args[0] === "inspect" && path === "stdout") continue;
      expect(traceIn(bytes), `${path}:\n${Buffer.from(bytes).toString()}`).toBeUndefined();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("nothing that a recipe declares shows a secret when it is printed or copied", () => {
  const text = `s = secret(name: 'ops')
body = "net use #{s}"
dsc_resource 'a' do
  property :A, ps_credential('u', s)
  property :B, [s, { k: s }, cim_instance('X', P: s)]
  property :C, dsc_resource('x') { property :P, lazy { ps_credential(s) } }
end
dsc_script 'b' do
  code body
end
`;
  const { value: plan } = readRecipes([{ name: "main.rb", path: "main.rb", text }]);
  const settings = { target: "windows" as const, secrets: new Map([["ops", new Secret(canary)]]) };
  const declared = declare(plan, nodeOf({}), settings);
  expect(declared.diagnostics).toEqual([]);
  const everything = { depth: Infinity, showHidden: true, getters: true };
  for (const shown of [
    inspect(declared, everything),
    JSON.stringify(declared),
    String(declared.value),
    inspect(structuredClone(declared.value), everything),
    inspect(Object.entries(settings), everything),
    `${settings.secrets.get("ops")?.toString()}`,
  ]) {
    expect(traceIn(Buffer.from(shown))).toBeUndefined();
  }
});

test("the values of a recipe show no secret, and a credential not even the password it was given in the recipe", () => {
  const secret: RuntimeValue = {
    kind: "secret",
    secret: new Secret(canary),
    interpolation: undefined,
    origin: place,
  };
  const password = stringObject(canary, undefined);
  const credential: RuntimeValue = {
    ...{ kind: "credential", userName: stringObject("u", undefined), origin: undefined },
    password: () => password,
  };
  for (const value of [secret, credential, [secret, credential]])
    for (const shown of [
      inspect(value, { depth: Infinity, showHidden: true }),
      JSON.stringify(value),
      String(value),
    ])
      expect(traceIn(Buffer.from(shown))).toBeUndefined();
  expect(traceIn(Buffer.from(inspect(structuredClone(secret), { depth: Infinity })))).toBeUndefined();
});

const place = { source: { name: "main.rb", path: "main.rb", text: "" }, start: 0, end: 0 };

/** Runs the command line; gives all that it printed, and the files that it wrote. */
async function run(
  { files, args, stdin = "", broken }: Situation,
  folder: string,
): Promise<{ readonly exitCode: number; readonly outputs: ReadonlyMap<string, Uint8Array> }> {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const outputs = new Map<string, Uint8Array>();
  const writer = (name: string) => ({
    write: (text: string | Uint8Array) =>
      void outputs.set(name, Buffer.concat([outputs.get(name) ?? Buffer.alloc(0), Buffer.from(text)])),
    isTerminal: false,
    columns: undefined,
  });
  const exitCode = await main([...args, ...(args[0] === "compile" ? ["-o", join(folder, "mof")] : [])], {
    host: hostIn(folder, broken === true),
    folder,
    environment: {},
    now: () => new Date(0),
    interrupted: () => false,
    stdin: () => ({ ok: true, bytes: Buffer.from(stdin) }),
    stdout: writer("stdout"),
    stderr: writer("stderr"),
  });
  const written = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  for (const entry of written) {
    const path = join(entry.parentPath, entry.name);
    if (!Object.keys(files).some((given) => join(folder, given) === path))
      outputs.set(path, readFileSync(path));
  }
  return { exitCode, outputs };
}

/** The file system with another working folder; a broken one throws when the secret has been read. */
function hostIn(folder: string, broken: boolean): Host {
  const host = nodeHost();
  let secretIsRead = false;
  return {
    read: (path, most) => {
      const read = host.read(resolve(folder, path), most);
      if (path.endsWith(".txt")) secretIsRead = true;
      return read;
    },
    list: (path) => host.list(resolve(folder, path)),
    kind: (path) => {
      if (broken && secretIsRead) throw new Error("Something is wrong with this.");
      return host.kind(resolve(folder, path));
    },
    realPath: (path) => host.realPath(resolve(folder, path)),
  };
}
