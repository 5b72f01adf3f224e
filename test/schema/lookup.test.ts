import { expect, test } from "vitest";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { allResources, findClass, findResource } from "../../src/schema/lookup.js";
import type { Resolution } from "../../src/schema/lookup.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { memoryHost } from "../support/memory-host.js";

function schema(friendlyName: string, className = `X_${friendlyName}`): string {
  return `[FriendlyName("${friendlyName}")] class ${className} : OMI_BaseResource { [Key] string Name; };`;
}

const { value: catalogue } = loadCatalogue(
  memoryHost({
    "lib/NetworkingDsc/9.0.0/IPAddress.schema.mof": schema("IPAddress"),
    "lib/NetworkingDsc/9.0.0/Route.schema.mof": schema("Route"),
    "lib/NetworkingDsc/9.1.0/IPAddress.schema.mof": schema("IPAddress"),
    "lib/NetworkingDsc/10.0.0/IPAddress.schema.mof": schema("IPAddress"),
    "lib/PSDscResources/2.12.0.0/Script.schema.mof": schema("Script", "MSFT_ScriptResource"),
    "lib/PSDscResources/2.12.0.0/Group.schema.mof": schema("Group"),
    "lib/xWeb/xWebSite.schema.mof": schema("xWebSite", "MSFT_xWebSite"),
    "lib/xTool/1.0/Tool.schema.mof": schema("Tool"),
    "lib/yTool/2.0/Tool.schema.mof": schema("Tool"),
    "lib/nxNetworking/1.1/nxFile.schema.mof": schema("nxTool"),
  }),
  ["lib"],
  builtInModules,
);

function find(
  name: string,
  moduleName?: string,
  moduleVersion?: string,
  platform: "windows" | "linux" = "windows",
) {
  return findResource(catalogue, {
    name,
    platform,
    ...(moduleName !== undefined && { moduleName }),
    ...(moduleVersion !== undefined && { moduleVersion }),
  });
}

/** `by: module version/class`, and other versions; or the resolution without its resources. */
function told(resolution: Resolution): unknown {
  if (resolution.kind === "ambiguous") return resolution.candidates.map(({ module }) => module.name);
  if (resolution.kind !== "found") return resolution;
  const { resource, by, version, others } = resolution;
  return [`${by}: ${resource.module.name} ${version} ${resource.name}`, ...others];
}

test("a resource that one module has is found by its name in any case, in the schema's spelling", () => {
  expect(told(find("ROUTE"))).toEqual(["single: NetworkingDsc 9.0.0 Route"]);
  expect(told(find("xwebsite"))).toEqual(["single: xWeb undefined xWebSite"]);
});

test("a resource is found by the name of its class", () => {
  expect(told(find("msft_XWEBSITE"))).toEqual(["single: xWeb undefined xWebSite"]);
  expect(told(find("MSFT_ScriptResource", "psdscresources"))).toEqual([
    "module: PSDscResources 2.12.0.0 Script",
  ]);
});

test("the highest version is taken and the others are told", () => {
  expect(told(find("IPAddress"))).toEqual(["single: NetworkingDsc 10.0.0 IPAddress", "9.1.0", "9.0.0"]);
  expect(told(find("IPAddress", "networkingdsc"))).toEqual([
    "module: NetworkingDsc 10.0.0 IPAddress",
    "9.1.0",
    "9.0.0",
  ]);
});

test("a version that is asked for is taken, and must be there", () => {
  expect(told(find("IPAddress", "NetworkingDsc", "9.1.0"))).toEqual([
    "module: NetworkingDsc 9.1.0 IPAddress",
  ]);
  expect(told(find("IPAddress", undefined, "9.0.0"))).toEqual(["single: NetworkingDsc 9.0.0 IPAddress"]);
  expect(told(find("IPAddress", "NetworkingDsc", "9.1"))).toEqual({
    kind: "unknown-version",
    versions: ["10.0.0", "9.1.0", "9.0.0"],
  });
  expect(told(find("Route", "NetworkingDsc", "9.1.0"))).toEqual({
    kind: "unknown-version",
    versions: ["9.0.0"],
  });
});

test("a module that does not tell its version takes any that is asked for", () => {
  expect(told(find("xWebSite", "xWeb", "3.0.0"))).toEqual(["module: xWeb 3.0.0 xWebSite"]);
});

