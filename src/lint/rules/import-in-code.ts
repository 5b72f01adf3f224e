import { define } from "../../diagnostics/define.js";
import type { Call } from "../../recipe/tree.js";
import { at, fix, type LintedFile, type Rule } from "../rule.js";
import { codeOfScript, indentAt, matchesIn, rubyString, wholeLines } from "../text.js";

const finding = define<{ readonly module: string | undefined }>("lint/import-in-code", {
  severity: "warning",
  summary: "The code of a dsc_script imports DSC resources itself.",
  why: "Chef puts the code into a node block, and PowerShell allows Import-DscResource outside of node blocks only.",
  mend: "Name the module with `imports` in the block: imports 'NetworkingDsc'.",
  message: () => "`Import-DscResource` cannot stand in `code`, which Chef puts into a node block.",
  help: ({ module }) => `Name the module in the block: imports ${rubyString(module ?? "NetworkingDsc")}.`,
});

export const importInCode: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_script 'zone' do\n  code <<-EOH\n    Import-DscResource -ModuleName ComputerManagementDsc\n    TimeZone a { IsSingleInstance = 'Yes' }\n    TimeZone b { TimeZone = 'UTC' }\n  EOH\nend\n",
      fixed:
        "dsc_script 'zone' do\n  imports 'ComputerManagementDsc'\n  code <<-EOH\n    TimeZone a { IsSingleInstance = 'Yes' }\n    TimeZone b { TimeZone = 'UTC' }\n  EOH\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const code = codeOfScript(file, call);
        if (code === undefined) return;
        for (const { start, end, match } of matchesIn(file, code, statement)) {
          const module = single.exec(match[1] ?? "")?.[1];
          const fixes = module === undefined ? [] : moveOut(file, call, { start, end }, module);
          const place = { start, end: start + "Import-DscResource".length };
          file.report(finding(at(file, place), { module }, { fixes }));
        }
      },
    },
  }),
};

const statement = /\bImport-DscResource\b([^\n;]{0,200})/gi;

/** One module and nothing else: `-ModuleName 'Name'`. */
const single = /^\s+-ModuleName\s+["']?([\w.-]+)["']?\s*$/i;

function moveOut(
  file: LintedFile,
  code: Call,
  line: { readonly start: number; readonly end: number },
  module: string,
) {
  const place = wholeLines(file, line);
  if (place === undefined) return [];
  const imports = `imports ${rubyString(module)}\n${indentAt(file, code.start)}`;
  return [
    fix(file, "Write imports", false, [
      { place: { start: code.start, end: code.start }, text: imports },
      { place, text: "" },
    ]),
  ];
}
