import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "./folder.js";
import { run } from "./run.js";

const scenario = "fixtures/decompile/recipe";

/** A folder with a document, its schema, and what its recipe's comment asks for. */
function workplace(): string {
  const folder = folderWith({
    "password.txt": "Sesam, öffne dich\n",
    "nodes.json": JSON.stringify({
      AllNodes: [{ NodeName: "web01", PSDscAllowPlainTextPassword: true, PSDscAllowDomainUser: true }],
    }),
  });
  cpSync(join(scenario, "schemas"), join(folder, "schemas"), { recursive: true });
  cpSync(join(scenario, "web01.mof"), join(folder, "web01.mof"));
  return folder;
}

test("the command line in the comment compiles the recipe, and its document gives the same recipe", async () => {
  const folder = workplace();
  const schemas = ["--schemas", "schemas"];
  const { stdout: recipe, exitCode } = await run(["decompile", "web01.mof", ...schemas], { folder });
  expect(exitCode).toBe(0);
  expect(recipe).not.toMatch(/öffne/);
  writeFileSync(join(folder, "site.rb"), recipe);
  const [, line = ""] = /^# {3}mofsmith (.*)$/m.exec(recipe) ?? [];
  const words = line
    .replace("RECIPE", "site.rb")
    .replace("NODES", "nodes.json")
    .replace("FILE", "password.txt")
    .split(" ");
  const compiled = await run([...words, "--author", "anna", "--out", join(folder, "again"), ...schemas], {
    folder,
  });
  expect([compiled.stderr.replaceAll(folder, ""), compiled.exitCode]).toEqual([
    "/again/web01.mof: 3 resources.\n",
    0,
  ]);
  const again = await run(["decompile", "again/web01.mof", ...schemas], { folder });
  expect(again.stderr).toBe("");
  expect(blocksOf(again.stdout)).toEqual(blocksOf(recipe));
  expect(readFileSync(join(folder, "again/web01.mof"), "utf16le")).toContain("öffne");
});

/** The lines of each block in any order: the compiler has its own for properties. */
function blocksOf(recipe: string): readonly string[] {
  const [, ...blocks] = recipe.split("\n\n");
  return blocks.map((block) => block.trimEnd().replaceAll(/,$/gm, "").split("\n").sort().join("\n"));
}

test("nothing of a password is shown where a recipe is refused", async () => {
  const folder = workplace();
  const path = join(folder, "web01.mof");
  const text = readFileSync(path, "utf16le").replace('State = "Started"', 'State = "Sesam, öffne dich"');
  writeFileSync(path, text, "utf16le");
  const { stdout, stderr } = await run(["decompile", "web01.mof", "--schemas", "schemas"], { folder });
  expect(stderr).toContain("decompile/refused");
  expect(stderr).not.toContain("öffne");
  // There it is no password.
  expect(stdout.match(/öffne/g)).toHaveLength(1);
});
