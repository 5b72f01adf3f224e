import { define } from "../../diagnostics/define.js";
import { isWord } from "../blocks.js";
import { at, fix, type Rule } from "../rule.js";
import { plainSymbol, wholeLines } from "../text.js";

const finding = define<{ readonly name: string }>("lint/nil-property", {
  severity: "warning",
  summary: "A property is set to nil.",
  why: "In Chef `property :Name, nil` asks for the value that was set before and sets nothing; a document holds NULL, which the machine may take for a value.",
  mend: "Take the line out, or write the value that is meant.",
  message: ({ name }) => `\`property :${name}, nil\` sets nothing in Chef.`,
});

export const nilProperty: Rule = {
  entry: finding,
  yieldsTo: ["check/null-mandatory"],
  examples: [
    {
      bad: "dsc_resource 'web' do\n  resource :File\n  property :DestinationPath, 'C:/web'\n  property :Contents, nil\nend\n",
      fixed: "dsc_resource 'web' do\n  resource :File\n  property :DestinationPath, 'C:/web'\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const [name, value] = call.arguments;
        const text = plainSymbol(name);
        if (value?.kind !== "nil" || text === undefined || call.arguments.length > 2) return;
        if (!isWord(call, "property") || file.scopes.dscBlock("resource") === undefined) return;
        const lines = wholeLines(file, call);
        const fixes =
          lines === undefined ? [] : [fix(file, "Take it out", false, [{ place: lines, text: "" }])];
        file.report(finding(at(file, value), { name: text }, { fixes }));
      },
    },
  }),
};
