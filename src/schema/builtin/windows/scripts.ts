import type { CimClass } from "../../resource-class.js";
import { credential } from "../base.js";
import { key, read, required, resource, write } from "../describe.js";
import { page } from "./page.js";

const script = resource(
  "Script",
  "MSFT_ScriptResource",
  { description: "A state that PowerShell code tests, sets and reports.", link: page("script") },
  [
    key(
      "GetScript",
      "string",
      "PowerShell code that returns a hashtable with the entry Result, the present state.",
    ),
    key(
      "SetScript",
      "string",
      "PowerShell code that brings about the desired state; runs when TestScript returned false.",
    ),
    key(
      "TestScript",
      "string",
      "PowerShell code that returns true when the machine is in the desired state.",
    ),
    write("Credential", credential, "The account that the code runs under."),
    read("Result", "string", "What GetScript returned."),
  ],
);

// Log alone of all resources has no key: two with the same message may stand in one document.
const log = resource(
  "Log",
  "MSFT_LogResource",
  { description: "A message in the analytic event log of Desired State Configuration.", link: page("log") },
  [required("Message", "string", "The message to write; the log has to be enabled first.")],
);

/** Code and messages. */
export const scriptResources: readonly CimClass[] = [script, log];
