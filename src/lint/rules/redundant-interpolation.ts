import { define } from "../../diagnostics/define.js";
import type { Node } from "../../recipe/children.js";
import type { ConstantRead, Expression, StringLiteral } from "../../recipe/tree.js";
import { isNode, isWord } from "../blocks.js";
import { at, fix, written, type LintedFile, type Rule, type Visitor } from "../rule.js";
import type { Variable } from "../scopes.js";
import { quotingOf } from "../text.js";

const finding = define<{ readonly isString: boolean }>("lint/redundant-interpolation", {
  severity: "info",
  summary: "A string holds one interpolation and nothing else.",
  why: "It says no more than the value itself, and hides whether that is a string or is made one.",
  mend: "Write the value without quotes and braces where it is a string, or `.to_s` behind it where it is made one.",
  message: () => "This string is nothing but the value in it.",
  help: ({ isString }) =>
    isString
      ? "Write the value without quotes and braces."
      : "Write `.to_s` behind the value, or the value alone where it is a string.",
});

/**
 * `"#{name}"`. In the value of a property, where a number has to be made a string, it is told only of what is known to
 * be one.
 */
export const redundantInterpolation: Rule = {
  entry: finding,
  examples: [
    {
      bad: "site = 'C:/site'\n\ndsc_resource 'web' do\n  resource :File\n  property :DestinationPath, \"#{site}\"\nend\n",
      fixed:
        "site = 'C:/site'\n\ndsc_resource 'web' do\n  resource :File\n  property :DestinationPath, site\nend\n",
    },
    {
      bad: "port = node['web']['port']\n\ndsc_resource \"#{port}\" do\n  resource :File\n  property :DestinationPath, \"C:/sites/#{port}\"\nend\n",
      fixed:
        "port = node['web']['port']\n\ndsc_resource port.to_s do\n  resource :File\n  property :DestinationPath, \"C:/sites/#{port}\"\nend\n",
    },
  ],
  visit,
};

/** A string that is nothing but a local: whether that is a string is known when all of the file has been seen. */
interface Found {
  readonly node: StringLiteral;
  readonly value: Expression;
  readonly local: Variable | undefined;
  readonly inProperty: boolean;
}

function visit(file: LintedFile): Visitor {
  const found: Found[] = [];
  /** What the first assignment to a local gives it, by where its name stands. */
  const given = new Map<number, Expression>();
  const isString = ({ value, local }: Found): boolean => {
    if (local === undefined) return givesString(value);
    const only = local.kind === "local" && local.assignments === 1 ? given.get(local.place.start) : undefined;
    return only !== undefined && givesString(only);
  };
  return {
    enter: {
      assignment: ({ target, operator, value }) => {
        if (target.kind === "local" && operator === undefined) given.set(target.start, value);
      },
      string: (node, ancestors) => {
        const value = onlyValue(file, node, ancestors.at(-1));
        if (value === undefined) return;
        const local = value.kind === "local" ? file.scopes.find(value.name) : undefined;
        const inBlock = file.scopes.dscBlock("resource") !== undefined;
        const inProperty = inBlock && ancestors.some((one) => isWord(one, "property"));
        found.push({ node, value, local, inProperty });
      },
    },
    end: () => {
      for (const one of found) {
        const known = isString(one);
        if (known || !one.inProperty) reportOne(file, one, known);
      }
    },
  };
}

function reportOne(file: LintedFile, { node, value }: Found, isString: boolean): void {
  const text = isString ? written(file, value) : `${written(file, value)}.to_s`;
  const title = isString ? "Write the value" : "Write `.to_s`";
  const fixes = standsAnywhere(file, value) ? [fix(file, title, false, [{ place: node, text }])] : [];
  file.report(finding(at(file, node), { isString }, { fixes }));
}

/** What stands in a string that holds nothing else. */
function onlyValue(file: LintedFile, node: StringLiteral, parent: Node | undefined): Expression | undefined {
  const [part] = node.parts;
  if (part?.kind !== "interpolation" || node.parts.length > 1 || part.statements.length !== 1)
    return undefined;
  if (quotingOf(file, node, parent) !== "double" || !written(file, part).startsWith("#{")) return undefined;
  return node.start + 1 === part.start && part.end + 1 === node.end ? part.statements[0] : undefined;
}

/** Methods that give a string whatever they are called on; those that change case give a symbol for one. */
const stringMakers: ReadonlySet<string> = new Set(
  "to_s inspect strip lstrip rstrip chomp chop gsub sub tr squeeze join format sprintf".split(" "),
);

/** Methods of File that give a string. */
const pathMakers: ReadonlySet<string> = new Set("join basename dirname extname expand_path".split(" "));

/** Whether the value of an expression is certainly a string. */
function givesString(value: Expression): boolean {
  if (value.kind === "string") return true;
  if (value.kind !== "call" || value.safe) return false;
  const { receiver, name } = value;
  if (isNode(receiver)) return name === "name" || name === "chef_environment";
  if (receiver?.kind === "constant") return isFile(receiver) && pathMakers.has(name);
  return stringMakers.has(name);
}

function isFile({ scope, name }: ConstantRead): boolean {
  return name === "File" && (scope === undefined || scope === "top");
}

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
