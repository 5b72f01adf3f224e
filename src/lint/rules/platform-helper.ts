import { define } from "../../diagnostics/define.js";
import type { Expression } from "../../recipe/tree.js";
import { isNode } from "../blocks.js";
import { at, fix, type Rule } from "../rule.js";
import { plainString, plainText, rubyString } from "../text.js";

const finding = define<{ readonly helper: string }>("lint/platform-helper", {
  severity: "info",
  summary: "A recipe compares the node's platform itself.",
  why: "platform? and platform_family? read better and take several names; mofsmith knows their answer for a Windows target without node data.",
  mend: "Write platform?('windows') or platform_family?('windows').",
  message: ({ helper }) => `\`${helper}\` asks the same.`,
});

/** `node['platform'] == 'windows'` (Cookstyle's UsePlatformHelpers). */
export const platformHelper: Rule = {
  entry: finding,
  examples: [
    {
      bad: "if node['platform_family'] == 'windows'\n  dsc_resource 'web' do\n    resource :File\n    property :DestinationPath, 'C:/web'\n  end\nend\n",
      fixed:
        "if platform_family?('windows')\n  dsc_resource 'web' do\n    resource :File\n    property :DestinationPath, 'C:/web'\n  end\nend\n",
    },
    {
      bad: "return if node['platform'] != 'windows'\n",
      fixed: "return if !platform?('windows')\n",
    },
  ],
  visit: (file) => ({
    enter: {
      binary: (comparison) => {
        const { operator, left, right } = comparison;
        if (operator !== "==" && operator !== "!=") return;
        const asked = platformRead(left) ?? platformRead(right);
        const name = plainString(left) ?? plainString(right);
        if (asked === undefined || name === undefined) return;
        const helper = `${operator === "!=" ? "!" : ""}${asked}?(${rubyString(name)})`;
        const fixes = [fix(file, `Write ${helper}`, true, [{ place: comparison, text: helper }])];
        file.report(finding(at(file, comparison), { helper }, { fixes }));
      },
    },
  }),
};

/** `platform` or `platform_family`, read of the node. */
function platformRead(node: Expression): string | undefined {
  if (node.kind !== "index" || !isNode(node.receiver) || node.arguments.length !== 1) return undefined;
  const key = plainText(node.arguments[0]);
  return key === "platform" || key === "platform_family" ? key : undefined;
}