test("of several modules the in-box one is taken, and a named one goes before it", () => {
  expect(told(find("Script"))).toEqual(["in-box: PSDesiredStateConfiguration 1.1 Script"]);
  expect(told(find("Script", "PSDscResources"))).toEqual(["module: PSDscResources 2.12.0.0 Script"]);
  expect(told(find("File"))).toEqual(["single: PSDesiredStateConfiguration 1.1 File"]);
});

test("any version of the in-box module may be asked for", () => {
  expect(told(find("Script", "PSDesiredStateConfiguration", "1.0"))).toEqual([
    "module: PSDesiredStateConfiguration 1.0 Script",
  ]);
});

test("several modules and none in-box are ambiguous", () => {
  expect(told(find("Tool"))).toEqual(["xTool", "yTool"]);
  expect(told(find("Tool", "yTool"))).toEqual(["module: yTool 2.0 Tool"]);
});

test("an in-box resource of another platform is found only when nothing else matches", () => {
  expect(told(find("Script", undefined, undefined, "linux"))).toEqual([
    "single: PSDscResources 2.12.0.0 Script",
  ]);
  expect(told(find("nxFile", undefined, undefined, "linux"))).toEqual(["single: nx 1.0 nxFile"]);
  expect(told(find("nxFile"))).toEqual(["single: nx 1.0 nxFile"]);
});

test("an unknown resource comes with names that are near", () => {
  expect(told(find("IPAdress"))).toEqual({
    kind: "unknown-resource",
    suggestions: ["IPAddress"],
    elsewhere: [],
    unread: [],
  });
  expect(told(find("Nonsense"))).toEqual({
    ...{ kind: "unknown-resource", suggestions: [], elsewhere: [] },
    unread: [],
  });
});

test("what the named module has not is told with the modules that have it", () => {
  expect(told(find("Tool", "NetworkingDsc"))).toEqual({
    kind: "unknown-resource",
    suggestions: [],
    elsewhere: ["xTool", "yTool"],
    unread: [],
  });
  expect(told(find("Rout", "NetworkingDsc"))).toMatchObject({ suggestions: ["Route"] });
});

test("an unknown module comes with names that are near", () => {
  expect(told(find("IPAddress", "NetworkDsc"))).toEqual({
    kind: "unknown-module",
    suggestions: ["NetworkingDsc"],
  });
  expect(told(find("IPAddress", "Zzz"))).toEqual({ kind: "unknown-module", suggestions: [] });
});

test("names of Object's own properties are no resources", () => {
  for (const name of ["constructor", "__proto__", "toString", ""]) {
    expect(find(name).kind).toBe("unknown-resource");
    expect(find("File", name).kind).toBe("unknown-module");
  }
});

test("a class is found without a module too", () => {
  expect(findClass(catalogue, "msft_keyvaluepair")?.name).toBe("MSFT_KeyValuePair");
  expect(findClass(catalogue, "x_route")?.friendlyName).toBe("Route");
});

test("all resources are each there once, in the highest version", () => {
  const names = allResources(catalogue).map(({ name, module }) => `${module.name} ${module.version} ${name}`);
  expect(names.slice(0, 7)).toEqual([
    "NetworkingDsc 10.0.0 IPAddress",
    "NetworkingDsc 9.0.0 Route",
    "PSDscResources 2.12.0.0 Group",
    "PSDscResources 2.12.0.0 Script",
    "nxNetworking 1.1 nxTool",
    "xTool 1.0 Tool",
    "xWeb undefined xWebSite",
  ]);
  expect(new Set(names).size).toBe(names.length);
});

test("an unknown resource comes with the schema files that may describe it and are not read in full", () => {
  const { value } = loadCatalogue(
    memoryHost({
      "lib/A/Half.schema.mof": `${schema("Good")} class X_Bad : OMI_BaseResource { string ; };`,
      "lib/A/Other.schema.mof": "class Y_Other { string ; };",
      "lib/B/Bytes.schema.mof": Uint8Array.from([0xff, 0xfe, 0x41]),
    }),
    ["lib"],
    builtInModules,
  );
  const unread = (name: string, moduleName?: string) =>
    findResource(value, { name, platform: "windows", ...(moduleName && { moduleName }) });
  expect(unread("x_bad")).toMatchObject({
    unread: ["lib/A/Half.schema.mof", "lib/B/Bytes.schema.mof"],
  });
  expect(unread("X_Bad", "A")).toMatchObject({ unread: ["lib/A/Half.schema.mof"] });
  expect(unread("Nonsense", "A")).toMatchObject({ unread: [] });
  expect(unread("Good").kind).toBe("found");
});
