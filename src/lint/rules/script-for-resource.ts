import { define } from "../../diagnostics/define.js";
import { asDscBlock, type DscBlock } from "../blocks.js";
import { readPlainBlock, type PlainBlock } from "../powershell-block.js";
import { at, fix, written, type LintedFile, type Rule } from "../rule.js";
import { indentAt, isPlainName, plainString, rubyString } from "../text.js";

const finding = define<{ readonly type: string }>("lint/script-for-resource", {
  severity: "info",
  summary: "A dsc_script holds a single resource with nothing but literals.",
  why: "A dsc_resource says the same without PowerShell: its properties are checked one by one, and other blocks can notify it and depend on it.",
  mend: "Write the block as a dsc_resource.",
  message: ({ type }) => `This script is a single ${type} with literals, which a dsc_resource can say.`,
});

export const scriptForResource: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_script 'web folder' do\n  code <<-EOH\n    File WebFolder\n    {\n      DestinationPath = \"C:\\\\web\"\n      Type = 'Directory'\n      Force = $true\n    }\n  EOH\nend\n",
      fixed:
        "dsc_resource 'WebFolder' do\n  resource :File\n  property :DestinationPath, 'C:\\web'\n  property :Type, 'Directory'\n  property :Force, true\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const block = asDscBlock(call, "script");
        const parts = block === undefined ? undefined : partsOf(block);
        const plain = parts === undefined ? undefined : readPlainBlock(parts.code);
        if (block === undefined || parts === undefined || plain === undefined) return;
        const replacement = { place: block, text: asResource(file, block, plain, parts.module) };
        const fixes = [fix(file, "Write a dsc_resource", false, [replacement])];
        const place = at(file, { start: call.nameStart, end: call.nameEnd });
        file.report(finding(place, { type: plain.type }, { fixes }));
      },
    },
  }),
};

/** The code of a script and the module it imports; undefined when the block says anything else. */
function partsOf({ block, arguments: given }: DscBlock) {
  if (given.length !== 1 || block.broken || block.parameters.length > 0) return undefined;
  let code: string | undefined;
  let module: string | undefined;
  for (const statement of block.statements) {
    if (statement.kind !== "call" || statement.receiver !== undefined) return undefined;
    const [first, ...rest] = statement.arguments;
    const text = plainString(first);
    if (text === undefined) return undefined;
    if (statement.name === "code" && code === undefined && rest.length === 0) code = text;
    else if (statement.name === "imports" && module === undefined) module = text;
    else return undefined;
  }
  return code === undefined ? undefined : { code, module };
}

function asResource(
  file: LintedFile,
  block: DscBlock,
  { type, name, properties }: PlainBlock,
  module: string | undefined,
): string {
  const indent = indentAt(file, block.start);
  const [given] = block.arguments;
  const shown = name === undefined && given !== undefined ? written(file, given) : rubyString(name ?? "");
  const lines = [
    `resource ${isPlainName(type) ? `:${type}` : rubyString(type)}`,
    ...(module === undefined ? [] : [`module_name ${rubyString(module)}`]),
    ...properties.map(([property, value]) => `property :${property}, ${value}`),
  ];
  return `dsc_resource ${shown} do\n${lines.map((line) => `${indent}  ${line}\n`).join("")}${indent}end`;
}
