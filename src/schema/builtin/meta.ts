import type { CimClass, CimProperty } from "../resource-class.js";
import { credential } from "./base.js";
import { extend, instanceOf, key, list, oneOf, plainClass, read, required, write } from "./describe.js";

/*
 * The classes of meta configurations, which hold the settings of a Local Configuration Manager. Facts:
 * MSFT_DSCMetaConfiguration.mof and MSFT_MetaConfigurationExtensionClasses.schema.mof of PowerShell DSC for Linux and
 * of Windows, powershell-configuration.md §1.12; that the two systems differ is said at each place.
 */

type Platform = "windows" | "linux";

const only = (platform: Platform, wanted: Platform, properties: readonly CimProperty[]) =>
  platform === wanted ? properties : [];

const metaResource = plainClass(
  "OMI_MetaConfigurationResource",
  "What every part of the settings inherits.",
  [
    required("ResourceId", "string", "The part's name, such as [ConfigurationRepositoryWeb]pull."),
    write(
      "SourceInfo",
      "string",
      "Where the part was declared: file, line, column and keyword, joined by ::.",
    ),
  ],
);

function subclass(cimClass: CimClass, superClass: CimClass): CimClass {
  const above = superClass.superClass === undefined ? [] : [superClass.superClass];
  return { ...extend(cimClass, superClass), ...(above.length > 0 && { ancestors: above }) };
}

function base(name: string, description: string): CimClass {
  return subclass(plainClass(name, description, []), metaResource);
}

const downloadManager = base("OMI_ConfigurationDownloadManager", "Where an LCM gets configurations.");
const moduleManager = base("OMI_ResourceModuleManager", "Where an LCM gets modules.");
const reportManager = base("OMI_ReportManager", "Where an LCM sends reports.");

/** What the three kinds of web server have in common; a proxy can be named on Windows only. */
function webServer(platform: Platform): readonly CimProperty[] {
  return [
    key("ServerURL", "string", "The address of the server."),
    write("CertificateID", "string", "The thumbprint of the certificate that the LCM shows to the server."),
    write("AllowUnsecureConnection", "boolean", "Whether http will do."),
    write("RegistrationKey", "string", "The key that registers the LCM with the server."),
    ...only(platform, "windows", [
      write("ProxyURL", "string", "The address of the proxy to go through."),
      write("ProxyCredential", credential, "The account at the proxy."),
    ]),
  ];
}

const share = [
  key("SourcePath", "string", "The path of the share."),
  write("Credential", credential, "The account that may read the share."),
];

function managers(platform: Platform): readonly CimClass[] {
  const names = write("ConfigurationNames", list("string"), "The configurations to get.");
  const web = webServer(platform);
  const classes = [
    subclass(
      plainClass("MSFT_WebDownloadManager", "A web server for configurations.", [...web, names]),
      downloadManager,
    ),
    subclass(plainClass("MSFT_WebResourceManager", "A web server for modules.", web), moduleManager),
    subclass(plainClass("MSFT_WebReportManager", "A web server for reports.", web), reportManager),
    subclass(plainClass("MSFT_FileResourceManager", "A share for modules.", share), moduleManager),
  ];
  if (platform === "linux") return classes;
  return [
    ...classes,
    subclass(plainClass("MSFT_FileDownloadManager", "A share for configurations.", share), downloadManager),
    subclass(
      plainClass("MSFT_SignatureValidation", "What has to be signed, and by whom.", [
        write("TrustedStorePath", "string", "The store of the trusted certificates."),
        write("SignedItemType", list(oneOf("Configuration", "Module")), "What has to be signed."),
      ]),
      metaResource,
    ),
  ];
}

const refreshMode = write("RefreshMode", oneOf("Push", "Pull", "Disabled"), "How a configuration arrives.");

