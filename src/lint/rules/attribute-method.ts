import { define } from "../../diagnostics/define.js";
import { arrayMethods } from "../../recipe/builtins/array/table.js";
import { hashMethods } from "../../recipe/builtins/hash/table.js";
import { nodeMethodNames } from "../../recipe/builtins/node-names.js";
import { stringMethods } from "../../recipe/builtins/string/table.js";
import type { Node } from "../../recipe/children.js";
import type { Call } from "../../recipe/tree.js";
import { isNode } from "../blocks.js";
import { at, fix, type Rule } from "../rule.js";
import { isPlainName, rubyString } from "../text.js";

const finding = define<{ readonly name: string; readonly instead: string }>("lint/attribute-method", {
  severity: "warning",
  summary: "A node attribute is read as if it were a method of the node.",
  why: "Chef has not taken that since version 13: the recipe ends there with NoMethodError.",
  mend: "Read the attribute by its key: node['platform_family'].",
  message: ({ name }) => `Chef's node has no method "${name}"; attributes are read by their keys.`,
  help: ({ instead }) => `Write ${instead}.`,
});

/** `node.web.port` (Cookstyle's NodeMethodsInsteadofAttributes); what a node really answers to is left alone. */
export const attributeMethod: Rule = {
  entry: finding,
  replaces: ["recipe/unknown-method", "recipe/attribute-method"],
  examples: [
    {
      bad: "dsc_resource 'site' do\n  resource :File\n  property :DestinationPath, \"C:/sites/#{node.fqdn}\"\nend\n",
      fixed:
        "dsc_resource 'site' do\n  resource :File\n  property :DestinationPath, \"C:/sites/#{node['fqdn']}\"\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call, ancestors) => {
        if (!isNode(call.receiver) || !isAttribute(call) || nodeMethodNames.has(call.name)) return;
        const last = lastOfPath(call, ancestors);
        if (last === undefined) return;
        const path = { start: call.start, end: last.end };
        const instead = `node${last.names.map((name) => `[${rubyString(name)}]`).join("")}`;
        const fixes = [fix(file, `Write ${instead}`, true, [{ place: path, text: instead }])];
        const place = at(file, { start: call.nameStart, end: call.nameEnd });
        file.report(finding(place, { name: call.name, instead }, { fixes }));
      },
    },
  }),
};

function isAttribute({ name, arguments: given, block, blockArgument, safe }: Call): boolean {
  const bare = given.length === 0 && block === undefined && blockArgument === undefined;
  return bare && !safe && isPlainName(name);
}

/** How far a path of attributes goes, up to a method of a string, list or hash; undefined when it is assigned. */
function lastOfPath(
  first: Call,
  ancestors: readonly Node[],
): { readonly names: readonly string[]; readonly end: number } | undefined {
  const names = [first.name];
  let last: Node = first;
  for (let depth = ancestors.length - 1; depth >= 0; depth--) {
    const parent = ancestors[depth];
    if (parent?.kind === "assignment" && parent.target === last) return undefined;
    if (parent?.kind === "targets" || parent?.kind === "rest target") return undefined;
    if (parent?.kind !== "call" || parent.receiver !== last || !isAttribute(parent)) break;
    if ([stringMethods, arrayMethods, hashMethods].some((methods) => methods.has(parent.name))) break;
    names.push(parent.name);
    last = parent;
  }
  return { names, end: last.end };
}
