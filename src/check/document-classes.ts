import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import type { MofFile } from "../mof/tree.js";
import { verifyAssignments } from "../schema/class-rules.js";
import { classDeclarations, classReader, type Declared } from "../schema/read-classes.js";
import type { CimClass } from "../schema/resource-class.js";

/** The classes that a document declares, by name in lower case; `behind` is where the declaration ends. */
export type DocumentClasses = ReadonlyMap<string, { readonly cimClass: CimClass; readonly behind: number }>;

export const noClasses: DocumentClasses = new Map();

/**
 * The classes that a document itself declares; like everything in a document they know only what stands above them
 * and what the machine knows, which `others` tells. Gives what `classDeclarations`, `classReader` and
 * `verifyAssignments` give.
 */
export function documentClasses(
  file: MofFile,
  others: (name: string) => CimClass | undefined,
): Staged<DocumentClasses> {
  const declared = classDeclarations(file);
  const diagnostics: Diagnostic[] = [...declared.diagnostics];
  // What an LCM ignores is nobody's concern in a document.
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostic.severity === "error") diagnostics.push(diagnostic);
  };
  const above = new Map<string, Declared>();
  const find = (name: string): Declared | undefined => above.get(name.toLowerCase());
  // An instance takes the place of a reference to it as it does that of an embedded one (lcm-rules 4.4).
  const { classOf } = classReader(find, report, { others, references: true });
  const classes = new Map<string, { readonly cimClass: CimClass; readonly behind: number }>();
  for (const one of declared.value.classes) {
    const cimClass = classOf(one);
    const lower = cimClass.name.toLowerCase();
    above.set(lower, one);
    classes.set(lower, { cimClass, behind: one.declaration.end });
  }
  verifyAssignments(file, { source: file.source, qualifiers: declared.value.qualifiers, report });
  return { value: classes, diagnostics };
}
