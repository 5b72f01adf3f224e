import { define } from "../../diagnostics/define.js";
import { didYouMean, nearest } from "../../diagnostics/suggest.js";
import { isWord } from "../blocks.js";
import { at, fix, type Rule } from "../rule.js";
import { plainText } from "../text.js";

const finding = define<{ readonly timing: string; readonly near: readonly string[] }>(
  "lint/notification-timing",
  {
    severity: "warning",
    summary: "A notification names a time that Chef does not know.",
    why: "Chef ends the recipe at any other than :before, :delayed, :immediate and :immediately.",
    mend: "Write :delayed (at the end of the run), :immediately or :before.",
    message: ({ timing }) => `Chef knows no time :${timing} for a notification.`,
    help: ({ near }) =>
      didYouMean(near.map((one) => `:${one}`)) || "Write :delayed, :immediately or :before.",
  },
);

const timings: readonly string[] = ["before", "delayed", "immediate", "immediately"];

/** Any resource's `notifies` and `subscribes`; in DSC blocks evaluation has refused the same place. */
export const notificationTiming: Rule = {
  entry: finding,
  yieldsTo: ["recipe/attribute-value"],
  examples: [
    {
      bad: "windows_service 'W3SVC' do\n  action :start\n  notifies :run, 'dsc_resource[web]', :imediately\nend\n",
      fixed:
        "windows_service 'W3SVC' do\n  action :start\n  notifies :run, 'dsc_resource[web]', :immediately\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const timing = call.arguments[2];
        const text = plainText(timing);
        if (!isWord(call, "notifies", "subscribes") || timing === undefined || text === undefined) return;
        if (timings.includes(text)) return;
        const near = nearest(text, timings);
        const [only] = near;
        const fixes =
          only === undefined || near.length > 1
            ? []
            : [fix(file, `Change to :${only}`, false, [{ place: timing, text: `:${only}` }])];
        file.report(finding(at(file, timing), { timing: text, near }, { fixes }));
      },
    },
  }),
};
