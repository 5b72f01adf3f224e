import { expect, test } from "vitest";
import { readRunList } from "../../../src/recipe/cookbook/run-list.js";
import { memoryHost } from "../../support/memory-host.js";

const recipe = "dsc_resource 'a'\n";

function read(files: Record<string, string>, path: string, root?: string) {
  const { value, diagnostics } = readRunList(memoryHost(files), [path], root);
  const [first] = value.recipes;
  return { ...value, path: first?.path, codes: diagnostics.map(({ code }) => code) };
}

test("a file is named by its base name, a file of a cookbook by its place in the cookbook", () => {
  const files = { "web.rb": recipe, "cb/metadata.rb": "name 'site'\n", "cb/recipes/iis.rb": recipe };
  expect(read(files, "web.rb")).toMatchObject({ name: "web", path: "web.rb", codes: [] });
  expect(read(files, "cb/recipes/iis.rb")).toMatchObject({
    name: "site",
    baseName: "iis",
    path: "recipes/iis.rb",
  });
  expect(read(files, "cb/recipes/iis.rb", "cb/..")).toMatchObject({ path: "cb/recipes/iis.rb" });
});

test("a folder without metadata is no cookbook for the files in it", () => {
  expect(read({ "x/recipes/iis.rb": recipe }, "x/recipes/iis.rb")).toMatchObject({
    name: "iis",
    path: "iis.rb",
  });
});

test("attribute files that are not read are told, for a folder and for a file of a cookbook", () => {
  const files = {
    "cb/metadata.json": '{"name":"site"}',
    "cb/attributes/default.rb": "",
    "cb/recipes/default.rb": recipe,
  };
  for (const path of ["cb", "cb/recipes/default.rb"]) {
    expect(read(files, path)).toMatchObject({ attributesMissing: true, codes: ["recipe/unread-attributes"] });
  }
});
