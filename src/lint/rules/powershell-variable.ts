import { define } from "../../diagnostics/define.js";
import type { Argument } from "../../recipe/tree.js";
import { isWord } from "../blocks.js";
import { at, type LintedFile, type Rule } from "../rule.js";
import { matchesIn, plainSymbol } from "../text.js";

const finding = define<{ readonly variable: string; readonly name: string }>("lint/powershell-variable", {
  severity: "warning",
  summary: "A path in a property names a variable of PowerShell's environment.",
  why: "A document holds finished text and no PowerShell: the machine would look for a folder that is called $env:….",
  mend: "Let Ruby put the value there: \"#{ENV['ProgramFiles']}/App\", with the value declared by --env where it is none of Windows' own.",
  message: ({ variable }) => `Nothing puts a value in the place of "${variable}" in a document.`,
  help: ({ name }) => `Let Ruby put the value there: "#{ENV['${name}']}" in double quotes.`,
});

/** Properties whose value is the name of a file or folder. */
const pathName = /(?:path|folder|directory|file|location|source|destination)$/i;

export const powershellVariable: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_resource 'app' do\n  resource :File\n  property :DestinationPath, '$env:ProgramFiles/App'\nend\n",
      good: "dsc_resource 'app' do\n  resource :File\n  property :DestinationPath, \"#{ENV['ProgramFiles']}/App\"\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        if (!isWord(call, "property") || file.scopes.dscBlock("resource") === undefined) return;
        const [name, value] = call.arguments;
        if (pathName.test(plainSymbol(name) ?? "")) reportIn(file, value);
      },
    },
  }),
};

function reportIn(file: LintedFile, value: Argument | undefined): void {
  if (value?.kind === "array") for (const element of value.elements) reportIn(file, element);
  if (value?.kind !== "string") return;
  const [first] = matchesIn(file, value, /\$\{?env:(\w+)\}?/gi);
  if (first === undefined) return;
  file.report(finding(at(file, first), { variable: first.match[0], name: first.match[1] ?? "" }));
}
