import { define } from "../../diagnostics/define.js";
import { walk, type Node } from "../../recipe/children.js";
import type { Argument, Block, Call } from "../../recipe/tree.js";
import { asDscBlock } from "../blocks.js";
import { at, type LintedFile, type Rule } from "../rule.js";
import { loopVariables } from "../scopes.js";

const finding = define<{ readonly parameter: string }>("lint/name-in-loop", {
  severity: "warning",
  summary: "The name of a block in a loop is the same in every round.",
  why: "The name is how dependencies, notifications and reports tell one resource from the other; blocks of one type and name get numbers, and nothing can depend on them.",
  mend: 'Put the loop\'s value into the name: dsc_resource "site #{name}" do.',
  message: ({ parameter }) => `This name is the same for every "${parameter}" of the loop.`,
  help: ({ parameter }) => `Put the loop's value into the name, for example "… #{${parameter}}".`,
});

const loops: ReadonlySet<string> = new Set(
  "each each_entry each_index each_key each_pair each_slice each_value each_with_index each_with_object map times upto downto step reverse_each".split(
    " ",
  ),
);

const changing: ReadonlySet<Node["kind"]> = new Set(["call", "refused", "assignment", "multiple assignment"]);

export const nameInLoop: Rule = {
  entry: finding,
  yieldsTo: ["check/identical-resources", "check/renamed-resources", "check/same-key"],
  examples: [
    {
      bad: "node['sites'].each do |site|\n  dsc_resource 'site folder' do\n    resource :File\n    property :DestinationPath, \"C:/#{site}\"\n  end\nend\n",
      good: 'node[\'sites\'].each do |site|\n  dsc_resource "folder of #{site}" do\n    resource :File\n    property :DestinationPath, "C:/#{site}"\n  end\nend\n',
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call, ancestors) => {
        const [name, ...rest] = call.arguments;
        if (asDscBlock(call) === undefined || name === undefined || rest.length > 0) return;
        // Under a condition the block may be for one round alone.
        if (ancestors.at(-1)?.kind !== "block") return;
        const loop = loopAround(file);
        if (loop?.block === undefined) return;
        const variables = loopVariables(loop.block);
        const [parameter] = variables;
        if (parameter === undefined || varies(file, name, loop.block, variables)) return;
        file.report(finding(at(file, name), { parameter }));
      },
    },
  }),
};

/** The loop right round the place; one round alone, over a list of one, is none. */
function loopAround(file: LintedFile): Call | undefined {
  const [around] = file.scopes.calls();
  if (around?.receiver === undefined || !loops.has(around.name)) return undefined;
  const list = around.receiver;
  return list.kind === "array" && list.elements.length < 2 ? undefined : around;
}

/** Whether something in a name may differ from round to round: all that is not a literal or a local from outside. */
function varies(file: LintedFile, name: Argument, block: Block, variables: readonly string[]): boolean {
  let found = false;
  walk([name], {
    enter: (node) => {
      if (changing.has(node.kind)) found = true;
      if (node.kind === "local") {
        const variable = file.scopes.find(node.name);
        const inside = variable === undefined || variable.place.start > block.start;
        // A counter is defined before the loop and changed in it.
        if (inside || variables.includes(node.name) || variable.assignments > 1) found = true;
      }
    },
  });
  return found;
}
