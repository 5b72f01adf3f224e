import { define } from "../../diagnostics/define.js";
import type { Argument, Call } from "../../recipe/tree.js";
import { isWord } from "../blocks.js";
import { at, fix, written, type LintedFile, type Rule } from "../rule.js";
import { plainString, plainText } from "../text.js";

const finding = define("lint/set-action", {
  severity: "warning",
  summary: "A DSC block asks for the action :set.",
  why: "That was the word of the proposal (RFC 3); Chef as it shipped knows :run and :nothing, and ends the recipe at any other.",
  mend: "Write `action :run`, or take the line out, since :run is what happens without it.",
  message: () => "Chef has no action :set for DSC blocks; the same is :run.",
});

export const setAction: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_resource 'web' do\n  resource :File\n  property :DestinationPath, 'C:/web'\n  action :set\nend\n",
      fixed:
        "dsc_resource 'web' do\n  resource :File\n  property :DestinationPath, 'C:/web'\n  action :run\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        for (const action of actionsOf(call, file)) {
          if (plainText(action) !== "set") continue;
          const text = written(file, action).replace("set", "run");
          const fixes = [fix(file, "Change to run", true, [{ place: action, text }])];
          file.report(finding(at(file, action), {}, { fixes }));
        }
      },
    },
  }),
};

function actionsOf(call: Call, file: LintedFile): readonly Argument[] {
  const [first, target] = call.arguments;
  if (first === undefined) return [];
  if (isWord(call, "notifies"))
    return /^dsc_(?:resource|script)\[/.test(plainString(target) ?? "") ? [first] : [];
  if (!isWord(call, "action", "subscribes") || file.scopes.dscBlock() === undefined) return [];
  if (call.name === "subscribes") return [first];
  return first.kind === "array" ? first.elements : call.arguments;
}
