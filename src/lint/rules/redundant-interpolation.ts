import { define } from "../../diagnostics/define.js";
import type { Expression } from "../../recipe/tree.js";
import { at, fix, written, type LintedFile, type Rule } from "../rule.js";
import { quotingOf } from "../text.js";

const finding = define("lint/redundant-interpolation", {
  severity: "info",
  summary: "A string holds one interpolation and nothing else.",
  why: "It says no more than the value itself, and makes a string of a number or a list that a property may want as it is.",
  mend: "Write the value without quotes and braces, or `.to_s` where a string is wanted.",
  message: () => "This string is nothing but the value in it.",
});

export const redundantInterpolation: Rule = {
  entry: finding,
  examples: [
    {
      bad: "port = 8080\n\ndsc_resource 'web' do\n  resource :xWebsite\n  property :Port, \"#{port}\"\nend\n",
      fixed: "port = 8080\n\ndsc_resource 'web' do\n  resource :xWebsite\n  property :Port, port\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      string: (node, ancestors) => {
        const [part] = node.parts;
        if (part?.kind !== "interpolation" || node.parts.length > 1 || part.statements.length !== 1) return;
        if (quotingOf(file, node, ancestors.at(-1)) !== "double" || !written(file, part).startsWith("#{"))
          return;
        if (node.start + 1 !== part.start || part.end + 1 !== node.end) return;
        const [value] = part.statements;
        if (value === undefined) return;
        const bare = { place: node, text: written(file, value) };
        const fixes = standsAnywhere(file, value) ? [fix(file, "Write the value", false, [bare])] : [];
        file.report(finding(at(file, node), {}, { fixes }));
      },
    },
  }),
};

/** Whether an expression reads the same wherever a string may stand. */
function standsAnywhere(file: LintedFile, value: Expression): boolean {
  switch (value.kind) {
    case "local":
    case "constant":
    case "index":
      return true;
    case "call":
      return (
        value.block === undefined && (value.arguments.length === 0 || written(file, value).endsWith(")"))
      );
    default:
      return false;
  }
}
