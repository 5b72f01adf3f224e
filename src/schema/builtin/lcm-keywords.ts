import type { CimClass, CimProperty } from "../resource-class.js";
import { metaClassesOf } from "./meta.js";

/** A block of an LCM's settings, as Microsoft's compiler knows it (powershell-configuration.md §1.12). */
export interface LcmKeyword {
  readonly keyword: string;
  readonly className: string;
  /** The property of the settings that lists its instances; undefined for the settings themselves. */
  readonly listed: string | undefined;
}

/** The keywords in the order in which the settings list what they stand for (§1.12, "Output"). */
export const lcmKeywords: readonly LcmKeyword[] = [
  { keyword: "Settings", className: "MSFT_DSCMetaConfiguration", listed: undefined },
  {
    keyword: "ResourceRepositoryWeb",
    className: "MSFT_WebResourceManager",
    listed: "ResourceModuleManagers",
  },
  {
    keyword: "ResourceRepositoryShare",
    className: "MSFT_FileResourceManager",
    listed: "ResourceModuleManagers",
  },
  { keyword: "ReportServerWeb", className: "MSFT_WebReportManager", listed: "ReportManagers" },
  {
    keyword: "ConfigurationRepositoryWeb",
    className: "MSFT_WebDownloadManager",
    listed: "ConfigurationDownloadManagers",
  },
  {
    keyword: "ConfigurationRepositoryShare",
    className: "MSFT_FileDownloadManager",
    listed: "ConfigurationDownloadManagers",
  },
  {
    keyword: "PartialConfiguration",
    className: "MSFT_PartialConfiguration",
    listed: "PartialConfigurations",
  },
  // Microsoft's compiler writes these and lists them nowhere; an LCM refuses what is not listed (lcm-rules M1).
  { keyword: "SignatureValidation", className: "MSFT_SignatureValidation", listed: "SignatureValidations" },
];

/** Filled in by the compiler: the identity of a part, and the lists of the parts. */
const made: ReadonlySet<string> = new Set([
  ...["ResourceId", "SourceInfo"],
  ...lcmKeywords.flatMap(({ listed }) => listed ?? []),
]);

/** Of the settings of version 1: MSFT_DSCMetaConfigurationV2, the class of the keyword, has no more of them. */
const firstVersion: ReadonlySet<string> = new Set([
  ...["Credential", "DownloadManagerName", "DownloadManagerCustomData"],
]);

/** Minutes between two looks (CDP:1564-1589). */
const frequencies: ReadonlyMap<string, string> = new Map([
  ["RefreshFrequencyMins", "30"],
  ["ConfigurationModeFrequencyMins", "15"],
]);

const sections = { windows: sectionsOf("windows"), linux: sectionsOf("linux") };

/**
 * The class of a keyword with the properties that nodes files may set, in the ranges that Microsoft's compiler allows;
 * undefined where the system has no such class. On Linux the settings keep those of version 1, which are all that its
 * older LCMs know of servers.
 */
export function lcmSectionClass(keyword: LcmKeyword, platform: "windows" | "linux"): CimClass | undefined {
  return sections[platform].get(keyword.keyword);
}

function sectionsOf(platform: "windows" | "linux"): ReadonlyMap<string, CimClass> {
  const classes = new Map(metaClassesOf(platform).map((one) => [one.name, one]));
  return new Map(
    lcmKeywords.flatMap(({ keyword, className }): (readonly [string, CimClass])[] => {
      const cimClass = classes.get(className);
      return cimClass === undefined ? [] : [[keyword, sectionOf(cimClass, platform)]];
    }),
  );
}

function sectionOf(cimClass: CimClass, platform: "windows" | "linux"): CimClass {
  const isSettings = cimClass.name === "MSFT_DSCMetaConfiguration";
  const properties = cimClass.properties
    .filter(
      ({ name }) => !made.has(name) && !(isSettings && platform === "windows" && firstVersion.has(name)),
    )
    .map(limited);
  return { ...cimClass, properties };
}

function limited(property: CimProperty): CimProperty {
  const { name, valueMap } = property;
  const least = frequencies.get(name);
  if (least !== undefined) return { ...property, limits: { minValue: least, maxValue: "44640" } };
  if (name !== "DebugMode" || valueMap === undefined) return property;
  // Microsoft's compiler takes this one out of what may be written (CDP:1564-1589).
  const words = valueMap.filter((word) => word !== "ResourceScriptBreakAll");
  return { ...property, valueMap: words, values: words };
}