const partialConfiguration = subclass(
  plainClass("MSFT_PartialConfiguration", "One of several configurations that an LCM joins.", [
    write("Description", "string", "What the partial configuration is for."),
    write("DependsOn", list("string"), "Partial configurations to be applied before this one."),
    write("ExclusiveResources", list("string"), "Resources that no other partial configuration may have."),
    write("ConfigurationSource", list("string"), "The ResourceIds of the servers to get it from."),
    write("ResourceModuleSource", list("string"), "The ResourceIds of the servers to get its modules from."),
    refreshMode,
  ]),
  metaResource,
);

const behaviour: readonly CimProperty[] = [
  write("ConfigurationModeFrequencyMins", "uint32", "Minutes between two checks of the configuration."),
  write("RebootNodeIfNeeded", "boolean", "Whether the LCM may restart the machine."),
  write(
    "ConfigurationMode",
    oneOf("ApplyOnly", "ApplyAndMonitor", "ApplyAndAutoCorrect", "MonitorOnly"),
    "What the LCM does when the machine has drifted.",
  ),
  write(
    "ActionAfterReboot",
    oneOf("ContinueConfiguration", "StopConfiguration"),
    "What follows a restart of the machine.",
  ),
  refreshMode,
  write("CertificateID", "string", "The thumbprint of the certificate that opens passwords."),
  write("ConfigurationID", "string", "The GUID by which a server knows the configuration."),
  write("Credential", credential, "The account at the download manager."),
  write("DownloadManagerName", "string", "The download manager of version 1."),
  write("DownloadManagerCustomData", list(instanceOf("MSFT_KeyValuePair")), "Its settings."),
  write("RefreshFrequencyMins", "uint32", "Minutes between two questions to the server."),
  write("AllowModuleOverwrite", "boolean", "Whether newer modules replace older ones."),
  write("StatusRetentionTimeInDays", "uint32", "Days for which reports are kept."),
  write(
    "DebugMode",
    list(oneOf("None", "ForceModuleImport", "All", "ResourceScriptBreakAll", "ResourceScriptBreakpoint")),
    "How resources are debugged.",
  ),
];

const state: readonly CimProperty[] = [
  read("LCMVersion", "string", "The version of the LCM."),
  read("LCMCompatibleVersions", list("string"), "The versions of documents that the LCM reads."),
  read("LCMState", oneOf("Idle", "Busy", "PendingReboot", "PendingConfiguration"), "What the LCM is doing."),
  read("LCMStateDetail", "string", "More about that."),
  read("AgentId", "string", "The GUID of the machine."),
];

const parts: readonly CimProperty[] = [
  write(
    "ConfigurationDownloadManagers",
    list(instanceOf("OMI_ConfigurationDownloadManager")),
    "Where configurations come from.",
  ),
  write("ResourceModuleManagers", list(instanceOf("OMI_ResourceModuleManager")), "Where modules come from."),
  write("ReportManagers", list(instanceOf("OMI_ReportManager")), "Where reports go."),
  write(
    "PartialConfigurations",
    list(instanceOf("MSFT_PartialConfiguration")),
    "The configurations that the LCM joins.",
  ),
];

function settings(platform: Platform): CimClass {
  return plainClass("MSFT_DSCMetaConfiguration", "The settings of a Local Configuration Manager.", [
    ...behaviour,
    ...state,
    ...parts,
    ...only(platform, "windows", [
      write("SignatureValidationPolicy", "string", "Whether signatures are asked for."),
      write("SignatureValidations", list(instanceOf("MSFT_SignatureValidation")), "What has to be signed."),
      write("MaximumDownloadSizeMB", "uint32", "The largest module that is fetched, in MiB."),
    ]),
    ...only(platform, "linux", [
      read("LocalConfigurationManagerState", "string", "What the LCM is doing."),
      write("EnableSignatureValidation", "boolean", "Whether signatures are asked for."),
      write("DisableModuleSignatureValidation", "boolean", "Whether modules need none."),
    ]),
  ]);
}

/** The classes of meta configurations exactly as a platform's LCM has them. */
export function metaClassesOf(platform: Platform): readonly CimClass[] {
  return [
    metaResource,
    ...[downloadManager, moduleManager, reportManager],
    ...managers(platform),
    partialConfiguration,
    settings(platform),
  ];
}
