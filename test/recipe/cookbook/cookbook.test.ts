import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isCookbook, loadCookbook } from "../../../src/recipe/cookbook/cookbook.js";
import type { CookbookFile } from "../../../src/recipe/library.js";
import { nodeHost } from "../../../src/source/host.node.js";
import { folderWith } from "../../cli/folder.js";
import { memoryHost } from "../../support/memory-host.js";
import { cookbookIn, rootIn, told } from "./kit.js";

function shown(files: Iterable<CookbookFile>): readonly string[] {
  return [...files].map(({ name, file }) => `${name} ${file}`);
}

test("attribute files are loaded default first, then by path, folders in them too", () => {
  const { attributeFiles } = cookbookIn({
    "web/attributes/zoo.rb": "",
    "web/attributes/default.rb": "",
    "web/attributes/a.rb": "",
    "web/attributes/more/deep/b.rb": "",
    "web/attributes/README.md": "",
    "web/attributes/old.RB": "",
  });
  expect(shown(attributeFiles)).toEqual([
    "default web/attributes/default.rb",
    "a web/attributes/a.rb",
    "b web/attributes/more/deep/b.rb",
    "zoo web/attributes/zoo.rb",
  ]);
});

test("recipes are known by base name, and of equal names the last one counts", () => {
  const { recipes } = cookbookIn({
    ...{ "web/recipes/default.rb": "", "web/recipes/iis.rb": "", "web/recipes/old/iis.rb": "" },
  });
  expect(shown(recipes.values())).toEqual(["default web/recipes/default.rb", "iis web/recipes/old/iis.rb"]);
  expect([...recipes.keys()]).toEqual(["default", "iis"]);
});

test("a file at the top stands for default.rb, which is then ignored with a warning", () => {
  const files = {
    ...{ "web/recipe.rb": "", "web/attributes.rb": "" },
    ...{ "web/recipes/default.rb": "", "web/attributes/default.rb": "", "web/attributes/a.rb": "" },
  };
  const { recipes, attributeFiles, problems } = cookbookIn(files);
  expect(shown(recipes.values())).toEqual(["default web/recipe.rb"]);
  expect(shown(attributeFiles)).toEqual(["default web/attributes.rb", "a web/attributes/a.rb"]);
  expect(told(problems)).toEqual([
    "cookbook/shadowed-file web/attributes/default.rb",
    "cookbook/shadowed-file web/recipes/default.rb",
  ]);
});

test("custom resources are known by base name; files that start with _ are none", () => {
  const { resources } = cookbookIn({ "web/resources/site.rb": "", "web/resources/_shared.rb": "" });
  expect(shown(resources.values())).toEqual(["site web/resources/site.rb"]);
});

test("recipes in YAML and JSON are there, behind those in Ruby, and say that they are not read", () => {
  const { recipes } = cookbookIn({
    ...{ "web/recipes/a.rb": "", "web/recipes/a.yml": "", "web/recipes/b.json": "" },
    ...{ "web/recipes/b.yaml": "", "web/recipe.yml": "" },
  });
  expect(shown(recipes.values())).toEqual([
    "a web/recipes/a.rb",
    "default web/recipe.yml",
    "b web/recipes/b.yaml",
  ]);
  const read = recipes.get("b")?.read();
  expect(read?.value).toBeUndefined();
  expect(told(read?.diagnostics ?? [])).toEqual(["cookbook/data-recipe web/recipes/b.yaml"]);
});

test("a name comes from metadata.json, else from metadata.rb, else from the folder", () => {
  const ruby = { "web/metadata.rb": "name 'one'\nversion '1.0.0'\n" };
  expect(cookbookIn(ruby)).toMatchObject({ name: "one", folder: "web" });
  expect(cookbookIn({ ...ruby, "web/metadata.json": '{"name":"two"}' }).name).toBe("two");
  expect(cookbookIn({ ...ruby, "web/metadata.json": "{}" }).name).toBe("web");
  expect(cookbookIn({ "web/recipes/default.rb": "" }).name).toBe("web");
});

test("the working folder as a cookbook is called as it is called", () => {
  const host = nodeHost();
  const folder = folderWith({ "web/recipes/default.rb": "" });
  expect(loadCookbook(rootIn(host, join(folder, "web/recipes/..")), undefined).name).toBe("web");
});

