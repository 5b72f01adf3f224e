import { define } from "../define.js";

/** What is wrong with the names of documents for a pull server, `--layout pull`: an LCM finds none but its own. */

export const badConfigurationId = define<{ readonly text: string }>("cli/bad-configuration-id", {
  severity: "error",
  summary: "With --layout pull, the ConfigurationID of a node is no GUID.",
  why: "The document is written to <ConfigurationID>.mof, under which no machine would ask a pull server for it.",
  mend: "Give the GUID that the node's LCM has for its ConfigurationID, or leave the key out: the document is then <node>.mof.",
  message: ({ text }) => `"${text}" is no ConfigurationID, such as 1d545e3b-60c3-47a0-bf65-5afc05182fd0.`,
});

export const otherConfigurationId = define<{ readonly text: string; readonly asked: readonly string[] }>(
  "cli/other-configuration-id",
  {
    severity: "error",
    summary: "With --layout pull, the ConfigurationID of a node is not what its LCM asks for.",
    why: "The section Lcm says by which name the machine looks for its document: ConfigurationID in its Settings, or ConfigurationNames beside a RegistrationKey. It would never find one of another name.",
    mend: "Remove the ConfigurationID of the entry, or make the section Lcm say the same.",
    message: ({ text, asked }) => `The node's LCM asks for ${asked.join(", ")}, and not for ${text}.`,
  },
);

export const unfitDocumentName = define<{ readonly name: string; readonly problem: string }>(
  "cli/unfit-document-name",
  {
    severity: "error",
    summary: "With --layout pull, an LCM asks for a document whose name no file can have everywhere.",
    why: "A pull server finds a document by its file, <name>.mof.",
    mend: "Give the configuration another name, in ConfigurationNames or for the partial configuration.",
    message: ({ name, problem }) => `No document can be called "${name}": ${problem}.`,
  },
);

export const severalDocuments = define<{ readonly asked: readonly string[] }>("cli/several-documents", {
  severity: "error",
  summary: "With --layout pull, an LCM asks for several documents, and this is only one of them.",
  why: "A machine with partial configurations pulls a document for each, by its name; a run makes one document for a node.",
  mend: "Say with --name which of them this one is, and compile the others in runs of their own.",
  message: ({ asked }) => `The node's LCM asks for ${asked.join(", ")}: which of them is this?`,
});

export const sharedDocument = define<{ readonly name: string; readonly first: string }>(
  "cli/shared-document",
  {
    severity: "error",
    summary: "With --layout pull, the LCMs of two nodes ask for the same document, and theirs differ.",
    why: "Both machines would be given the same document, which is that of one of them only. An encrypted password is for the certificate of one machine, and never the same twice.",
    mend: "Give each node a ConfigurationID or ConfigurationNames of its own, or compile the same for both.",
    message: ({ name, first }) =>
      `This node would be given ${name}.mof, which ${first} has with other content.`,
  },
);
