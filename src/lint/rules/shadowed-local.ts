import { define } from "../../diagnostics/define.js";
import { at, type Rule } from "../rule.js";

const finding = define<{ readonly name: string }>("lint/shadowed-local", {
  severity: "info",
  summary: "A block's parameter has the name of a local outside of the block.",
  why: "Inside the block the name means the parameter, outside of it the local; a reader easily takes the one for the other.",
  mend: "Give the parameter another name.",
  message: ({ name }) => `In this block "${name}" no longer means the local of that name.`,
});

export const shadowedLocal: Rule = {
  entry: finding,
  examples: [
    {
      bad: "name = 'web'\n\n%w(one two).each do |name|\n  dsc_resource name do\n    resource :File\n    property :DestinationPath, \"C:/#{name}\"\n  end\nend\n\ndsc_resource name do\n  resource :Service\n  property :Name, 'W3SVC'\nend\n",
      good: "name = 'web'\n\n%w(one two).each do |folder|\n  dsc_resource folder do\n    resource :File\n    property :DestinationPath, \"C:/#{folder}\"\n  end\nend\n\ndsc_resource name do\n  resource :Service\n  property :Name, 'W3SVC'\nend\n",
    },
  ],
  visit: (file) => ({
    end: () => {
      for (const { name, place, hides } of file.scopes.all) {
        if (hides === undefined || name.startsWith("_")) continue;
        const related = [{ message: "The local is defined here.", origin: at(file, hides.place) }];
        file.report(finding(at(file, place), { name }, { related }));
      }
    },
  }),
};
