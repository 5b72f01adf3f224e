import { define } from "../../diagnostics/define.js";
import type { Node } from "../../recipe/children.js";
import type { Index } from "../../recipe/tree.js";
import { isNode } from "../blocks.js";
import { at, fix, type LintedFile, type Rule } from "../rule.js";
import { plainSymbol, rubyString } from "../text.js";

const finding = define<{ readonly key: string }>("lint/attribute-key", {
  severity: "info",
  summary: "The key of a node attribute is written as a symbol.",
  why: "Chef takes either; one spelling in all recipes makes attributes easier to find.",
  mend: "Write the key as a string: node['web']['port'].",
  message: ({ key }) => `The key :${key} is a symbol.`,
  help: ({ key }) => `Write ${rubyString(key)}.`,
});

/** Cookstyle's AttributeKeys, with its usual style. */
export const attributeKey: Rule = {
  entry: finding,
  offByDefault: true,
  examples: [
    {
      bad: "dsc_resource 'web' do\n  resource :File\n  property :DestinationPath, node['web'][:folder]\nend\n",
      fixed:
        "dsc_resource 'web' do\n  resource :File\n  property :DestinationPath, node['web']['folder']\nend\n",
    },
    { kind: "attributes", bad: "default[:web]['port'] = 80\n", fixed: "default['web']['port'] = 80\n" },
  ],
  visit: (file) => ({
    enter: {
      index: (index, ancestors) => {
        // Once a chain, from its outermost index, so that a long one is walked once.
        const parent = ancestors.at(-1);
        if (parent?.kind === "index" && parent.receiver === index) return;
        const keys: Node[] = [];
        let root: Node = index;
        for (; root.kind === "index"; root = root.receiver) keys.push(...onlyArgument(root));
        if (!isAttributes(file, root)) return;
        for (const key of keys.toReversed()) reportKey(file, key);
      },
    },
  }),
};

function onlyArgument({ arguments: [key, ...rest] }: Index): readonly Node[] {
  return key === undefined || rest.length > 0 ? [] : [key];
}

function reportKey(file: LintedFile, node: Node): void {
  const key = plainSymbol(node);
  if (key === undefined) return;
  const text = rubyString(key);
  const fixes = [fix(file, `Write ${text}`, true, [{ place: node, text }])];
  file.report(finding(at(file, node), { key }, { fixes }));
}

const levels = ["automatic", "default", "force_default", "force_override", "normal", "override"];

/** `node`, `node.default`, and `default` in an attribute file. */
function isAttributes(file: LintedFile, root: Node): boolean {
  if (isNode(root)) return true;
  if (root.kind !== "call" || !levels.includes(root.name) || root.end !== root.nameEnd) return false;
  return isNode(root.receiver) || (file.kind === "attributes" && root.receiver === undefined);
}
