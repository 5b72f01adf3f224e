import { expect, test, vi } from "vitest";
import { main } from "../../src/cli/main.js";
import type { World, Writer } from "../../src/cli/world.js";
import { nodeHost } from "../../src/source/host.node.js";
import { folderWith } from "./folder.js";

/** What a compile of three nodes tells on standard error; the clock goes on by so many milliseconds at each look. */
async function told(isTerminal: boolean, step: number, ...words: readonly string[]): Promise<string> {
  const folder = folderWith();
  const pieces: string[] = [];
  const writer: Writer = { write: (text) => void pieces.push(String(text)), isTerminal, columns: undefined };
  const files: Readonly<Record<string, string>> = {
    "main.rb": "dsc_resource 'a' do\n  resource :WindowsFeature\n  property :Name, 'Web-Server'\nend\n",
    "nodes.yaml": "AllNodes: [{NodeName: a}, {NodeName: b}, {NodeName: c}]\n",
  };
  const read = (path: string) => {
    const text = files[path];
    return text === undefined
      ? nodeHost().read(path)
      : { ok: true as const, bytes: new TextEncoder().encode(text) };
  };
  const kind = (path: string) => (files[path] === undefined ? undefined : ("file" as const));
  const world: World = {
    ...{
      host: { ...nodeHost(), read, kind },
      folder,
      environment: { NO_COLOR: "1" },
      now: () => new Date(0),
    },
    ...{ interrupted: () => false, stdin: () => ({ ok: true, bytes: new Uint8Array() }) },
    ...{ stdout: { ...writer, write: () => {} }, stderr: writer },
  };
  let now = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => (now += step));
  await main(["compile", "main.rb", "--nodes", "nodes.yaml", ...words], world);
  clock.mockRestore();
  return pieces.join("");
}

test("on a terminal a line counts the documents, and is taken away at the end", async () => {
  const text = await told(true, 1000);
  expect(text).toMatch(
    /^\r1 of 3 documents\r2 of 3 documents\r3 of 3 documents\r\u001b\[K3 documents in mof, 3 resources, /,
  );
  expect(text).toMatch(/, 1\.\d KB in \d+\.\d s\.\n$/);
});

test("with --layout resource the line counts the folders of documents", async () => {
  expect(await told(true, 1000, "--layout", "resource")).toMatch(
    /^\r1 of 3 folders\r2 of 3 folders\r3 of 3 folders\r\u001b\[K3 documents in mof, /,
  );
});

test("a run that is over at once shows no line", async () => {
  expect(await told(true, 0)).toMatch(/^3 documents in mof, 3 resources, 1\.\d KB in 0\.0 s\.\n$/);
});

test("nobody is told of progress or time without a terminal, and nothing with --quiet", async () => {
  expect(await told(false, 1000)).toBe("3 documents in mof, 3 resources.\n");
  expect(await told(true, 1000, "--quiet")).toBe("");
  expect(await told(true, 1000, "--json")).toBe("");
  expect(await told(false, 0, "--stats")).toMatch(/^3 documents in mof, 3 resources, 1\.\d KB in 0\.0 s\.\n/);
});
