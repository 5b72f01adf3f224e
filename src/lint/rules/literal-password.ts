import { isSecretName } from "../../check/secret-properties.js";
import { define } from "../../diagnostics/define.js";
import type { DeclaredProperty } from "../../model/declaration.js";
import type { Call, StringLiteral } from "../../recipe/tree.js";
import { textOf } from "../../source/source.js";
import { propertiesByName } from "../../schema/catalogue.js";
import { attributesOf, isWord, type DscBlock } from "../blocks.js";
import { at, written, type LintedFile, type Rule } from "../rule.js";
import { matchesIn, plainString, plainSymbol } from "../text.js";

const finding = define<{ readonly where: string }>("lint/literal-password", {
  severity: "warning",
  summary: "A password stands in a recipe as plain text.",
  why: "Whoever may read the recipe, its history or a backup of it knows the password, and it cannot be changed without a change of the recipe.",
  mend: "Read the password from where secrets are kept, as in ps_credential('ops', secret(name: 'ops')), and give it with --secret ops=@FILE; or from a node attribute that is not in version control.",
  message: ({ where }) => `The password ${where} is written into the recipe.`,
});

const inCredential = "of this credential";

const secureString = /ConvertTo-SecureString\b/gi;

/** Passwords as literals: in `ps_credential`, in a property of that name, in PowerShell code, and through locals. */
export const literalPassword: Rule = {
  entry: finding,
  yieldsTo: ["check/credential-expected"],
  examples: [
    {
      bad: "dsc_resource 'ops' do\n  resource :User\n  property :UserName, 'ops'\n  property :Password, ps_credential('ops', 'Pa55word')\n  sensitive true\nend\n",
      good: "dsc_resource 'ops' do\n  resource :User\n  property :UserName, 'ops'\n  property :Password, ps_credential('ops', secret(name: 'ops', service: :azure_key_vault))\n  sensitive true\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        if (isWord(call, "ps_credential")) reportLiteral(file, call.arguments.at(-1), inCredential);
        const name = isWord(call, "property") ? plainSymbol(call.arguments[0]) : undefined;
        const block = name === undefined ? undefined : file.scopes.dscBlock("resource");
        if (name !== undefined && block !== undefined && holdsSecret(name, block, file))
          reportLiteral(file, call.arguments[1], `in property "${name}"`);
        if (isWord(call, "code") && file.scopes.dscBlock("script") !== undefined) reportInCode(file, call);
      },
    },
  }),
  declared: (declarations, file) => {
    for (const declaration of declarations) {
      if (declaration.kind === "resource") reportSecrets(declaration.properties, file);
    }
  },
};

/** By the schema of the block's resource where it is known: what is chosen from a list is a setting, whatever its name. */
function holdsSecret(name: string, { block }: DscBlock, { catalogue }: LintedFile): boolean {
  const named = attributesOf(block).find(({ name: word }) => word === "resource");
  const resource = plainSymbol(named?.arguments[0]);
  const found = resource === undefined ? [] : catalogue.resourcesNamed(resource);
  const properties = found.map(({ cimClass }) => propertiesByName(cimClass).get(name.toLowerCase()));
  return properties.length === 0
    ? isSecretName(name)
    : properties.some((property) => isSecretName(name, property));
}

function reportLiteral(file: LintedFile, value: Call["arguments"][number] | undefined, where: string): void {
  if (value === undefined || (plainString(value) ?? "") === "") return;
  file.report(finding(at(file, value), { where }, { secret: true }));
}

/** `ConvertTo-SecureString 'text' -AsPlainText -Force`, and the same with the text before it. */
function reportInCode(file: LintedFile, { arguments: [code] }: Call): void {
  if (code?.kind !== "string") return;
  const text = withoutInterpolations(file, code);
  for (const place of matchesIn(file, code, secureString)) {
    const from = place.start - code.start;
    const [before = ""] = /[^\n;]*$/.exec(text.slice(Math.max(0, from - 200), from)) ?? [];
    const [behind = ""] = /^[^\n;]*/.exec(text.slice(from, from + 200)) ?? [];
    const found = /-AsPlainText\b/i.test(behind) ? literal.exec(before + behind) : null;
    if (found === null) continue;
    const start = place.start - before.length + found.index;
    const origin = at(file, { start, end: start + found[0].length });
    file.report(finding(origin, { where: "of this secure string" }, { secret: true }));
  }
}

/** A string of PowerShell in which nothing is replaced, by PowerShell or by Ruby. */
const literal = /'[^'\n\0]+'|"[^"$\n\0]+"/;

/** A literal from its start on, with NUL for every character of an interpolation: what comes of that is no literal. */
function withoutInterpolations(file: LintedFile, { start, parts }: StringLiteral): string {
  let text = "";
  for (const part of parts) {
    const gap = written(file, { start: start + text.length, end: part.start });
    const own = written(file, part);
    text += gap + (part.kind === "text" ? own : "\0".repeat(own.length));
  }
  return text;
}

/** Passwords that came to a credential by a local, a hash or a loop: each knows the literal that it came from. */
function reportSecrets(properties: readonly DeclaredProperty[], file: LintedFile): void {
  for (const { value } of properties) {
    if (value.kind === "secret") {
      if (isLiteral(textOf(value.origin)))
        file.report(finding(value.origin, { where: inCredential }, { secret: true }));
    } else if (value.kind === "instance") reportSecrets(value.properties, file);
  }
}

function isLiteral(text: string): boolean {
  return /^(?:'[^']|"(?!")(?!.*#\{)|%[qQ]?\W|<<)/s.test(text);
}
