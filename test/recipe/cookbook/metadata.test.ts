import { expect, test } from "vitest";
import { cookbookName } from "../../../src/recipe/cookbook/metadata.js";
import { memoryHost } from "../../support/memory-host.js";

function nameIn(files: Record<string, string>): string | undefined {
  return cookbookName(memoryHost(files), "web");
}

test("metadata.rb names a cookbook before metadata.json does", () => {
  const json = { "web/metadata.json": '{"name":"two"}' };
  expect(nameIn({ "web/metadata.rb": "version '1.0.0'\nname 'one'\n", ...json })).toBe("one");
  expect(nameIn({ "web/metadata.rb": "version '1.0.0'\n", ...json })).toBe("two");
});

test("the name in metadata.json is that of the cookbook itself, with its escapes read", () => {
  const name = (text: string) => nameIn({ "web/metadata.json": text });
  expect(name('{"maintainers":[{"name":"somebody"}],"name":"web"}')).toBe("web");
  expect(name('{"name":"w\\u0065b"}')).toBe("web");
  expect(name('\ufeff{"name":"web"}')).toBe("web");
});

test.each(["", "{", "[]", "null", "{}", '{"name":1}', '{"name":""}', '"name": "web"'])(
  "metadata.json without a name tells nothing: %j",
  (text) => {
    expect(nameIn({ "web/metadata.json": text })).toBeUndefined();
  },
);
