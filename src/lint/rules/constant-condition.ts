import { define } from "../../diagnostics/define.js";
import type { Expression } from "../../recipe/tree.js";
import { at, type Rule } from "../rule.js";
import { isConstant } from "../text.js";

const finding = define<{ readonly truth: boolean }>("lint/constant-condition", {
  severity: "warning",
  summary: "A condition is always true or always false.",
  why: "One of the two branches is never taken: what it declares is in no document.",
  mend: "Write the condition that is meant, or keep the branch that is taken and take the other out.",
  message: ({ truth }) => `This condition is always ${truth ? "true" : "false"}.`,
});

export const constantCondition: Rule = {
  entry: finding,
  examples: [
    {
      bad: "if false\n  dsc_resource 'web' do\n    resource :File\n    property :DestinationPath, 'C:/web'\n  end\nend\n",
      good: "if node['web']['enabled']\n  dsc_resource 'web' do\n    resource :File\n    property :DestinationPath, 'C:/web'\n  end\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      if: ({ condition }) => {
        const truth = truthOf(condition);
        if (truth !== undefined) file.report(finding(at(file, condition), { truth }));
      },
    },
  }),
};

/** Only nil and false are false in Ruby. */
function truthOf(node: Expression): boolean | undefined {
  switch (node.kind) {
    case "nil":
      return false;
    case "boolean":
      return node.value;
    case "string":
    case "array":
    case "hash":
    case "symbol":
      return true;
    case "unary": {
      const operand = node.operator === "!" ? truthOf(node.operand) : undefined;
      return operand === undefined ? undefined : !operand;
    }
    default:
      return isConstant(node) ? true : undefined;
  }
}
