import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

/** What is wrong with the settings of a node's Local Configuration Manager, as a nodes file gives them. */

export const literalSecret = define<{ readonly what: string }>("check/literal-secret", {
  severity: "warning",
  summary: "A password or a registration key stands in a nodes file as it is.",
  why: "Whoever can read the file, today or in the history of its repository, can use it.",
  mend: 'Write { "Secret": "NAME" } in its place, and give the text with --secret NAME=@FILE.',
  message: ({ what }) => `The ${what} stands in the nodes file as it is.`,
});

export const settingsForm = define<{ readonly property: string; readonly expected: string }>(
  "check/settings-form",
  {
    severity: "warning",
    summary: "A value of LCM settings does not have the form that a machine can use.",
    why: "A machine takes the settings and fails later, when it looks for the certificate or asks the server.",
    mend: "Write a thumbprint as 40 hexadecimal digits, a ConfigurationID as a GUID, and a ServerURL with its https://.",
    message: ({ property, expected }) => `"${property}" should be ${expected}.`,
  },
);

export const debugMode = define<{ readonly count: number }>("check/debug-mode", {
  severity: "error",
  summary: "DebugMode has more than one value.",
  why: "Its type is an array, but Microsoft's compiler and a machine take a single value.",
  mend: "Keep one value: None, ForceModuleImport, All or ResourceScriptBreakpoint.",
  message: ({ count }) => `"DebugMode" takes one value, and this has ${count}.`,
});

export const nothingToPull = define("check/nothing-to-pull", {
  severity: "error",
  summary: "An LCM is to pull its configuration, and no server or share is named.",
  why: "The machine would ask nobody, and never get a configuration.",
  mend: "Add a ConfigurationRepositoryWeb or a ConfigurationRepositoryShare, or set RefreshMode to Push.",
  message: () => 'RefreshMode is "Pull", and there is no repository to pull a configuration from.',
});

export const noRegistration = define<{ readonly id: string; readonly share: boolean }>(
  "check/no-registration",
  {
    severity: "warning",
    summary: "A server of configurations can know the machine neither by a registration nor by an ID.",
    why: "A pull server gives a configuration to machines that registered with its key, or that ask for a ConfigurationID.",
    mend: "Give the server a RegistrationKey, or the Settings a ConfigurationID.",
    message: ({ id, share }) =>
      share
        ? `${id} is asked by ConfigurationID, and the Settings have none.`
        : `${id} has no RegistrationKey, and the Settings have no ConfigurationID.`,
    help: ({ share }) =>
      share
        ? "Give the Settings a ConfigurationID."
        : "Give it a RegistrationKey, or the Settings a ConfigurationID.",
  },
);

export const registrationAndId = define<{ readonly id: string }>("check/registration-and-id", {
  severity: "warning",
  summary: "LCM settings have both a RegistrationKey and a ConfigurationID.",
  why: "A machine with a ConfigurationID does not register, so the key and the ConfigurationNames have no effect.",
  mend: "Remove the ConfigurationID, or the RegistrationKey.",
  message: ({ id }) => `With this ConfigurationID the machine does not register with ${id}.`,
});

export const otherCertificate = define<{ readonly found: string }>("check/other-certificate", {
  severity: "warning",
  summary:
    "The CertificateID of LCM settings is not the certificate that the node's passwords are encrypted for.",
  why: "The machine cannot decrypt them, and takes the encrypted text for the password.",
  mend: "Remove the CertificateID: the thumbprint of the node's certificate is written without it.",
  message: ({ found }) => `The node's passwords are encrypted for the certificate ${found}.`,
});

export const disabledPartial = define<{ readonly id: string }>("check/disabled-partial", {
  severity: "error",
  summary: "A partial configuration has the RefreshMode Disabled.",
  why: "Only a machine as a whole can be disabled; Microsoft's compiler refuses such a partial configuration.",
  mend: "Write Push or Pull, or leave the partial configuration out.",
  message: ({ id }) => `${id} cannot be "Disabled".`,
});

export const partialSource = define<{ readonly id: string }>("check/partial-source", {
  severity: "error",
  summary: "A partial configuration is to be pulled, and no source is named.",
  why: "A machine takes each partial configuration from the server that it names, and from no other.",
  mend: 'Add ConfigurationSource, such as ["[ConfigurationRepositoryWeb]pull"].',
  message: ({ id }) => `${id} has the RefreshMode "Pull" and no ConfigurationSource.`,
});

export const unknownManager = define<{
  readonly text: string;
  readonly property: string;
  readonly suggestions: readonly string[];
  readonly known: readonly string[];
}>("check/unknown-manager", {
  severity: "error",
  summary: "A partial configuration names a server or share that the settings do not have.",
  why: "A machine refuses settings that refer to what they do not define.",
  mend: "Name a block of the same settings, as [ConfigurationRepositoryWeb]name.",
  message: ({ text, property }) =>
    `There is no ${property === "ConfigurationSource" ? "configuration" : "resource"} repository "${text}".`,
  help: ({ suggestions, known, property }) =>
    didYouMean(suggestions) ||
    (known.length === 0
      ? `Add a ${property === "ConfigurationSource" ? "ConfigurationRepositoryWeb" : "ResourceRepositoryWeb"} to the settings.`
      : `There ${known.length === 1 ? "is only" : "are"} ${known.join(", ")}.`),
});

export const exclusiveForm = define<{ readonly text: string }>("check/exclusive-form", {
  severity: "error",
  summary: "An entry of ExclusiveResources does not have the form of a resource.",
  why: "A machine could not tell which resources are meant, and Microsoft's compiler refuses it.",
  mend: "Write a resource, Module\\Resource, or Module\\* for all of a module.",
  message: ({ text }) => `"${text}" is neither a resource, Module\\Resource nor Module\\*.`,
});

export const exclusiveOverlap = define<{
  readonly text: string;
  readonly other: string;
  readonly id: string;
}>("check/exclusive-overlap", {
  severity: "error",
  summary: "Two partial configurations claim the same resource for themselves.",
  why: "A resource can be exclusive to one of them only; a machine refuses the second one's.",
  mend: "Leave the resource to one of the two.",
  message: ({ text, other, id }) =>
    text.toLowerCase() === other.toLowerCase()
      ? `"${text}" is exclusive to ${id} already.`
      : `"${text}" overlaps "${other}", which is exclusive to ${id}.`,
});
