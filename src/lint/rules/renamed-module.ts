import { define } from "../../diagnostics/define.js";
import { isWord } from "../blocks.js";
import { at, type Rule } from "../rule.js";
import { plainText } from "../text.js";

const finding = define<{ readonly name: string; readonly now: string }>("lint/renamed-module", {
  severity: "warning",
  summary: "A module is named that goes on under another name.",
  why: "The old module gets no corrections any more; the new one has the same resources, as a rule without the x in front of their names.",
  mend: "Name the new module, and the resources as it calls them: `mofsmith schema list --schemas FOLDER` shows them.",
  message: ({ name, now }) => `The module ${name} goes on as ${now}.`,
  help: ({ now }) => `Write '${now}', and the resource as that module calls it.`,
});

/** Modules of Microsoft's resource kit and what the DSC Community calls them, by the change logs of the new ones. */
const successors: ReadonlyMap<string, string> = new Map([
  ["xactivedirectory", "ActiveDirectoryDsc"],
  ["xadcsdeployment", "ActiveDirectoryCSDsc"],
  ["xcertificate", "CertificateDsc"],
  ["xcomputermanagement", "ComputerManagementDsc"],
  ["xdfs", "DFSDsc"],
  ["xdhcpserver", "DhcpServerDsc"],
  ["xdnsserver", "DnsServerDsc"],
  ["xexchange", "ExchangeDsc"],
  ["xfailovercluster", "FailoverClusterDsc"],
  ["xhyper-v", "HyperVDsc"],
  ["xnetworking", "NetworkingDsc"],
  ["xsharepoint", "SharePointDsc"],
  ["xsqlserver", "SqlServerDsc"],
  ["xstorage", "StorageDsc"],
  ["xwebadministration", "WebAdministrationDsc"],
]);

export const renamedModule: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_script 'network' do\n  imports 'xNetworking'\n  code \"xHostsFile a { HostName = 'a' }; xHostsFile b { HostName = 'b' }\"\nend\n",
      good: "dsc_script 'network' do\n  imports 'NetworkingDsc'\n  code \"HostsFile a { HostName = 'a' }; HostsFile b { HostName = 'b' }\"\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        if (!isWord(call, "module_name", "imports") || file.scopes.dscBlock() === undefined) return;
        const name = plainText(call.arguments[0]) ?? "";
        const now = successors.get(name.toLowerCase());
        // The whole line: an unknown module is told at the name alone, and is another matter.
        if (now !== undefined) file.report(finding(at(file, call), { name, now }));
      },
    },
  }),
};
