import type { Document, Instance } from "../model/document.js";
import documentTemplate from "./document.hbs";
import { headerLines } from "./header.js";
import { writeName, writeValue } from "./literal.js";
import type { Target } from "./literal.js";
import { printAsPowerShell } from "./print-ps51.js";

/** Whose form a document gets, where that is not mofsmith's own: Windows PowerShell 5.1's. */
export type Compat = "ps51";

/** How a document is printed. */
export interface PrintSettings {
  readonly target: Target;
  readonly compat?: Compat | undefined;
}

/**
 * The text of a document: its header in a comment, then the instances in their order (powershell-configuration.md
 * §1.5; the class of the document itself comes last because the checker puts it there). The template owns the
 * shape of both; names and values are written here. Lines end in CRLF for Windows, in LF for Linux. With `compat` it is
 * printed byte for byte as that compiler does.
 *
 * Throws on what cannot be written (`writeName`, `writeValue`, `isHeaderText`): whoever makes a document has
 * to refuse that first.
 */
export function printDocument(document: Document, options: PrintSettings): string {
  if (options.compat === "ps51") return printAsPowerShell(document);
  const text = documentTemplate({
    header: headerLines(document.header),
    instances: document.instances.map((instance) => writtenInstance(instance, options.target)),
  });
  // A line feed of a string is written \n: those that are left are ends of lines.
  return options.target === "windows" ? text.replaceAll("\n", "\r\n") : text;
}

/** The parts of an instance, written, as the template takes them. */
function writtenInstance(instance: Instance, target: Target) {
  const properties = instance.properties
    .map(({ name, value }) => ` ${writeName(name)} = ${writeValue(value, target)};`)
    .join("\n");
  const alias = instance.alias === undefined ? undefined : writeName(instance.alias);
  return { className: writeName(instance.className), alias, properties };
}
