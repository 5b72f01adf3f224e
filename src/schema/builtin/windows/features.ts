import type { CimClass } from "../../resource-class.js";
import { credential } from "../base.js";
import { key, list, oneOf, read, resource, write } from "../describe.js";
import { page } from "./page.js";

// The open WindowsFeature of PSDscResources is another class (MSFT_WindowsFeature) and has no Source.
const windowsFeature = resource(
  "WindowsFeature",
  "MSFT_RoleResource",
  { description: "A role or feature of Windows Server.", link: page("windowsFeature") },
  [
    key(
      "Name",
      "string",
      "The name of the role or feature as Get-WindowsFeature gives it, such as Web-Server.",
    ),
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the role or feature has to be installed (Present, the default) or removed (Absent).",
    ),
    read("DisplayName", "string", "The name of the role or feature that tools display."),
    write("Source", "string", "Where the files of the feature are found when they are not on the machine."),
    write(
      "IncludeAllSubFeature",
      "boolean",
      "Whether everything below the role or feature is installed with it; false by default.",
    ),
    write("LogPath", "string", "The file that the operation is logged to."),
    write("Credential", credential, "The account that installs or removes the role or feature."),
  ],
);

// Of the open descendant in PSDscResources, Ensure takes Present and Absent, and Source is gone.
const windowsOptionalFeature = resource(
  "WindowsOptionalFeature",
  "MSFT_WindowsOptionalFeature",
  {
    description: "An optional feature of a Windows client; refused on Windows Server.",
    link: page("windowsOptionalFeature"),
  },
  [
    key("Name", "string", "The name of the feature as Get-WindowsOptionalFeature gives it."),
    write(
      "Ensure",
      oneOf("Enable", "Disable"),
      "Whether the feature has to be enabled (Enable) or disabled (Disable).",
    ),
    write("Source", list("string"), "Where the files of a removed feature are found."),
    write(
      "NoWindowsUpdateCheck",
      "boolean",
      "Whether Windows Update is left out when files are searched for.",
    ),
    write("RemoveFilesOnDisable", "boolean", "Whether disabling the feature removes its files too."),
    write(
      "LogLevel",
      oneOf("ErrorsOnly", "ErrorsAndWarning", "ErrorsAndWarningAndInformation"),
      "How much is logged; ErrorsAndWarningAndInformation by default.",
    ),
    write("LogPath", "string", "The file that the operation is logged to."),
    read("CustomProperties", list("string"), "The feature's own further properties."),
    read("Description", "string", "The description of the feature."),
    read("DisplayName", "string", "The name of the feature that tools display."),
  ],
);

/** Roles and features of the operating system. */
export const featureResources: readonly CimClass[] = [windowsFeature, windowsOptionalFeature];
