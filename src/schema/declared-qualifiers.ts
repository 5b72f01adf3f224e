import { invalidDefault, invalidQualifier } from "../diagnostics/catalogue/schema.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import type { MofFile, QualifierDeclaration } from "../mof/tree.js";
import type { Source } from "../source/source.js";
import { literalProblem } from "./literal-type.js";
import { cimTypeNamed } from "./resource-class.js";
import { flavorsOf, scopesOf, standardQualifiers, type DeclaredQualifier } from "./standard-qualifiers.js";

/** The qualifiers that a file may use: the standard ones and its own. */
export interface DeclaredQualifiers {
  /** The last one of a name, in any case, that is declared above a place; else the standard one. */
  named(name: string, place: number): DeclaredQualifier | undefined;
  /** Those whose names come near an unknown one, for the first few of the file that are asked for. */
  near(name: string): readonly string[];
}

interface Own {
  readonly declared: DeclaredQualifier;
  readonly behind: number;
}

/** Each suggestion looks at every name there is. */
const mostSuggestions = 10;

/** The qualifiers that a file declares. Gives schema/invalid-default and schema/invalid-qualifier. */
export function declaredQualifiers({ source, declarations }: MofFile): Staged<DeclaredQualifiers> {
  const diagnostics: Diagnostic[] = [];
  const own = new Map<string, Own[]>();
  for (const declaration of declarations) {
    if (declaration.kind !== "qualifier") continue;
    for (const problem of problemsOf(declaration, source)) diagnostics.push(problem);
    const declared = readDeclaration(declaration);
    if (declared === undefined) continue;
    const lower = declared.name.toLowerCase();
    const entry = { declared, behind: declaration.end };
    const known = own.get(lower);
    if (known === undefined) own.set(lower, [entry]);
    else known.push(entry);
  }
  const suggested = new Map<string, readonly string[]>();
  const named = (name: string, place: number): DeclaredQualifier | undefined => {
    const lower = name.toLowerCase();
    return lastAbove(own.get(lower) ?? [], place) ?? standardQualifiers.get(lower);
  };
  const near = (name: string): readonly string[] => {
    const lower = name.toLowerCase();
    const known = suggested.get(lower);
    if (known !== undefined || suggested.size === mostSuggestions) return known ?? [];
    const all = [...own.values()].flatMap(([first]) => first?.declared ?? []);
    const names = [...standardQualifiers.values(), ...all].map((one) => one.name);
    const found = nearest(name, names);
    suggested.set(lower, found);
    return found;
  };
  return { value: { named, near }, diagnostics };
}

/** They stand in the order of the file, and there may be as many as the file has lines. */
function lastAbove(entries: readonly Own[], place: number): DeclaredQualifier | undefined {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.behind ?? Infinity) <= place) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1]?.declared;
}

/** A qualifier's flavors are ToSubclass and EnableOverride unless its declaration says others (DSP0004 §5.6.2). */
function readDeclaration(declaration: QualifierDeclaration): DeclaredQualifier | undefined {
  const { name, array, scopes, flavors } = declaration;
  const type = cimTypeNamed(declaration.type.text);
  if (type === undefined) return undefined;
  const said = flavorsOf(
    flavors.map(({ text }) => text),
    { restricted: false, fixed: false },
  );
  return { name: name.text, type, array, scopes: scopesOf(scopes.map(({ text }) => text)), ...said };
}

const contrary = [
  ["restricted", "tosubclass"],
  ["enableoverride", "disableoverride"],
] as const;

function problemsOf(declaration: QualifierDeclaration, source: Source): readonly Diagnostic[] {
  const { name, array, defaultValue, flavors } = declaration;
  const type = cimTypeNamed(declaration.type.text);
  const problem = defaultValue && type && literalProblem(defaultValue, { type, array });
  const words = new Set(flavors.map(({ text }) => text.toLowerCase()));
  const excluding = contrary.filter(([one, other]) => words.has(one) && words.has(other));
  return [
    ...(problem === undefined
      ? []
      : [invalidDefault({ source, ...spanOf(defaultValue ?? name) }, { name: name.text, problem })]),
    ...excluding.map(([one, other]) => {
      const reason = `the flavors ${one} and ${other} exclude each other`;
      const parameters = { qualifier: name.text, reason, suggestions: [] };
      return invalidQualifier({ source, ...spanOf(name) }, parameters);
    }),
  ];
}

function spanOf({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end };
}
