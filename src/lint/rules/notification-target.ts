import { define } from "../../diagnostics/define.js";
import type { Argument, Call } from "../../recipe/tree.js";
import { isWord } from "../blocks.js";
import { at, fix, type LintedFile, type Rule } from "../rule.js";
import { plainString, plainText, rubyString } from "../text.js";

const finding = define("lint/notification-target", {
  severity: "warning",
  summary: "A notification's target does not have the form 'type[name]'.",
  why: "Chef finds the other resource by that text, and ends the recipe at one that has another form.",
  mend: "Write the type and the name of the other block as one string: 'dsc_resource[web server]'.",
  message: () => "The target of a notification is a string of the form 'type[name]'.",
});

/** `type[name]`, or a type alone (chef/resource_collection/resource_set.rb). */
const wellFormed = /^(?:[^]+\[[^]*\]|[^[\]\s]+)$/;

export const notificationTarget: Rule = {
  entry: finding,
  replaces: ["recipe/unknown-method", "check/notification-ignored"],
  examples: [
    {
      bad: "file 'C:/web/site.config' do\n  content 'x'\n  notifies :restart, windows_service['W3SVC']\nend\n",
      fixed:
        "file 'C:/web/site.config' do\n  content 'x'\n  notifies :restart, 'windows_service[W3SVC]'\nend\n",
    },
    {
      bad: "windows_service 'W3SVC' do\n  action :start\n  notifies :run, 'dsc_resource[web'\nend\n",
      good: "windows_service 'W3SVC' do\n  action :start\n  notifies :run, 'dsc_resource[web]'\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const target = call.arguments[1];
        if (!isWord(call, "notifies", "subscribes") || target === undefined) return;
        for (const one of target.kind === "array" ? target.elements : [target]) reportTarget(file, one);
      },
    },
  }),
};

function reportTarget(file: LintedFile, target: Argument): void {
  const text = plainString(target);
  if (text !== undefined && !wellFormed.test(text)) file.report(finding(at(file, target), {}));
  if (target.kind !== "index") return;
  const { receiver } = target;
  if (!isBareWord(receiver)) return;
  const name = nameIn(target.arguments);
  const quoted = name === undefined ? undefined : rubyString(`${receiver.name}[${name}]`);
  const fixes =
    quoted === undefined ? [] : [fix(file, `Write ${quoted}`, false, [{ place: target, text: quoted }])];
  file.report(finding(at(file, target), {}, { fixes }));
}

/** What stands in the brackets: a string, or a word without quotes. */
function nameIn([only, ...rest]: readonly Argument[]): string | undefined {
  if (rest.length > 0) return undefined;
  return isBareWord(only) ? only.name : plainText(only);
}

/** A name with nothing behind it. */
function isBareWord(node: Argument | undefined): node is Call {
  return node?.kind === "call" && node.receiver === undefined && node.end === node.nameEnd;
}
