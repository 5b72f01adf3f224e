import type { CimClass } from "../resource-class.js";
import { instanceOf, key, list, plainClass, required, write } from "./describe.js";

/*
 * The classes that every LCM has before it reads a schema. The Windows and the Linux LCM differ in three
 * properties. Facts: BaseResource.schema.mof of PSDesiredStateConfiguration 2.0.7 (Windows) and
 * OMI_BaseResourceUE.mof of PowerShell DSC for Linux.
 */

/** A user name with a password, wherever one is asked for. */
export const credential = instanceOf("MSFT_Credential");

const sharedBaseResource = [
  required(
    "ResourceId",
    "string",
    "The instance's name inside its document, such as [File]motd; no two instances may share one.",
  ),
  write(
    "SourceInfo",
    "string",
    "Where the instance was declared: file, line, column and keyword, joined by ::.",
  ),
  write(
    "DependsOn",
    list("string"),
    "The ResourceIds of the instances that have to be in their desired state before this one is looked at.",
  ),
  required("ModuleName", "string", "The module that brings the resource."),
  required("ModuleVersion", "string", "The version of the module, such as 1.0."),
  write("ConfigurationName", "string", "The configuration that the instance belongs to."),
];

const sharedConfigurationDocument = [
  write(
    "Version",
    "string",
    "The version of the document format, three numbers such as 2.0.0; an LCM refuses a document without it.",
  ),
  write("Author", "string", "Who compiled the document."),
  write("Copyright", "string", "The copyright notice of the configuration."),
  write("HelpInfoUri", "string", "The address of a page that explains the configuration."),
  write(
    "ContentType",
    "string",
    "What the document's passwords are: PasswordEncrypted when they are encrypted for the node's certificate.",
  ),
  write("GenerationDate", "string", "When the document was compiled, as free text."),
  write("GenerationHost", "string", "The machine that compiled the document."),
  write("Name", "string", "The name of the configuration."),
  write(
    "MinimumCompatibleVersion",
    "string",
    "The oldest document format that an LCM must know to take this document, such as 1.0.0.",
  ),
  write(
    "CompatibleVersionAdditionalProperties",
    list("string"),
    "Properties, as Class:Property, that an LCM of the minimum version may ignore.",
  ),
];

const psDscRunAsCredential = write(
  "PsDscRunAsCredential",
  credential,
  "The account under which the resource runs; without it the LCM's own, Local System.",
);

const useCms = write(
  "UseCms",
  "boolean",
  "True when encrypted passwords are in the Cryptographic Message Syntax (Windows only).",
);

const documentType = write(
  "DocumentType",
  "string",
  "What the document is for; a Linux LCM refuses to apply one of type inventory (Linux only).",
);

const baseResourceDescription =
  "What every resource inherits: its name, its order and the module that it comes from.";
const documentDescription = "The one instance in a document that speaks about the document itself.";

const msftCredential = plainClass("MSFT_Credential", "A user name with its password.", [
  {
    ...write(
      "UserName",
      "string",
      "The account, as user, DOMAIN\\user or user@domain; at most 256 characters.",
    ),
    limits: { maxLength: 256 },
  },
  write(
    "Password",
    "string",
    "The password, encrypted for the node's certificate or, where that is allowed, as it is.",
  ),
]);

const msftKeyValuePair = plainClass(
  "MSFT_KeyValuePair",
  "One entry of a table whose keys and values are strings.",
  [key("Key", "string", "The entry's key."), write("Value", "string", "The entry's value.")],
);

/** What resources inherit on Windows. */
export const windowsBaseResource = plainClass("OMI_BaseResource", baseResourceDescription, [
  ...sharedBaseResource,
  psDscRunAsCredential,
]);

/** What resources inherit on Linux: the LCM there cannot run a resource under another account. */
export const linuxBaseResource = plainClass("OMI_BaseResource", baseResourceDescription, sharedBaseResource);

const windowsBaseClasses: readonly CimClass[] = [
  windowsBaseResource,
  msftCredential,
  msftKeyValuePair,
  plainClass("OMI_ConfigurationDocument", documentDescription, [...sharedConfigurationDocument, useCms]),
];

const linuxBaseClasses: readonly CimClass[] = [
  linuxBaseResource,
  msftCredential,
  msftKeyValuePair,
  plainClass("OMI_ConfigurationDocument", documentDescription, [
    ...sharedConfigurationDocument,
    documentType,
  ]),
];

/** The base classes when no platform has been named: with the properties of both. */
export const baseClasses: readonly CimClass[] = [
  windowsBaseResource,
  msftCredential,
  msftKeyValuePair,
  plainClass("OMI_ConfigurationDocument", documentDescription, [
    ...sharedConfigurationDocument,
    useCms,
    documentType,
  ]),
];

/** The base classes exactly as a platform's LCM has them. */
export function baseClassesOf(platform: "windows" | "linux"): readonly CimClass[] {
  return platform === "windows" ? windowsBaseClasses : linuxBaseClasses;
}
