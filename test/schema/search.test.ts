import { expect, test } from "vitest";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { searchResources } from "../../src/schema/search.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { memoryHost } from "../support/memory-host.js";

const { value: catalogue } = loadCatalogue(
  memoryHost({
    "lib/WebTools/Site.schema.mof": `
[FriendlyName("Site"), Description("Serves pages.")] class X_Site : OMI_BaseResource { [Key] string Name; };
[FriendlyName("SiteBinding")] class X_SiteBinding : OMI_BaseResource { [Key] string Name; };
[FriendlyName("OldSite")] class X_OldSite : OMI_BaseResource { [Key] string Name; };
[FriendlyName("Pool")] class X_Pool : OMI_BaseResource { [Key] string SiteName; };
[FriendlyName("Log")] class X_Log : OMI_BaseResource { [Key, Description("Where the site logs.")] string Path; };
[FriendlyName("Rule")] class X_Rule { [Key] string Site; };`,
  }),
  ["lib"],
  [],
);

function names(...words: readonly string[]): readonly string[] {
  return searchResources(catalogue, words).map(({ name }) => name);
}

test("what is in a name goes before what is in a property, that before a description", () => {
  expect(names("SITE")).toEqual(["Site", "SiteBinding", "OldSite", "Pool", "Log"]);
});

test("every word has to occur, wherever it is", () => {
  expect(names("site", "binding")).toEqual(["SiteBinding"]);
  expect(names("site binding")).toEqual(["SiteBinding"]);
  expect(names("pages")).toEqual(["Site"]);
  expect(names("site", "nowhere")).toEqual([]);
});

test("no word finds nothing", () => {
  expect(names()).toEqual([]);
  expect(names(" ")).toEqual([]);
});

test("a module's name finds its resources, in order of name", () => {
  expect(names("webtools")).toEqual(["Log", "OldSite", "Pool", "Site", "SiteBinding"]);
});

test("the built-in resources are searched as well", () => {
  const { value: builtIn } = loadCatalogue(memoryHost({}), [], builtInModules);
  expect(searchResources(builtIn, ["registry"])[0]?.name).toBe("Registry");
});
