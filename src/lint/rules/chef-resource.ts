import { define } from "../../diagnostics/define.js";
import { isWord } from "../blocks.js";
import { at, type Rule } from "../rule.js";
import { plainText } from "../text.js";

const finding = define<{ readonly name: string; readonly own: string }>("lint/chef-resource", {
  severity: "info",
  summary: "A DSC resource does what a resource of Chef's own does.",
  why: "Where a recipe is also run by Chef, its own resource is faster and says more of what it changes; a document has the DSC resource alone.",
  mend: "Use Chef's own resource where the recipe is not compiled to a document.",
  message: ({ name, own }) => `Chef's own ${own} does what the DSC resource ${name} does.`,
});

/** Resources that Windows brings, and Chef's of the same purpose. */
const own: ReadonlyMap<string, string> = new Map([
  ["archive", "archive_file"],
  ["environment", "windows_env"],
  ["file", "file, directory or remote_directory"],
  ["group", "group"],
  ["package", "windows_package"],
  ["registry", "registry_key"],
  ["script", "powershell_script"],
  ["service", "windows_service"],
  ["user", "user"],
  ["windowsfeature", "windows_feature"],
  ["windowsoptionalfeature", "windows_feature"],
]);

export const chefResource: Rule = {
  entry: finding,
  offByDefault: true,
  examples: [
    {
      bad: "dsc_resource 'web' do\n  resource :Service\n  property :Name, 'W3SVC'\nend\n",
      good: "windows_service 'W3SVC' do\n  action :start\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const [resource] = call.arguments;
        if (!isWord(call, "resource", "resource_name") || resource === undefined) return;
        if (file.scopes.dscBlock("resource") === undefined) return;
        const name = plainText(resource) ?? "";
        const instead = own.get(name.toLowerCase());
        if (instead !== undefined) file.report(finding(at(file, resource), { name, own: instead }));
      },
    },
  }),
};
