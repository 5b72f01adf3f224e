import { define } from "../../diagnostics/define.js";
import { isWord } from "../blocks.js";
import { at, fix, written, type Rule } from "../rule.js";

const finding = define<{ readonly guard: string; readonly other: string }>("lint/negated-guard", {
  severity: "info",
  summary: "A guard's whole condition is negated.",
  why: "Chef has a guard for either way; a double negation is easily misread.",
  mend: "Write the other guard, without the exclamation mark.",
  message: ({ guard, other }) => `\`${guard} { !… }\` says what \`${other} { … }\` says.`,
  help: ({ other }) => `Write ${other} and take the exclamation mark out.`,
});

/** `only_if { !x }` (Cookstyle's NegatingOnlyIf), and the other way round. */
export const negatedGuard: Rule = {
  entry: finding,
  examples: [
    {
      bad: "windows_service 'W3SVC' do\n  action :start\n  only_if { !node['web']['disabled'] }\nend\n",
      fixed: "windows_service 'W3SVC' do\n  action :start\n  not_if { node['web']['disabled'] }\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        if (!isWord(call, "not_if", "only_if") || call.arguments.length > 0) return;
        const [only, ...rest] = call.block?.statements ?? [];
        if (only?.kind !== "unary" || rest.length > 0) return;
        const [sign] = /^!\s*(?=[^!\s])/.exec(written(file, only)) ?? [];
        if (sign === undefined) return;
        const other = call.name === "not_if" ? "only_if" : "not_if";
        const fixes = [
          fix(file, `Change to ${other}`, true, [
            { place: { start: call.nameStart, end: call.nameEnd }, text: other },
            { place: { start: only.start, end: only.start + sign.length }, text: "" },
          ]),
        ];
        file.report(finding(at(file, call), { guard: call.name, other }, { fixes }));
      },
    },
  }),
};
