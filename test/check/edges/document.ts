import { all, ending, header, instance, one, edge, several, type Edge } from "./kit.js";

/* What is asked of a document, of its classes and of its form. */

export const headers: readonly Edge[] = [
  edge("an empty name of the machine", one("").replace("web01", ""), "w no-header", "G14"),
  edge("another comment first", `/* x */\n${one("")}`, "w no-header", "G14"),
  edge("blanks in front of the comment and in it", `\n ${one("").replace("/*\n", "/* \n\t")}`, "", ""),
];

const credential =
  'instance of MSFT_Credential as $MSFT_Credential1ref { UserName = "u"; Password = "p"; };\n';
const runAs = "PsDscRunAsCredential = $MSFT_Credential1ref;";
const renamed = (alias: string) => one("").replace(/\$T_All\d+ref/, () => `$${alias}`);
const identified = (id: string) => one("").replace('"[All]a"', () => `"${id}"`);

export const habits: readonly Edge[] = [
  ...["T_All9ref", "t_ALL10REF"].map((alias) => edge(`alias ${alias}`, renamed(alias), "", "")),
  ...["T_All0ref", "T_All01ref", "T_Allref", "T_All1", "T_Al1ref", "T_All1refs"].map((alias) =>
    edge(`alias ${alias}`, renamed(alias), "w unusual-alias", "G12"),
  ),
  ...["[All]b", "[_1]b", "[All] ", "[All]é"].map((id) =>
    edge(`id ${id}`, identified(id), "", "", { target: "linux" }),
  ),
  ...["", "b", "[All]", "[All]a\\nb", "[]b", "[1]b", "[All b", " [All]b"].map((id) =>
    edge(`id ${id}`, identified(id), "w malformed-id", "G10"),
  ),
  ...["x.rb::1::1::File", "::1::1::File", "C:\\\\x.ps1::12::3::File"].map((info) =>
    edge(`source ${info}`, one(`SourceInfo = "${info}";`), "", ""),
  ),
  ...[
    "",
    "x.rb",
    "x.rb::1::1::",
    "x.rb::1::1::a b",
    "x.rb::1::1::a:b",
    "x\\ny::1::1::File",
    "x.rb::a::1::File",
    "x.rb::1::::File",
  ].map((info) => edge(`source ${info}`, one(`SourceInfo = "${info}";`), "w malformed-source-info", "G11")),
  edge("run as nobody", one("PsDscRunAsCredential = NULL;"), "", ""),
  edge("run as somebody", several(credential, all(runAs)), "w minimum-version", "G8"),
  edge(
    "run as somebody, by an LCM of 2.0.0",
    several(credential, all(runAs)).replace('"1.0.0"', '"2.0.0"'),
    "",
    "",
  ),
  edge(
    "run as somebody, by any LCM",
    several(credential, all(runAs)).replace('MinimumCompatibleVersion = "1.0.0"; ', ""),
    "w minimum-version",
    "G8",
  ),
  edge("a plain password", several(credential, all("Cred = $MSFT_Credential1ref;")), "", ""),
  edge("a credential that nobody uses", several(credential, all()), "w unused-instance", "G13"),
];

export const versions: readonly Edge[] = [
  edge(
    "a version that is no text",
    header + all() + ending().replace('"2.0.0"', "2"),
    "wrong-type",
    "P4, D8",
  ),
  ...["2.0.0", "99.99.99", "..", "1.."].map((version) =>
    edge(`version "${version}"`, header + all() + ending(version), "", ""),
  ),
  ...["", "2", "2.0", "2.0.0.0", "2.0.0.", "2.0.a", "-2.0.0", " 2.0.0"].map((version) =>
    edge(`version "${version}"`, header + all() + ending(version), "document-version", "D9"),
  ),
];

/** A class between a resource and the base class is one too many for an LCM. */
const far = (more: string) =>
  `class A_Far : T_List { };\n${instance("A_Far", "[Far]a", 'A = {"a"};')}${more}${ending()}`;
const alone = 'instance of T_Sub as $T_Sub1ref { Id = "i"; Need = "n"; };\n';
const own = "class A_Own { string S; };\n";
const user = 'instance of A_Own as $A_Own1ref { S = "s"; };\n';

export const classes: readonly Edge[] = [
  edge("an indirect resource alone", header + far(""), "no-resources", "D11"),
  edge("an indirect resource beside another", header + far(all()), "", ""),
  edge(
    "a dependency on an indirect resource",
    header + far(all('DependsOn = {"[Far]a"};')),
    "unknown-dependency",
    "D13",
  ),
  edge(
    "an instance that is no resource, alone",
    several(alone),
    "w unused-instance, no-resources",
    "D11, G13",
  ),
  edge("a class above its instance", header + own + user + all() + ending(), "w unused-instance", "G13"),
  edge("a class below its instance", header + user + own + all() + ending(), "unknown-class", "P1"),
  edge(
    "a class that is a resource in any case",
    `${header}class A_Near : omi_BASEresource { [Key] string K; };\n${instance("A_Near", "[Near]a", 'K = "k";')}${ending()}`,
    "class-in-document",
    "D15",
  ),
  edge(
    "a class of the machine, declared again",
    `${header}class T_List : OMI_BaseResource { [Key] string A[]; };\n${instance("T_List", "[List]a", 'A = {"a"};')}${ending()}`,
    "",
    "",
  ),
  edge(
    "an unknown class without a ResourceID is no resource",
    `${header}instance of Nope as $Nope1ref { X = 1; };\n${ending()}`,
    "unknown-class, no-resources",
    "P1",
  ),
  edge(
    "two that are no resources may agree in their keys",
    several(alone, alone.replace("1ref", "2ref"), all()),
    "w unused-instance, w unused-instance",
    "G13",
  ),
  edge(
    "what is no resource has an id of its own all the same",
    several(
      all(),
      'instance of MSFT_WebDownloadManager as $MSFT_WebDownloadManager1ref { ResourceID = "[ALL]a"; ServerURL = "https://x"; };\n',
    ),
    "duplicate-id",
    "D4",
  ),
  edge(
    "an instance for any class",
    `${header}class A_Own { [EmbeddedObject] string Every; };\n${alone}instance of A_Own as $A_Own1ref { Every = $T_Sub1ref; };\n${all()}${ending()}`,
    "w unused-instance",
    "G13",
  ),
  edge(
    "a default at the edge",
    `${header}class A_Own { uint8 U = 255; sint8 I = -128; };\n${all()}${ending()}`,
    "",
    "",
  ),
  edge(
    "a default beyond the edge",
    `${header}class A_Own { uint8 U = 256; };\n${all()}${ending()}`,
    "schema/invalid-default",
    "S6",
  ),
];
