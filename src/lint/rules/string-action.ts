import { define } from "../../diagnostics/define.js";
import type { Argument, Call } from "../../recipe/tree.js";
import { isWord } from "../blocks.js";
import { at, fix, written, type LintedFile, type Rule } from "../rule.js";
import { isPlainName, plainString } from "../text.js";

const finding = define<{ readonly instead: string; readonly word: string }>("lint/string-action", {
  severity: "info",
  summary: "An action is written as a string.",
  why: "Actions are symbols in Chef: older versions find none that is called by a string, and neither does a search of the recipes.",
  mend: "Write it with a colon: `action :run`, `notifies :run, …`.",
  message: ({ word }) =>
    word === "action" ? "This action is a string." : `The action of this \`${word}\` is a string.`,
  help: ({ instead }) => `Write ${instead}.`,
});

/** `action 'run'`, and `notifies 'run', …` (Cookstyle's NotifiesActionNotSymbol). */
export const stringAction: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_resource 'web' do\n  resource :File\n  property :DestinationPath, 'C:/web'\n  action 'run'\nend\n",
      fixed:
        "dsc_resource 'web' do\n  resource :File\n  property :DestinationPath, 'C:/web'\n  action :run\nend\n",
    },
    {
      bad: "dsc_resource 'first' do\n  resource :File\n  property :DestinationPath, 'C:/web'\n  notifies 'run', 'dsc_resource[second]'\nend\n\ndsc_resource 'second' do\n  resource :Service\n  property :Name, 'W3SVC'\n  action :nothing\nend\n",
      fixed:
        "dsc_resource 'first' do\n  resource :File\n  property :DestinationPath, 'C:/web'\n  notifies :run, 'dsc_resource[second]'\nend\n\ndsc_resource 'second' do\n  resource :Service\n  property :Name, 'W3SVC'\n  action :nothing\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        for (const action of actionsOf(file, call)) reportAction(file, action, call.name);
      },
    },
  }),
};

function reportAction(file: LintedFile, action: Argument, word: string): void {
  const texts = (action.kind === "array" ? action.elements : [action]).map(plainString);
  const [first] = texts;
  if (first === undefined || !texts.every((text) => text !== undefined && isPlainName(text))) return;
  const replacement =
    action.kind === "array"
      ? // `%w(a b)` becomes `%i(a b)`.
        { place: { start: action.start + 1, end: action.start + 2 }, text: "i" }
      : { place: action, text: `:${first}` };
  const shown = action.kind === "array" ? `%i(${texts.join(" ")})` : `:${first}`;
  const fixes = [fix(file, `Write ${shown}`, true, [replacement])];
  file.report(finding(at(file, action), { instead: shown, word }, { fixes }));
}

/** Where a block's line names actions: each by itself, or a list of words. A custom resource's `action 'name' do` defines one. */
function actionsOf(file: LintedFile, call: Call): readonly Argument[] {
  const [first, second] = call.arguments;
  if (first === undefined || call.block !== undefined) return [];
  if (isWord(call, "notifies", "subscribes")) return second === undefined ? [] : [first];
  if (!isWord(call, "action")) return [];
  return call.arguments.flatMap((argument) =>
    argument.kind === "array" && written(file, argument).startsWith("[") ? argument.elements : [argument],
  );
}
