import { define } from "../../diagnostics/define.js";
import { isWord } from "../blocks.js";
import { at, fix, type Rule } from "../rule.js";

const finding = define("lint/resource-name", {
  severity: "warning",
  summary: "A dsc_resource names its resource with `resource_name`.",
  why: "That was the word of the proposal (RFC 3). In Chef as it shipped every resource has a method of that name, so that the DSC resource is never set.",
  mend: "Write `resource`.",
  message: () => "Chef's word is `resource`; `resource_name` means something else there.",
});

export const resourceName: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_resource 'web' do\n  resource_name :File\n  property :DestinationPath, 'C:/web'\nend\n",
      fixed: "dsc_resource 'web' do\n  resource :File\n  property :DestinationPath, 'C:/web'\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        if (!isWord(call, "resource_name") || file.scopes.dscBlock("resource") === undefined) return;
        const place = { start: call.nameStart, end: call.nameEnd };
        const fixes = [fix(file, "Change to resource", true, [{ place, text: "resource" }])];
        file.report(finding(at(file, place), {}, { fixes }));
      },
    },
  }),
};
