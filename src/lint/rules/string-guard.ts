import { define } from "../../diagnostics/define.js";
import { isWord } from "../blocks.js";
import { at, fix, written, type Rule } from "../rule.js";
import { plainString } from "../text.js";

const finding = define<{ readonly guard: string }>("lint/string-guard", {
  severity: "warning",
  summary: "A guard's block holds nothing but a string.",
  why: "A string is true to Ruby, whatever it says: the command in it is never run, and the guard always decides the same.",
  mend: "Write the command without braces: only_if 'command'.",
  message: ({ guard }) =>
    `The block of this \`${guard}\` is a string, which is always true; no command is run.`,
  help: ({ guard }) => `Write the command without braces: ${guard} 'command'.`,
});

/** `only_if { 'command' }` (Cookstyle's BlockGuardWithOnlyString). */
export const stringGuard: Rule = {
  entry: finding,
  examples: [
    {
      bad: "windows_service 'W3SVC' do\n  action :start\n  not_if { 'sc query W3SVC' }\nend\n",
      fixed: "windows_service 'W3SVC' do\n  action :start\n  not_if 'sc query W3SVC'\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const { block } = call;
        if (!isWord(call, "not_if", "only_if") || block === undefined || block.broken) return;
        const [only, ...rest] = block.statements;
        if (only?.kind !== "string" || rest.length > 0 || call.arguments.length > 0) return;
        // What an interpolation runs is done by Ruby; the string is true all the same.
        const heredoc = written(file, only).startsWith("<<");
        const place = { start: call.nameEnd, end: call.end };
        const text = ` ${written(file, only)}`;
        const fixes = heredoc
          ? []
          : [fix(file, "Write the command without braces", false, [{ place, text }])];
        const shown = plainString(only) === "" ? [] : fixes;
        file.report(finding(at(file, call), { guard: call.name }, { fixes: shown }));
      },
    },
  }),
};
