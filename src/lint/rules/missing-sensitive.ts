import { define } from "../../diagnostics/define.js";
import type { Node } from "../../recipe/children.js";
import { asDscBlock, attributesOf, isWord, type DscBlock } from "../blocks.js";
import { at, fix, type LintedFile, type Rule } from "../rule.js";
import type { Variable } from "../scopes.js";
import { indentAt } from "../text.js";

const finding = define("lint/missing-sensitive", {
  severity: "info",
  summary: "A block with a credential does not say that it is sensitive.",
  why: "Chef prints the properties of a resource that changes or fails, to the terminal and to its log, unless the block says `sensitive true`.",
  mend: "Add `sensitive true` to the block, or call `secret` in it, which does the same.",
  message: () => "This block holds a credential, and Chef may print its properties.",
});

/**
 * A DSC block that calls `ps_credential`, directly or by a local, and has no `sensitive`; `secret` sets that itself
 * (Chef::DSL::Secret).
 */
export const missingSensitive: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_resource 'ops' do\n  resource :User\n  property :UserName, 'ops'\n  property :Password, ps_credential('ops', node['ops']['password'])\nend\n",
      good: "dsc_resource 'ops' do\n  resource :User\n  property :UserName, 'ops'\n  property :Password, ps_credential('ops', secret(name: 'ops', service: :azure_key_vault))\nend\n",
      fixed:
        "dsc_resource 'ops' do\n  sensitive true\n  resource :User\n  property :UserName, 'ops'\n  property :Password, ps_credential('ops', node['ops']['password'])\nend\n",
    },
  ],
  visit: (file) => {
    const credentials = new Set<Variable | undefined>();
    const told = new Map<number, DscBlock>();
    const secrets = new Set<number>();
    const note = (ancestors: readonly Node[]) => {
      const block = outermost(ancestors);
      if (block !== undefined) told.set(block.start, block);
    };
    return {
      enter: {
        assignment: ({ target, value }) => {
          if (target.kind === "local" && isWord(value, "ps_credential"))
            credentials.add(file.scopes.find(target.name));
        },
        call: (call, ancestors) => {
          if (isWord(call, "ps_credential")) note(ancestors);
          const block = isWord(call, "secret") ? outermost(ancestors) : undefined;
          if (block !== undefined) secrets.add(block.start);
        },
        local: ({ name }, ancestors) => {
          const variable = file.scopes.find(name);
          if (variable !== undefined && credentials.has(variable)) note(ancestors);
        },
      },
      end: () => {
        for (const [start, block] of told) if (!secrets.has(start)) reportBlock(file, block);
      },
    };
  },
};

/** The block of the resource: one within it is a value of a property. */
function outermost(ancestors: readonly Node[]): DscBlock | undefined {
  for (const node of ancestors) {
    const block = asDscBlock(node);
    if (block !== undefined) return block;
  }
  return undefined;
}

function reportBlock(file: LintedFile, { nameStart, nameEnd, block }: DscBlock): void {
  if (attributesOf(block).some(({ name }) => name === "sensitive")) return;
  const [first] = block.statements;
  const start = first?.start ?? block.end;
  const line = { place: { start, end: start }, text: `sensitive true\n${indentAt(file, start)}` };
  const fixes = [fix(file, "Add sensitive true", true, [line])];
  file.report(finding(at(file, { start: nameStart, end: nameEnd }), {}, { fixes }));
}
