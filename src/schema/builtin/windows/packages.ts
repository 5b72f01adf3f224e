import type { CimClass } from "../../resource-class.js";
import { credential } from "../base.js";
import { key, list, oneOf, read, required, resource, write } from "../describe.js";
import { page } from "./page.js";

// PSDscResources has no Package; its MsiPackage is a different resource.
const packageResource = resource(
  "Package",
  "MSFT_PackageResource",
  {
    description: "Software installed by a Windows Installer package (.msi) or a setup program (.exe).",
    link: page("package"),
  },
  [
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the software has to be installed (Present, the default) or removed (Absent).",
    ),
    key("Name", "string", "The name of the software as the list of installed programs shows it."),
    required("Path", "string", "The .msi or .exe file: a full path, a UNC path or a web address."),
    key(
      "ProductId",
      "string",
      "The product code, a GUID, that tells the software apart; the empty string to go by Name.",
    ),
    write("Arguments", "string", "Arguments for the installer, passed on as they are."),
    write(
      "Credential",
      credential,
      "The account that reads Path; the software itself is installed by the LCM.",
    ),
    write(
      "ReturnCode",
      list("uint32"),
      "The exit codes that mean success; 0, 1641 and 3010 by default, the last two asking for a restart.",
    ),
    write("LogPath", "string", "The file that the installer writes its log to, as a full path."),
    read("PackageDescription", "string", "The description of the installed software."),
    read("Publisher", "string", "Who published the installed software."),
    read("InstalledOn", "string", "The date on which the software was installed."),
    read("Size", "uint32", "The size of the installed software in mebibytes."),
    read("Version", "string", "The version of the installed software."),
    read("Installed", "boolean", "Whether the software is installed."),
  ],
);

// A class-based resource, hence the class without MSFT_. Its facts are those of the class in Windows
// PowerShell 5.1; the open one of PSDscResources is called MSFT_WindowsPackageCab.
const windowsPackageCab = resource(
  "WindowsPackageCab",
  "WindowsPackageCab",
  { description: "A Windows package installed from a cabinet file (.cab).", link: page("windowsPackageCab") },
  [
    key("Name", "string", "The name of the package."),
    required(
      "Ensure",
      oneOf("Absent", "Present"),
      "Whether the package has to be installed (Present) or removed (Absent); there is no default.",
    ),
    required("SourcePath", "string", "The .cab file, needed for removing too."),
    write(
      "LogPath",
      "string",
      "The file that the servicing tool writes its log to; dism.log on the system drive by default.",
    ),
  ],
);

/** Software packages. */
export const packageResources: readonly CimClass[] = [packageResource, windowsPackageCab];
