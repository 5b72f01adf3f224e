import { ending, header, edge, type Edge } from "./kit.js";

/* What is asked of the settings of an LCM. */

/** Settings with two managers and two partial configurations. */
const settings = (first: string, second: string) =>
  `${header}instance of MSFT_WebDownloadManager as $MSFT_WebDownloadManager1ref { ResourceID = "[W]one"; ServerURL = "https://x"; };
instance of MSFT_WebDownloadManager as $MSFT_WebDownloadManager2ref { ResourceID = "[W]two"; ServerURL = "https://x"; };
instance of MSFT_WebResourceManager as $MSFT_WebResourceManager1ref { ResourceID = "[W]modules"; ServerURL = "https://x"; };
instance of MSFT_PartialConfiguration as $MSFT_PartialConfiguration1ref { ResourceID = "[P]one"; ${first} };
instance of MSFT_PartialConfiguration as $MSFT_PartialConfiguration2ref { ResourceID = "[P]two"; ${second} };
instance of MSFT_DSCMetaConfiguration as $MSFT_DSCMetaConfiguration1ref {
  ConfigurationDownloadManagers = {$MSFT_WebDownloadManager1ref, $MSFT_WebDownloadManager2ref};
  ResourceModuleManagers = {$MSFT_WebResourceManager1ref};
  PartialConfigurations = {$MSFT_PartialConfiguration1ref, $MSFT_PartialConfiguration2ref};
};
${ending()}`;

const source = 'ConfigurationSource = {"[W]one"};';
const linux = { target: "linux", meta: true } as const;
const windows = { meta: true } as const;
const twoSources = 'ConfigurationSource = {"[W]one", "[W]two"};';
const modules = 'ResourceModuleSource = {"[W]modules"};';
const twice = settings('ExclusiveResources = {"nx\\\\nxFile"};', 'ExclusiveResources = {"NX\\\\NXFILE"};');

const managerTwice = settings("", "").replace("[W]two", "[w]ONE");
const stray = `instance of MSFT_WebDownloadManager as $MSFT_WebDownloadManager3ref { ResourceID = "[W]three"; ServerURL = "https://x"; };\n`;

export const partials: readonly Edge[] = [
  edge("two managers of one id", managerTwice, "", "", windows),
  edge("a manager that nothing refers to", settings("", "") + stray, "meta-configuration", "M1", windows),
  edge(
    "two of one id that nothing refers to",
    settings("", "") + stray + stray.replace("3ref", "4ref"),
    "duplicate-id, meta-configuration",
    "D4, M1",
    windows,
  ),
  ...["3.0.0", "..", "2.0", "2.0.0.0", ""].map((version) =>
    edge(
      `settings of version "${version}"`,
      settings("", "").replace('Version = "2.0.0"', `Version = "${version}"`),
      "document-version",
      /^\d*\.\d*\.\d*$/.test(version) ? "M2" : "D9",
      windows,
    ),
  ),
  edge(
    "settings of version 1.0.0",
    settings("", "").replace('Version = "2.0.0"', 'Version = "1.0.0"'),
    "",
    "",
    windows,
  ),
  edge("one source each, in any case", settings(source, source.replace("W", "w")), "", "", linux),
  edge("two sources", settings(twoSources, ""), "partial-configuration", "M3", linux),
  edge("two sources on Windows", settings(twoSources, ""), "", "", windows),
  edge("a source of modules", settings("", modules), "partial-configuration", "M3", linux),
  edge("a source of modules on Windows", settings("", modules), "", "", windows),
  edge(
    "a source that nothing defines",
    settings("", source.replace("one", "x")),
    "partial-configuration",
    "M3",
    windows,
  ),
  edge(
    "modules that nothing defines",
    settings(modules.replace("modules", "x"), ""),
    "partial-configuration",
    "M3",
    windows,
  ),
  edge("a resource claimed twice, in any case", twice, "partial-configuration", "M3", linux),
  edge("a resource claimed twice on Windows", twice, "", "", windows),
];
