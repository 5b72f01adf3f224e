import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import type { MofFile } from "../mof/tree.js";
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
  const declared = classDeclarations(file);
  const diagnostics: Diagnostic[] = [...declared.diagnostics];
  const above = new Map<string, Declared>();
  const { classOf } = classReader(
    (name) => above.get(name.toLowerCase()),
    (diagnostic) => diagnostics.push(diagnostic),
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
