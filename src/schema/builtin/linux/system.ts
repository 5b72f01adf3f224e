import type { CimClass } from "../../resource-class.js";
import { key, oneOf, read, required, resource, write } from "../describe.js";
import { page } from "./page.js";

const nxEnvironment = resource(
  "nxEnvironment",
  "MSFT_nxEnvironmentResource",
  { description: "An environment variable of the machine.", link: page("Environment") },
  [
    key("Name", "string", "The name of the variable."),
    write("Value", "string", "The value of the variable."),
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the variable has to exist with its value (Present, the default) or must not exist (Absent).",
    ),
    write(
      "Path",
      "boolean",
      "Whether the variable is PATH, to which Value is added by a script in /etc/profile.d; otherwise (false, the default) it stands in /etc/environment.",
    ),
  ],
);

const nxPackage = resource(
  "nxPackage",
  "MSFT_nxPackageResource",
  { description: "A package that a package manager or a package file brings.", link: page("Package") },
  [
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the package has to be installed (Present, the default) or removed (Absent).",
    ),
    write(
      "PackageManager",
      oneOf("Yum", "Apt", "Zypper", "*"),
      "The package manager to use; the one of the machine when not set or *.",
    ),
    key("Name", "string", "The name of the package, or of the group when PackageGroup is true."),
    write("FilePath", "string", "The package file to install, instead of asking a repository."),
    write(
      "PackageGroup",
      "boolean",
      "Whether Name is a group of packages; false by default, and not together with FilePath.",
    ),
    write("Arguments", "string", "Arguments for the package manager, passed on as they are."),
    write("ReturnCode", "uint32", "The exit code that means success; 0 by default."),
    read("PackageDescription", "string", "The description of the installed package."),
    read("Publisher", "string", "Who published the installed package."),
    read("InstalledOn", "string", "When the package was installed."),
    read("Size", "uint32", "The size of the installed package: in kibibytes with dpkg, in bytes with rpm."),
    read("Version", "string", "The version of the installed package."),
    read("Installed", "boolean", "Whether the package is installed."),
  ],
);

const nxService = resource(
  "nxService",
  "MSFT_nxServiceResource",
  {
    description: "A service (daemon): whether it runs and whether it starts with the machine.",
    link: page("Service"),
  },
  [
    key("Name", "string", "The name of the service; its definition has to exist already."),
    required(
      "Controller",
      oneOf("init", "upstart", "systemd", "*"),
      "What manages services on the machine; * finds out.",
    ),
    write(
      "Enabled",
      "boolean",
      "Whether the service starts with the machine; false by default, so that leaving it out disables the service.",
    ),
    write(
      "State",
      oneOf("Running", "Stopped"),
      "Whether the service has to run; left as it is when not set.",
    ),
    read("IsEnabled", "boolean", "Whether the service starts with the machine now."),
    read("Status", "string", "What the controller says of the service."),
    read("Path", "string", "The file that defines the service."),
  ],
);

const nxScript = resource(
  "nxScript",
  "MSFT_nxScriptResource",
  { description: "A state that scripts test, set and report.", link: page("Script") },
  [
    key(
      "GetScript",
      "string",
      "A script that prints the present state; its first line names the interpreter, such as #!/bin/bash.",
    ),
    key(
      "SetScript",
      "string",
      "A script that brings about the desired state; runs when TestScript ended with a code other than 0.",
    ),
    key(
      "TestScript",
      "string",
      "A script that ends with exit code 0 when the machine is in the desired state.",
    ),
    write("User", "string", "The user to run the scripts as."),
    write("Group", "string", "The group to run the scripts as."),
    read("Result", "string", "What GetScript printed."),
  ],
);

// Only its inventory is implemented (the script has neither Test nor Set), and no page was ever written; the link
// leads to the script.
const nxAvailableUpdates = resource(
  "nxAvailableUpdates",
  "MSFT_nxAvailableUpdatesResource",
  {
    description: "The updates that wait to be installed; for inventory documents, it cannot be applied.",
    link: "https://github.com/microsoft/PowerShell-DSC-for-Linux/blob/14d31e4f6c5266036c935bd7634e0e4b039a43ed/Providers/Scripts/3.x/Scripts/nxAvailableUpdates.py",
  },
  [
    key("Name", "string", "The name of a package, or a pattern such as * for many."),
    read("BuildDate", "string", "When the update was built."),
    read("Repository", "string", "The repository that offers the update."),
    read("Version", "string", "The version that the update brings."),
    read("Architecture", "string", "The processor architecture that the update is for."),
  ],
);

/** Environment variables, packages, services and scripts. */
export const systemResources: readonly CimClass[] = [
  nxEnvironment,
  nxPackage,
  nxService,
  nxScript,
  nxAvailableUpdates,
];
