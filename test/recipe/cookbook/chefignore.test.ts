import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { matchesName } from "../../../src/recipe/cookbook/chefignore.js";
import { loadCookbook } from "../../../src/recipe/cookbook/cookbook.js";
import { nodeHost } from "../../../src/source/host.node.js";
import { folderWith } from "../../cli/folder.js";
import { askExpressions, rubyAgrees } from "../../support/ruby.js";
import { cookbookIn, repositoryIn, rootIn, told } from "./kit.js";

const patterns = [
  ..."* a/* **/x a*c *a*b* a?b a[!b]c a[^b]c a[b-d] a[b-d]* a[]x] a\\* a\\ \\a\\b a[ a[b [] [!] []a] [!]a]".split(
    " ",
  ),
  ..."[a-] [-a] a[b\\-d] a[\\]]b a[b- a[b-\\d] [d-b] {a,b} .* ?a */*/* *.rb é* [à-ü]* attributes/zz_* ./a".split(
    " ",
  ),
];

const names = [
  ..."a ab abc ac ad acb a/b a/x a/b/c x b/x a] ax a* a\\ a[ a[b a- - ! .a .rb a.rb a/.rb a]b é éa".split(
    " ",
  ),
  ..."attributes/zz_dev.rb attributes/default.rb {a,b}".split(" "),
];

test.runIf(rubyAgrees)("patterns match as File.fnmatch? has it", () => {
  const pairs = patterns.flatMap((pattern) => names.map((name) => ({ pattern, name })));
  const literal = (text: string) => `'${text.replace(/['\\]/g, "\\$&")}'`;
  const ruby = askExpressions(
    pairs.map(({ pattern, name }) => `File.fnmatch?(${literal(pattern)}, ${literal(name)})`),
  );
  const told = pairs.map(({ pattern, name }) => `${pattern} ${name} ${matchesName(pattern, name)}`);
  expect(told).toEqual(pairs.map(({ pattern, name }, at) => `${pattern} ${name} ${ruby[at]}`));
});

test("a pattern of many stars ends", () => {
  expect(matchesName(`${"*a".repeat(2000)}b`, "a".repeat(4000))).toBe(false);
});

const files = {
  "web/attributes/default.rb": "",
  "web/attributes/zz_dev.rb": "",
  "web/recipes/default.rb": "",
  "web/recipes/old/b.rb": "",
  "web/resources/site.rb": "",
  "web/recipe.yml": "",
  "web/metadata.rb": "name 'one'\n",
};

test("what chefignore names is no part of the cookbook, but for its metadata", () => {
  const chefignore =
    "# old files\n\n  attributes/zz_*  \nrecipes/*/*\nmetadata.rb\nresources/site.rb # the site\n";
  const { name, attributeFiles, recipes, resources } = cookbookIn({ ...files, "web/chefignore": chefignore });
  expect(name).toBe("one");
  expect(attributeFiles.map((file) => file.name)).toEqual(["default"]);
  expect([...recipes.keys()]).toEqual(["default"]);
  expect([...resources.keys()]).toEqual(["site"]);
  const without = cookbookIn({ ...files, "web/recipe.rb": "", "web/chefignore": "recipe.rb\n" });
  expect(without.recipes.get("default")?.file).toBe("web/recipes/default.rb");
});

test("the first chefignore counts, of the cookbook and of the folder of cookbooks that was given", () => {
  const inFolder = Object.fromEntries(Object.entries(files).map(([path, text]) => [`all/${path}`, text]));
  const recipesIn = (more: Readonly<Record<string, string>>, named: readonly string[] = []) => {
    const { value } = repositoryIn({ ...inFolder, ...more }, { folders: ["all"] }, named);
    return [...(value.cookbooks.get("one")?.recipes.keys() ?? [])];
  };
  expect(recipesIn({ "all/chefignore": "recipes/old/*\n" })).toEqual(["default"]);
  expect(recipesIn({ "all/chefignore": "recipes/old/*\n" }, ["all/web"])).toEqual(["default"]);
  expect(recipesIn({ "all/chefignore": "recipes/old/*\n", "all/web/chefignore": "" })).toEqual([
    "default",
    "b",
  ]);
  expect(recipesIn({ chefignore: "recipes/old/*\n" })).toEqual(["default", "b"]);
});

test("a chefignore that is a link out is told, and one that is a folder says nothing", () => {
  const folder = folderWith({ ...files, secret: "*\n" });
  symlinkSync("../secret", join(folder, "web/chefignore"));
  const { recipes, problems } = loadCookbook(rootIn(nodeHost(), join(folder, "web")), undefined);
  expect(recipes.size).toBe(2);
  expect(told(problems)).toEqual([`cookbook/link-out ${join(folder, "web/chefignore")}`]);
  expect(cookbookIn({ ...files, "web/chefignore/x": "" }).problems).toEqual([]);
});
