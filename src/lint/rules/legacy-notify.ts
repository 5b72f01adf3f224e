import { define } from "../../diagnostics/define.js";
import type { Argument, Call } from "../../recipe/tree.js";
import { isWord } from "../blocks.js";
import { at, fix, written, type LintedFile, type Rule } from "../rule.js";
import { plainString, plainText, rubyString } from "../text.js";

const finding = define("lint/legacy-notify", {
  severity: "warning",
  summary: "A notification looks its target up with `resources(…)`.",
  why: "That finds only what the recipes have declared above, and ends the recipe otherwise; a text of the form 'type[name]' finds what stands below too.",
  mend: "Write the target as a string: notifies :run, 'dsc_resource[web]'.",
  message: () => "`resources(…)` finds only what was declared above this line.",
});

/** `notifies :run, resources(dsc_resource: 'web')` (Cookstyle's LegacyNotifySyntax). */
export const legacyNotify: Rule = {
  entry: finding,
  replaces: ["recipe/unknown-method"],
  examples: [
    {
      bad: "windows_service 'W3SVC' do\n  action :start\n  notifies :run, resources(dsc_resource: 'web')\nend\n",
      fixed: "windows_service 'W3SVC' do\n  action :start\n  notifies :run, 'dsc_resource[web]'\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const target = call.arguments[1];
        if (!isWord(call, "notifies", "subscribes") || target?.kind !== "call") return;
        if (!isWord(target, "resources")) return;
        const text = newForm(file, target);
        const fixes =
          text === undefined ? [] : [fix(file, `Write ${text}`, false, [{ place: target, text }])];
        file.report(finding(at(file, target), {}, { fixes }));
      },
    },
  }),
};

/** `'type[name]'` for `type: 'name'`, `:type => name` and `'type[name]'`. */
function newForm(file: LintedFile, { arguments: [only, ...rest] }: Call): string | undefined {
  if (rest.length > 0) return undefined;
  const text = plainString(only);
  if (text !== undefined) return rubyString(text);
  const [pair, ...more] = only?.kind === "hash" ? only.entries : [];
  if (pair?.kind !== "entry" || more.length > 0) return undefined;
  const type = plainText(pair.key);
  if (type === undefined) return undefined;
  return combined(file, type, pair.value);
}

function combined(file: LintedFile, type: string, name: Argument): string | undefined {
  const text = plainString(name);
  if (text !== undefined) return rubyString(`${type}[${text}]`);
  return name.kind === "local" ? `"${type}[#{${written(file, name)}}]"` : undefined;
}
