import { define } from "../../diagnostics/define.js";
import { isWord } from "../blocks.js";
import { at, fix, written, type Rule } from "../rule.js";
import { plainSymbol, plainText } from "../text.js";

const finding = define<{ readonly text: string; readonly usual: string }>("lint/ensure-spelling", {
  severity: "info",
  summary: "Ensure is given in another case than the resources spell it.",
  why: "It means the same everywhere; one spelling in all recipes makes them easier to search.",
  mend: "Write Present or Absent.",
  message: ({ text, usual }) => `Resources spell "${text}" as ${usual}.`,
  help: ({ usual }) => `Write '${usual}'.`,
});

export const ensureSpelling: Rule = {
  entry: finding,
  offByDefault: true,
  examples: [
    {
      bad: "dsc_resource 'telnet' do\n  resource :WindowsFeature\n  property :Name, 'Telnet-Client'\n  property :Ensure, 'absent'\nend\n",
      fixed:
        "dsc_resource 'telnet' do\n  resource :WindowsFeature\n  property :Name, 'Telnet-Client'\n  property :Ensure, 'Absent'\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const [name, value] = call.arguments;
        if (!isWord(call, "property") || plainSymbol(name)?.toLowerCase() !== "ensure") return;
        if (value === undefined || file.scopes.dscBlock("resource") === undefined) return;
        const text = plainText(value) ?? "";
        const usual = ["Present", "Absent"].find((one) => one.toLowerCase() === text.toLowerCase());
        if (usual === undefined || usual === text) return;
        const replacement = { place: value, text: written(file, value).replace(text, usual) };
        const fixes = [fix(file, `Write ${usual}`, true, [replacement])];
        file.report(finding(at(file, value), { text, usual }, { fixes }));
      },
    },
  }),
};
