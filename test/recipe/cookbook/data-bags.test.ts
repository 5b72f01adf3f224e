import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { joinBags, openBags } from "../../../src/recipe/cookbook/data-bags.js";
import { nodeHost } from "../../../src/source/host.node.js";
import { folderWith } from "../../cli/folder.js";
import { memoryHost } from "../../support/memory-host.js";
import { jsonObject } from "../../support/json.js";
import { cookbookIn, plan, rootIn, told } from "./kit.js";
import type { Files } from "./kit.js";

test("only the folders given are told to be searched, and the bags of cookbooks are there too", () => {
  const host = memoryHost({ "web/data_bags/users/a.json": '{"id":"a"}' });
  const joined = joinBags([], [openBags(rootIn(host, "web/data_bags"))]);
  expect([joined.folders, [...joined.bags.keys()]]).toEqual([[], ["users"]]);
});

function bags(files: Files, ...folders: readonly string[]) {
  const host = memoryHost(files);
  return joinBags(
    folders.map((folder) => openBags(rootIn(host, folder))),
    [],
  );
}

function item(files: Files, id: string, ...folders: readonly string[]) {
  const found = bags(files, ...folders)
    .bags.get("users")
    ?.item(id);
  return { value: found?.value, problems: told(found?.diagnostics ?? []) };
}

test("a folder is a bag and a file in it an item, read when it is asked for", () => {
  const files = {
    "b/users/ann.json": '{"id":"ann","uid":12345678901234567890}',
    "b/users/zoë.json": '{"id":"zoë"}',
    "b/users/bad.json": "{",
    ...{ "b/users/deep/x.json": "{}", "b/users/README.md": "", "b/top.json": "{}" },
    ...{ "b/node/x.json": "{}", "b/a b/x.json": "{}" },
  };
  const { folders, bags: found } = bags(files, "b");
  expect(folders).toEqual(["b"]);
  expect([...found.keys()]).toEqual(["users"]);
  expect(found.get("users")?.ids).toEqual(["ann", "bad", "zoë"]);
  expect(item(files, "ann", "b")).toEqual({
    value: jsonObject({ id: "ann", uid: 12345678901234567890n }),
    problems: [],
  });
  expect(item(files, "none", "b")).toEqual({ value: undefined, problems: [] });
  expect(item(files, "../users/ann", "b")).toEqual({ value: undefined, problems: [] });
  expect(item(files, "bad", "b").problems[0]).toMatch(/^config\/bad-data b\/users\/bad\.json/);
});

test.each([
  ["[]", "config/no-object b/users/a.json []"],
  ["{}", "config/bad-chef-data b/users/a.json {}"],
  ['{"id":7}', "config/bad-chef-data b/users/a.json 7"],
  ['{"id":"x y"}', 'config/bad-chef-data b/users/a.json "x y"'],
  ['{"id":"b"}', 'config/bad-chef-data b/users/a.json "b"'],
])("an item %j is refused where it is wrong", (text, problem) => {
  expect(item({ "b/users/a.json": text }, "a", "b")).toEqual({ value: undefined, problems: [problem] });
});

test("bags of several folders are one; equal items are one, different ones are refused", () => {
  const files = {
    ...{ "b/users/a.json": '{"id":"a","x":[1,{"y":2}]}', "c/users/a.json": '{"x":[1,{"y":2}],"id":"a"}' },
    ...{
      "b/users/d.json": '{"id":"d"}',
      "c/users/d.json": '{"id":"d","x":1}',
      "c/users/e.json": '{"id":"e"}',
    },
  };
  expect(bags(files, "b", "c").bags.get("users")?.ids).toEqual(["a", "d", "e"]);
  expect(item(files, "a", "b", "c")).toEqual({
    value: jsonObject({ id: "a", x: [1n, { y: 2n }] }),
    problems: [],
  });
  expect(item(files, "e", "b", "c")).toEqual({ value: jsonObject({ id: "e" }), problems: [] });
  expect(item(files, "d", "b", "c")).toEqual({
    ...{ value: undefined, problems: ["config/bad-chef-data c/users/d.json"] },
  });
});

test("a cookbook of the run brings its data bags", () => {
  const files = {
    "cookbooks/web/recipes/default.rb": "",
    "cookbooks/web/data_bags/users/a.json": '{"id":"a"}',
    "cookbooks/other/recipes/default.rb": "",
    "cookbooks/other/data_bags/users/b.json": '{"id":"b"}',
  };
  const { value } = plan(files, "web");
  expect(value?.plan.library.dataBags.bags.get("users")?.ids).toEqual(["a"]);
  expect(value?.plan.library.dataBags.folders).toEqual([]);
  expect(cookbookIn({ "web/recipes/default.rb": "" }).dataBags()).toBeUndefined();
});

test("links that lead out are told, for a bag at once and for an item when it is asked for", () => {
  const folder = folderWith({ "b/users/a.json": '{"id":"a"}', "secret/x.json": '{"id":"x"}' });
  symlinkSync("../../secret/x.json", join(folder, "b/users/x.json"));
  symlinkSync("../secret", join(folder, "b/secret"));
  symlinkSync("a.json", join(folder, "b/users/c.json"));
  const opened = openBags(rootIn(nodeHost(), join(folder, "b")));
  expect(told(opened.problems)).toEqual([`cookbook/link-out ${join(folder, "b/secret")}`]);
  const users = joinBags([opened], []).bags.get("users");
  expect(users?.ids).toEqual(["a", "c", "x"]);
  expect(told(users?.item("x").diagnostics ?? [])).toEqual([
    ...[`cookbook/link-out ${join(folder, "b/users/x.json")}`],
  ]);
});
