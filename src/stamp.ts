import type { Document, Instance, Property } from "./model/document.js";

/** Who made a document, and when: written only when asked for, since both make equal documents differ. */
export interface Stamp {
  readonly author: string | undefined;
  readonly date: Date | undefined;
}

/**
 * Puts author and date where Microsoft's compiler puts them: into the first comment and into the instance of
 * OMI_ConfigurationDocument, before its ContentType and Name. The date is UTC, so that it is the same everywhere.
 */
export function stampDocument(document: Document, { author, date }: Stamp): Document {
  const written = date === undefined ? undefined : formatDate(date);
  if (author === undefined && written === undefined) return document;
  return {
    header: {
      ...document.header,
      ...(author === undefined ? {} : { generatedBy: author }),
      ...(written === undefined ? {} : { generationDate: written }),
    },
    instances: document.instances.map((instance) => stampInstance(instance, author, written)),
  };
}

function stampInstance(instance: Instance, author: string | undefined, date: string | undefined): Instance {
  if (instance.className !== "OMI_ConfigurationDocument") return instance;
  const stamps = [...property("Author", author), ...property("GenerationDate", date)];
  const behind = instance.properties.findIndex(({ name }) => name === "ContentType" || name === "Name");
  const at = behind < 0 ? instance.properties.length : behind;
  const properties = [...instance.properties.slice(0, at), ...stamps, ...instance.properties.slice(at)];
  return { ...instance, properties };
}

function property(name: string, text: string | undefined): readonly Property[] {
  return text === undefined ? [] : [{ name, value: { kind: "string", text } }];
}

/** `MM/dd/yyyy HH:mm:ss`, the invariant culture's form, as in documents of Windows PowerShell. */
function formatDate(date: Date): string {
  const [year = "", month = "", day = "", time = ""] = date.toISOString().split(/[-T.]/);
  return `${month}/${day}/${year} ${time}`;
}