test("a file is read once, and documents name it by the cookbook or by the folder above", () => {
  const host = memoryHost({ "site/web/recipes/default.rb": "x = 1" });
  let reads = 0;
  const counting = {
    ...host,
    read: (path: string) => {
      reads += 1;
      return host.read(path);
    },
  };
  const root = rootIn(counting, "site/web/");
  const file = loadCookbook(root, undefined).recipes.get("default");
  expect(file?.read().value?.source).toMatchObject({
    ...{ name: "site/web/recipes/default.rb", path: "web/recipes/default.rb" },
  });
  expect(file?.read()).toBe(file?.read());
  expect(reads).toBe(1);
  const above = loadCookbook(root, "site").recipes.get("default");
  expect(above?.read().value?.source.path).toBe("web/recipes/default.rb");
});

test("a file that cannot be read or is not UTF-8 says so when it is asked for", () => {
  const { recipes, problems } = cookbookIn({
    "web/recipes/bad.rb": new Uint8Array([0x61, 0x0a, 0xff]),
    "web/recipes/good.rb": "",
  });
  expect(problems).toEqual([]);
  const bad = recipes.get("bad")?.read();
  expect([bad?.value, told(bad?.diagnostics ?? [])]).toEqual([
    ...[undefined, ["recipe/invalid-utf8 web/recipes/bad.rb \ufffd"]],
  ]);
  expect(recipes.get("good")?.read().diagnostics).toEqual([]);
});

test("metadata that cannot be read is a problem of the cookbook", () => {
  expect(told(cookbookIn({ "web/metadata.rb": new Uint8Array([0xff]) }).problems)).toEqual([
    ...["recipe/invalid-utf8 web/metadata.rb \ufffd"],
  ]);
  expect(told(cookbookIn({ "web/metadata.json": "[]" }).problems)).toEqual([
    ...["cookbook/bad-metadata web/metadata.json []"],
  ]);
});

test("what has metadata or code is a cookbook", () => {
  const is = (file: string) => isCookbook(rootIn(memoryHost({ [`web/${file}`]: "" }), "web"));
  const some = ["metadata.rb", "metadata.json", "recipes/a.rb", "attributes/a.rb", "resources/a.rb"];
  expect(some.filter(is)).toEqual(some);
  expect(["README.md", "files/a", "metadata.rb/x", "recipes"].filter(is)).toEqual([]);
});

test("names that the language of a shell or of Ruby would mind are names", () => {
  const odd = ["a b", "$(x)", "..", "-", "é", "a'b", "#{x}", "__proto__"].filter((name) => name !== "..");
  const files = Object.fromEntries(odd.map((name) => [`web/recipes/${name}.rb`, ""]));
  expect([...cookbookIn(files).recipes.keys()].sort()).toEqual([...odd].sort());
});

test("links to files count where they stay inside, links to folders never, and those that lead out are told", () => {
  const folder = folderWith({
    "web/metadata.rb": "name 'web'\n",
    "web/recipes/default.rb": "",
    "web/shared/common.rb": "",
    "secret/secret.rb": "",
    "secret/recipes/x.rb": "",
  });
  const web = join(folder, "web");
  symlinkSync("../shared/common.rb", join(web, "recipes/inside.rb"));
  symlinkSync("../../secret/secret.rb", join(web, "recipes/outside.rb"));
  symlinkSync("../shared", join(web, "recipes/folder"));
  symlinkSync(".", join(web, "recipes/loop"));
  symlinkSync("nowhere", join(web, "recipes/dead.rb"));
  symlinkSync("../../secret", join(web, "recipes/away"));
  symlinkSync("../secret/recipes", join(web, "resources"));
  const { recipes, resources, problems } = loadCookbook(rootIn(nodeHost(), web), undefined);
  expect([...recipes.keys()]).toEqual(["default", "inside"]);
  expect(resources.size).toBe(0);
  expect(told(problems)).toEqual(
    ["resources", "recipes/away", "recipes/outside.rb"].map((path) => `cookbook/link-out ${join(web, path)}`),
  );
});

test("a folder beside the cookbook whose name only begins like it is outside", () => {
  const folder = folderWith({ "web/recipes/default.rb": "", "web2/x.rb": "", "web\\x.rb": "" });
  symlinkSync("../../web2/x.rb", join(folder, "web/recipes/x.rb"));
  symlinkSync("../../web\\x.rb", join(folder, "web/recipes/y.rb"));
  const { recipes, problems } = loadCookbook(rootIn(nodeHost(), join(folder, "web")), undefined);
  expect([...recipes.keys()]).toEqual(["default"]);
  expect(problems).toHaveLength(2);
});

test("a folder of a hundred levels is gone through", () => {
  const folder = folderWith({ "web/metadata.rb": "" });
  const deep = join(folder, "web/recipes", ...Array.from({ length: 100 }, () => "d"));
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, "x.rb"), "");
  expect([...loadCookbook(rootIn(nodeHost(), join(folder, "web")), undefined).recipes.keys()]).toEqual(["x"]);
});
