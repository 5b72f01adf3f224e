import type { CimClass } from "../../resource-class.js";
import { credential } from "../base.js";
import { key, list, oneOf, read, resource, write } from "../describe.js";
import { page } from "./page.js";

// The open Environment of PSDscResources adds Target; this one always writes the machine's variable.
const environment = resource(
  "Environment",
  "MSFT_EnvironmentResource",
  { description: "An environment variable of the machine.", link: page("environment") },
  [
    key("Name", "string", "The name of the variable."),
    write("Value", "string", "The value of the variable; the empty string by default."),
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the variable has to exist with its value (Present, the default) or must not exist (Absent).",
    ),
    write(
      "Path",
      "boolean",
      "Whether the variable is a list of folders such as PATH, to which Value is added or from which it is taken; false by default.",
    ),
  ],
);

// The open Registry of PSDscResources spells DWord and QWord; a document keeps the spelling of its schema. The page
// says that Force overwrites values too; the script overwrites them without it.
const registry = resource(
  "Registry",
  "MSFT_RegistryResource",
  { description: "A key or a value of the registry.", link: page("registry") },
  [
    key(
      "Key",
      "string",
      "The path of the registry key, hive first, such as HKEY_LOCAL_MACHINE\\SOFTWARE\\Example.",
    ),
    key(
      "ValueName",
      "string",
      "The name of the value; the empty string stands for the key itself or, together with ValueData or ValueType, for its default value.",
    ),
    write(
      "ValueData",
      list("string"),
      "The data of the value as text, numbers included; more than one element for MultiString only.",
    ),
    write(
      "ValueType",
      oneOf("String", "Binary", "Dword", "Qword", "MultiString", "ExpandString"),
      "The type of the value; String by default.",
    ),
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the key or value has to exist (Present, the default) or must not exist (Absent).",
    ),
    write(
      "Hex",
      "boolean",
      "Whether the ValueData of a Dword or Qword is written in hexadecimal digits; false by default.",
    ),
    write("Force", "boolean", "Whether a key may be removed together with its subkeys; false by default."),
  ],
);

// The open Service of PSDscResources adds DesktopInteract, the timeouts and the state Ignore.
const service = resource(
  "Service",
  "MSFT_ServiceResource",
  {
    description: "A Windows service: whether it exists, how it starts and whether it runs.",
    link: page("service"),
  },
  [
    key("Name", "string", "The name of the service, which need not be the name that is displayed."),
    write(
      "State",
      oneOf("Running", "Stopped"),
      "Whether the service has to run (Running, the default) or not (Stopped).",
    ),
    write(
      "StartupType",
      oneOf("Automatic", "Manual", "Disabled"),
      "How the service starts; left as it is when not set.",
    ),
    write(
      "BuiltInAccount",
      oneOf("LocalSystem", "LocalService", "NetworkService"),
      "The built-in account that the service runs under; not together with Credential.",
    ),
    write(
      "Credential",
      credential,
      "The account that the service runs under; not together with BuiltInAccount.",
    ),
    read("Status", "string", "What the service is doing now."),
    write("DisplayName", "string", "The name that tools display."),
    write("Description", "string", "The text that tools display."),
    write("Path", "string", "The program of the service, as a full path; needed to create a service."),
    write("Dependencies", list("string"), "The names of the services that have to run before this one."),
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the service has to exist (Present, the default) or must not exist (Absent).",
    ),
  ],
);

// The open WindowsProcess of PSDscResources is another class (MSFT_WindowsProcess) and adds ProcessCount.
const windowsProcess = resource(
  "WindowsProcess",
  "MSFT_ProcessResource",
  { description: "A process that has to run, or must not.", link: page("windowsProcess") },
  [
    key(
      "Path",
      "string",
      "The program: a full path, or a file name to be searched for in PATH; relative paths are refused.",
    ),
    key(
      "Arguments",
      "string",
      "All the arguments in one string, passed on as they are; may be the empty string.",
    ),
    write("Credential", credential, "The account that the process is started under."),
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the process has to run (Present, the default) or is ended (Absent).",
    ),
    write("StandardOutputPath", "string", "The file that takes what the process prints; it is overwritten."),
    write(
      "StandardErrorPath",
      "string",
      "The file that takes what the process reports as errors; it is overwritten.",
    ),
    write("StandardInputPath", "string", "The file that the process reads as its input."),
    write("WorkingDirectory", "string", "The folder that the process starts in."),
    read("PagedMemorySize", "uint64", "The paged memory of the process in bytes."),
    read("NonPagedMemorySize", "uint64", "The nonpaged memory of the process in bytes."),
    read("VirtualMemorySize", "uint64", "The virtual memory of the process in bytes."),
    read("HandleCount", "sint32", "How many handles the process has open."),
    read("ProcessId", "sint32", "The number by which the operating system knows the process."),
  ],
);

/** Environment variables, the registry, services and processes. */
export const systemResources: readonly CimClass[] = [environment, registry, service, windowsProcess];
