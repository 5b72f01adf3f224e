import { expect, test } from "vitest";
import { realPathOf } from "../../../src/recipe/cookbook/cookbooks.js";
import { lookAt, recipeOf } from "../../../src/recipe/cookbook/named.js";
import { openRepository } from "../../../src/recipe/cookbook/repository.js";
import { memoryHost } from "../../support/memory-host.js";
import { told } from "./kit.js";
import type { Files } from "./kit.js";

const recipe = "dsc_resource 'a'\n";

/** What a path of the command line means. */
function named(files: Files, path: string, above?: string) {
  const host = memoryHost(files);
  const look = lookAt(host, path);
  const { value } = openRepository(host, {
    ...{ cookbooks: look.root === undefined ? [] : [look.root], folders: [], above, dataBags: [] },
    ...{ roles: undefined, environments: undefined, attributeFiles: [] },
  });
  const cookbook = look.root && value.cookbooksByFolder.get(realPathOf(look.root));
  const found = recipeOf(host, look, cookbook, above);
  const read = found.value?.file.read();
  return {
    baseName: look.baseName,
    cookbook: found.value?.cookbook?.name,
    name: found.value?.file.name,
    source: read?.value?.source.name,
    path: read?.value?.source.path,
    problems: told([...found.diagnostics, ...(read?.diagnostics ?? [])]),
  };
}

test("a file by itself is named by its base name, or from the folder above", () => {
  const files = { "a/web.rb": recipe, "a/RECIPE.RB": recipe };
  expect(named(files, "a/web.rb")).toEqual({
    ...{ baseName: "web", cookbook: undefined, name: "web" },
    ...{ source: "a/web.rb", path: "web.rb", problems: [] },
  });
  expect(named(files, "a/web.rb", "a/..")).toMatchObject({ path: "a/web.rb" });
  expect(named(files, "a/RECIPE.RB")).toMatchObject({ name: "RECIPE", path: "RECIPE.RB" });
});

test("a file in recipes/ belongs to the cookbook round it, when that has metadata", () => {
  const files = {
    "cb/metadata.rb": "name 'site'\n",
    "cb/recipes/iis.rb": recipe,
    "x/recipes/iis.rb": recipe,
  };
  expect(named(files, "cb/recipes/iis.rb")).toEqual({
    ...{ baseName: "iis", cookbook: "site", name: "iis" },
    ...{ source: "cb/recipes/iis.rb", path: "site/recipes/iis.rb", problems: [] },
  });
  expect(named(files, "x/recipes/iis.rb")).toMatchObject({ cookbook: undefined, path: "iis.rb" });
});

test("a file in recipes/ of the working folder is named as it was typed", () => {
  const files = { "metadata.rb": "name 'site'\n", "recipes/iis.rb": recipe, "myrecipes/iis.rb": recipe };
  expect(named(files, "recipes/iis.rb")).toMatchObject({
    ...{ cookbook: "site", source: "recipes/iis.rb", path: "site/recipes/iis.rb" },
  });
  expect(named(files, "myrecipes/iis.rb")).toMatchObject({ cookbook: undefined });
});

test("a folder means its default recipe", () => {
  const files = { "cb/metadata.json": '{"name":"site"}', "cb/recipes/default.rb": recipe };
  expect(named(files, "cb/")).toMatchObject({
    ...{ baseName: "cb", cookbook: "site", name: "default", source: "cb/recipes/default.rb" },
  });
  expect(named({ "cb/recipes/iis.rb": recipe }, "cb").problems).toEqual(["recipe/no-default-recipe cb"]);
  expect(named({ "cb/recipe.yml": recipe }, "cb").problems).toEqual(["cookbook/data-recipe cb/recipe.yml"]);
});

test("what is no recipe is refused", () => {
  const files = {
    "a.ps1": "",
    "a.mof": "",
    "a.yaml": "",
    "a.json": "",
    "cb/metadata.rb": "",
    "cb/recipes/a.yml": "",
  };
  expect(Object.keys(files).map((path) => named(files, path).problems[0])).toEqual([
    ...["recipe/not-a-recipe a.ps1", "recipe/not-a-recipe a.mof"],
    ...["cookbook/data-recipe a.yaml", "cookbook/data-recipe a.json"],
    ...[undefined, "cookbook/data-recipe cb/recipes/a.yml"],
  ]);
  expect(named({}, "none.rb").problems).toEqual(["source/unreadable-file none.rb"]);
  expect(named({}, "recipes/none.rb").problems).toEqual(["source/unreadable-file recipes/none.rb"]);
});
