import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import type { Literal, MofDeclaration, MofFile, PropertyDeclaration, Qualifier } from "../mof/tree.js";
import { classDeclarations, classReader, type Declared } from "../schema/read-classes.js";
import type { CimClass } from "../schema/resource-class.js";

/** The classes that a document declares, by name in lower case; `behind` is where the declaration ends. */
export type DocumentClasses = ReadonlyMap<string, { readonly cimClass: CimClass; readonly behind: number }>;

export const noClasses: DocumentClasses = new Map();

/**
 * The classes that a document itself declares; like everything in a document they know only what stands above them
 * and what the machine knows, which `others` tells. Gives what `classReader` and `classDeclarations` give.
 */
export function documentClasses(
  file: MofFile,
  others: (name: string) => CimClass | undefined,
): Staged<DocumentClasses> {
  const declared = classDeclarations({ ...file, declarations: file.declarations.map(withoutReferences) });
  const diagnostics: Diagnostic[] = [...declared.diagnostics];
  const above = new Map<string, Declared>();
  const { classOf } = classReader(
    (name) => above.get(name.toLowerCase()),
    // What an LCM ignores is nobody's concern in a document, and qualifiers are looked at by `verifyDeclarations`.
    (diagnostic) => diagnostic.severity === "error" && diagnostics.push(diagnostic),
    others,
  );
  const classes = new Map<string, { readonly cimClass: CimClass; readonly behind: number }>();
  for (const one of declared.value) {
    const cimClass = classOf(one);
    const lower = cimClass.name.toLowerCase();
    above.set(lower, one);
    classes.set(lower, { cimClass, behind: one.declaration.end });
  }
  return { value: classes, diagnostics };
}

/** An instance takes the place of a reference to it as it does that of an embedded one (lcm-rules 4.4). */
function withoutReferences(declaration: MofDeclaration): MofDeclaration {
  if (declaration.kind !== "class") return declaration;
  return { ...declaration, properties: declaration.properties.map(withoutReference) };
}

function withoutReference(property: PropertyDeclaration): PropertyDeclaration {
  const { name, type, reference, qualifiers } = property;
  if (!reference) return property;
  const { start, end } = name;
  const className: Literal = {
    value: { kind: "string", text: type.text },
    items: undefined,
    faulty: false,
    start,
    end,
  };
  const embedded: Qualifier = {
    name: { text: "EmbeddedInstance", start, end },
    value: className,
    start,
    end,
  };
  return {
    ...property,
    type: { text: "string", start, end },
    reference: false,
    qualifiers: [...qualifiers, embedded],
  };
}
