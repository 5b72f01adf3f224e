import { define } from "../../diagnostics/define.js";
import { attributesOf, isWord, type DscBlock } from "../blocks.js";
import { at, fix, type LintedFile, type Rule } from "../rule.js";
import type { Variable } from "../scopes.js";
import { indentAt } from "../text.js";

const finding = define("lint/missing-sensitive", {
  severity: "info",
  summary: "A block with a credential does not say that it is sensitive.",
  why: "Chef prints the properties of a resource that changes or fails, to the terminal and to its log, unless the block says `sensitive true`.",
  mend: "Add `sensitive true` to the block.",
  message: () => "This block holds a credential, and Chef may print its properties.",
});

/** A DSC block that calls `ps_credential`, directly or by a local, and has no `sensitive`. */
export const missingSensitive: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_resource 'ops' do\n  resource :User\n  property :UserName, 'ops'\n  property :Password, ps_credential('ops', node['ops']['password'])\nend\n",
      fixed:
        "dsc_resource 'ops' do\n  sensitive true\n  resource :User\n  property :UserName, 'ops'\n  property :Password, ps_credential('ops', node['ops']['password'])\nend\n",
    },
  ],
  visit: (file) => {
    const told = new Set<number>();
    const credentials = new Set<Variable | undefined>();
    const tell = () => {
      const block = file.scopes.dscBlock();
      if (block === undefined || told.has(block.start)) return;
      told.add(block.start);
      reportBlock(file, block);
    };
    return {
      enter: {
        assignment: ({ target, value }) => {
          if (target.kind === "local" && isWord(value, "ps_credential"))
            credentials.add(file.scopes.find(target.name));
        },
        call: (call) => {
          if (isWord(call, "ps_credential")) tell();
        },
        local: ({ name }) => {
          const variable = file.scopes.find(name);
          if (variable !== undefined && credentials.has(variable)) tell();
        },
      },
    };
  },
};

function reportBlock(file: LintedFile, { nameStart, nameEnd, block }: DscBlock): void {
  if (attributesOf(block).some(({ name }) => name === "sensitive")) return;
  const [first] = block.statements;
  const start = first?.start ?? block.end;
  const line = { place: { start, end: start }, text: `sensitive true\n${indentAt(file, start)}` };
  const fixes = [fix(file, "Add sensitive true", true, [line])];
  file.report(finding(at(file, { start: nameStart, end: nameEnd }), {}, { fixes }));
}
