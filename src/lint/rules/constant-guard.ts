import { define } from "../../diagnostics/define.js";
import type { Call, Expression } from "../../recipe/tree.js";
import { isWord } from "../blocks.js";
import { at, type Rule } from "../rule.js";
import { plainString } from "../text.js";

const finding = define<{ readonly guard: string; readonly applies: boolean }>("lint/constant-guard", {
  severity: "warning",
  summary: "A guard decides the same whatever the machine is like.",
  why: "A resource that is always applied needs no guard, and one that is never applied does nothing; most often a condition was tried out and forgotten.",
  mend: "Write the condition that is meant, or take the guard or the whole resource out.",
  message: ({ guard, applies }) =>
    `This \`${guard}\` ${applies ? "never holds the resource back" : "always holds the resource back"}.`,
});

export const constantGuard: Rule = {
  entry: finding,
  examples: [
    {
      bad: "windows_service 'W3SVC' do\n  action :start\n  only_if { true }\nend\n",
      good: "windows_service 'W3SVC' do\n  action :start\n  only_if { node['web']['enabled'] }\nend\n",
    },
    {
      bad: "windows_service 'W3SVC' do\n  action :start\n  not_if {}\nend\n",
      good: "windows_service 'W3SVC' do\n  action :start\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        if (!isWord(call, "not_if", "only_if")) return;
        const truth = truthOf(call);
        if (truth === undefined) return;
        file.report(
          finding(at(file, call), { guard: call.name, applies: truth === (call.name === "only_if") }),
        );
      },
    },
  }),
};

/** What a guard comes to; undefined when the machine or the node decides. A string in a block is another rule's. */
function truthOf({ arguments: given, block }: Call): boolean | undefined {
  if (block === undefined) {
    // An empty command ends well (Cookstyle's EmptyResourceGuard).
    return given.length === 1 && plainString(given[0]) === "" ? true : undefined;
  }
  if (given.length > 0 || block.broken || block.statements.length > 1) return undefined;
  const [only] = block.statements;
  return only === undefined ? false : truthOfLiteral(only);
}

function truthOfLiteral(node: Expression): boolean | undefined {
  switch (node.kind) {
    case "boolean":
      return node.value;
    case "nil":
      return false;
    case "integer":
    case "float":
    case "symbol":
      return true;
    default:
      return undefined;
  }
}
