import { expect, test } from "vitest";
import { cookbookAndRecipe, parseRunListItem, splitRunList } from "../../../src/recipe/cookbook/run-list.js";

const source = { name: "list", path: "list", text: "" };

function item(text: string) {
  return parseRunListItem(text, { source, start: 0, end: 0 });
}

test.each([
  ["recipe[web]", "recipe", "web", "recipe[web]"],
  ["recipe[web::iis]", "recipe", "web::iis", "recipe[web::iis]"],
  ["recipe[web::iis@1.2]", "recipe", "web::iis", "recipe[web::iis@1.2]"],
  ["web", "recipe", "web", "recipe[web]"],
  ["web::iis@1.2.3", "recipe", "web::iis", "recipe[web::iis@1.2.3]"],
  ["role[base]", "role", "base", "role[base]"],
  ["role[a b]", "role", "a b", "role[a b]"],
])("%s is read as Chef reads it", (text, kind, name, shown) => {
  expect(item(text).value).toMatchObject({ kind, name, text: shown });
});

test("a version is that of the cookbook", () => {
  expect(item("recipe[web@1.2]").value?.version).toEqual([1n, 2n, 0n]);
  expect(item("recipe[web]").value?.version).toBeUndefined();
});

test.each([
  ["Recipe[web]", 'Did you mean "recipe[web]"?'],
  ["recipes[web]", 'Did you mean "recipe[web]"?'],
  ["recipe:web", 'Did you mean "recipe[web]"?'],
  ["recipe(web::iis)", 'Did you mean "recipe[web::iis]"?'],
  ["roles[base]", 'Did you mean "role[base]"?'],
  ["role:base", 'Did you mean "role[base]"?'],
  ["role [base]", 'Did you mean "role[base]"?'],
  ["recipe[web", 'Did you mean "recipe[web]"?'],
  ["", "Write recipe[cookbook]"],
  ["  ", "Write recipe[cookbook]"],
  ["::iis", "Write recipe[cookbook]"],
  ["web@1", "Write recipe[cookbook]"],
  ["recipe[web@1.2.3.4]", "Write recipe[cookbook]"],
  ["web:iis", "Write recipe[cookbook]"],
  ["recipe[]", "Write recipe[cookbook]"],
])("%j is refused, with what was meant", (text, help) => {
  const { value, diagnostics } = item(text);
  expect(value).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toEqual(["config/bad-run-list-item"]);
  expect(diagnostics[0]?.help).toContain(help);
});

test("a list has commas, and blanks round them are nothing", () => {
  const text = "recipe[a], role[b] ,,c";
  const list = splitRunList({ source: { ...source, text }, start: 0, end: text.length });
  expect(list.map((one) => one.text)).toEqual(["recipe[a]", "role[b]", "", "c"]);
  expect(list.map(({ place }) => text.slice(place.start, place.end))).toEqual([
    ...["recipe[a]", "role[b]", "", "c"],
  ]);
});

/** As Chef::Recipe.parse_recipe_name cuts them. */
test.each([
  ["web", "web", "default"],
  ["web::iis", "web", "iis"],
  ["web::iis::sites", "web", "iis::sites"],
  ["web::", "web::", "default"],
])("%s means a recipe of a cookbook", (name, cookbook, recipe) => {
  expect(cookbookAndRecipe(name)).toEqual({ cookbook, recipe });
});
