import { canary, plainCanary } from "./encodings.js";

/** A run in which the password is somewhere among the input. */
export interface Situation {
  readonly name: string;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly args: readonly string[];
  readonly stdin?: string;
  /** The host throws, with the password in what it says: our own bug. */
  readonly broken?: true;
  /** The recipe has it in a plain property or a name too, which `inspect` shows. */
  readonly declared?: boolean;
  /** Documents may have it as the Password of a credential: the node allows plain text. */
  readonly plain?: boolean;
}

const literal = `'${plainCanary}'`;

function user(password: string, more = "", before = ""): string {
  return `${before}dsc_resource 'ops' do
  resource :User
  property :UserName, 'ops'
  property :Password, ps_credential('ops', ${password})
  ${more}
end
`;
}

const secret = "secret(name: 'ops', service: :azure_key_vault)";
const given = ["--secret", "ops=@ops.txt"];

/** Of a local that is a password, and the value of a property that it is not. */
function byLocal(credential: string, before = `pw = ${literal}`): string {
  return `${before}\ndsc_resource 'ops' do\n  resource :User\n  property :UserName, 'ops'\n  property :Password, ${credential}\n  property :Ensure, pw\nend\n`;
}

const [start, end] = [plainCanary.slice(0, 10), plainCanary.slice(-8)];

/** Literals whose spelling is not the password, on one line with what is wrong. */
const spelled: Readonly<Record<string, string>> = Object.fromEntries(
  [
    `'${start}\\'${end}'`,
    `"${start}\\$${end}"`,
    `"${start}\\x41${end}"`,
    `"${start}\\u00e9${end}"`,
    `"${start}\\q${end}"`,
    `"${start}\\0${end}"`,
    `%q(${start}\\)${end})`,
    `"${start}" + "${end}"`,
    `"${start}" "${end}"`,
    `%w[${start}\\ ${end}].first`,
    `"${plainCanary}  ".strip`,
  ].map((written) => [
    `spelled as ${written.replace(start, "").replace(end, "")}`,
    user(
      "all['pw']",
      "property :Ensure, all['ensure']",
      `all = { 'pw' => ${written}, 'ensure' => 'Presnt' }\n`,
    ),
  ]),
);

/** Passwords that are not finally known, of which a literal is a part: by what comes of the local `k`. */
const parts: Readonly<Record<string, string>> = Object.fromEntries(
  [
    `k = node['k'] || ${literal}`,
    `k = node['k'] ? ${literal} : 'x'`,
    `k = 'x'\nk = ${literal} if node['k']`,
    `k = case node['k'] when 'x' then 'y' else ${literal} end`,
    `k = "${plainCanary}#{node['k']}"`,
    `part = ${literal}\nk = "#{part}-#{node['k']}"`,
    `k = ${literal} + node['k']`,
    `k = node['k'] + ${literal}.upcase`,
    `k = format('%s%s', ${literal}, node['k'])`,
    `k = '%s%s' % [${literal}, node['k']]`,
    `k = [${literal}, node['k']].join('-')`,
    `k = { 'a' => ${literal} }[node['k']]`,
    `k = { 'a' => ${literal} }.fetch(node['k'], 'x')`,
    `k = node['k'].fetch('a', ${literal})`,
    `k = ${literal}.dup\nk = k.sub(/a/, node['k']).strip`,
    `k = [${literal}][node['k']]`,
    `k = node['k'].to_s\nk << ${literal}`,
    `k = ${literal}.dup\nk << node['k']`,
    `k = 'x'.dup\nk << ${literal} if node['k']`,
    `k = ${literal}.sub('x', node['k'])`,
    `k = <<~E.chomp\n  ${plainCanary}#{node['k']}\nE`,
    `k = :"${plainCanary}#{node['k']}"`,
  ].flatMap((before) => [
    [`not known, ${before.replaceAll(plainCanary, "…")}`, user("k", "", `${before}\n`)],
    [
      `not known and frozen, ${before.replaceAll(plainCanary, "…")}`,
      user("k", "property :Nonsense, 1", `# frozen_string_literal: true\n${before}\n`),
    ],
    [
      `not known, without ps_credential, ${before.replaceAll(plainCanary, "…")}`,
      user("x")
        .replace("ps_credential('ops', x)", "{ UserName: 'ops', Password: k }")
        .replace(/^/, `${before}\n`),
    ],
    [
      `not known, and elsewhere, ${before.replaceAll(plainCanary, "…")}`,
      user("k", `property :Ensure, ${literal}`, `${before}\n`),
    ],
  ]),
);

/** Recipes with the password as a literal, by what is wrong or right about them. */
const literals: Readonly<Record<string, string>> = {
  "in a credential": user(literal),
  "in a credential, by a local": user("pw", "", `pw = ${literal}\n`),
  "in a credential, by a hash": user("all['pw']", "", `all = { 'pw' => ${literal} }\n`),
  "beside a value of the wrong type": user(literal, "property :Disabled, 'yes'"),
  "beside an unknown property": user(literal, `property :Pasword, ps_credential('ops', ${literal})`),
  "on a line that cannot be read": `dsc_resource 'ops' do\n  property :Password, ps_credential('ops', ${literal}) )\nend\n`,
  "in a text that is not closed": `dsc_resource 'ops' do\n  property :Password, ps_credential('ops', '${plainCanary}\nend\n`,
  "with a backslash that is lost": user(`"${plainCanary}\\q"`),
  "as a property of the wrong type": `dsc_resource 'ops' do\n  resource :User\n  property :UserName, 'ops'\n  property :Password, ${literal}\nend\n`,
  "in PowerShell": `dsc_script 'ops' do\n  code <<-EOH\n    $p = ConvertTo-SecureString ${literal} -AsPlainText -Force\n  EOH\nend\n`,
  "raised by a local": user("pw", "", `pw = ${literal}\n`) + 'raise "no user for #{pw}"\n',
  "as the name of a property, by a local": user("pw", "property pw, 1", `pw = ${literal}\n`),
  "as the name of a block, by a local":
    user("pw", "", `pw = ${literal}\n`) + "dsc_resource pw do\n  resource :Nonsense\nend\n",
  "as the name of a resource, by a local":
    user("pw", "", `pw = ${literal}\n`) + "dsc_resource 'x' do\n  resource pw\nend\n",
  "as the name of a module, by a local": user("pw", "module_name pw", `pw = ${literal}\n`),
  "as an allowed value, by a local": user("pw", "property :Ensure, pw", `pw = ${literal}\n`),
  "as a number, by a local": user("pw", "property :Disabled, pw", `pw = ${literal}\n`),
  "in DependsOn, by a local": user("pw", "property :DependsOn, pw", `pw = ${literal}\n`),
  "in DependsOn, with a type": user("pw", 'property :DependsOn, "[User]#{pw}"', `pw = ${literal}\n`),
  "in a notification, by a local": user("pw", 'notifies :run, "dsc_resource[#{pw}]"', `pw = ${literal}\n`),
  "as a key of a hash, by a local": user("pw", "property :Description, { pw => 1 }", `pw = ${literal}\n`),
  "inspected, by a local": user("pw", "", `pw = ${literal}\n`) + "raise({ a: [pw] }.inspect)\n",
  "joined, by a local": user("pw", "", `pw = ${literal}\n`) + "raise [pw, 1].join(',')\n",
  "as a format, by a local": user("pw", "", `pw = ${literal}\n`) + "format('%d', pw)\nformat(pw + '%q', 1)\n",
  "as a number that it is not, by a local": user("pw", "", `pw = ${literal}\n`) + "Integer(pw)\nFloat(pw)\n",
  "as a cookbook, by a local":
    user("pw", "", `pw = ${literal}\n`) + "include_recipe pw\ndata_bag(pw)\ndata_bag_item('x', pw)\n",
  "in a guard, by a local": user(
    "pw",
    'only_if { pw.nonsense }\n  not_if "net user #{pw}"',
    `pw = ${literal}\n`,
  ),
  "as a regular expression, by a local":
    user("pw", "", `pw = ${literal}\n`) + "Regexp.new(pw + '(')\n/#{pw}(/\n",
  "as a key that is not there, by a local":
    user("pw", "", `pw = ${literal}\n`) + "{ a: 1 }.fetch(pw)\nnode['x'][pw]['y']\n",
  "in a long text, by a local":
    user("pw", "", `pw = ${literal}\n`) +
    `raise "${"x".repeat(45)} #{pw}"\nraise "${"x".repeat(25)} #{pw}"\n`,
  "in an embedded instance": user("'x'", `property :Description, cim_instance('X', Password: ${literal})`),
  "in an array": user("'x'", `property :Description, [ps_credential('ops', ${literal}), 1]`),
  "twice with different names": user(literal, "property :DomainTrust, 4") + user(literal),
  "with a control character": user(`"${plainCanary}\\0"`),
  "for a user that is not known": byLocal("ps_credential(node['u'], pw)"),
  "for a user that is none": byLocal("ps_credential(5, pw)"),
  "for too many users": byLocal("ps_credential('a', pw, pw)"),
  "where a credential is expected": byLocal("pw"),
  "in a hash": byLocal("{ UserName: 'u', Password: pw }"),
  "in a hash, in brackets": byLocal("[{ UserName: 'u', Password: pw }]"),
  "in brackets in a hash": byLocal("{ UserName: 'u', Password: [pw] }"),
  "in an instance": byLocal("cim_instance('MSFT_Credential', UserName: 'u', Password: pw)"),
  "in a block that is a value": byLocal(
    "dsc_resource('c') { property :UserName, 'u'; property :Password, pw }",
  ),
  "of the service :example": byLocal(
    "ps_credential('u', secret(name: 'a', service: :example, config: { 'a' => pw }))",
  ),
  "as a symbol": byLocal("ps_credential('u', pw)", `pw = :"${plainCanary}"`),
  "in brackets for a credential": byLocal(`ps_credential('u', [${literal}])`),
  "in a hash in brackets": user("'x'").replace(
    "ps_credential('ops', 'x')",
    `[{ UserName: 'u', Password: ${literal} }]`,
  ),
  "in brackets in a hash, at its place": user("'x'").replace(
    "ps_credential('ops', 'x')",
    `{ UserName: 'u', Password: [${literal}] }`,
  ),
  "not known, in a heredoc": user(`<<~E.chomp`, "").replace(
    "chomp)\n",
    `chomp)\n    ${plainCanary}#{node['k']}\n  E\n`,
  ),
  "in a heredoc with nonsense": user(`<<~E`, "").replace("<<~E)\n", `<<~E)\n    ${plainCanary}#{foo}\n  E\n`),
  "not known, of a method that is not known": user("k", "", `k = nonsense(${literal})\n`),
  ...parts,
  ...spelled,
};

/** The same with what `secret` gives. */
const secrets: Readonly<Record<string, string>> = {
  "in a credential": user(secret),
  "in a text": user(secret, `property :Description, "is #{${secret}}"`),
  "as a property": user(secret, `property :Description, ${secret}`),
  "in an array": user(secret, `property :Description, [${secret}]`),
  "in an embedded instance": user(
    secret,
    `property :Description, cim_instance('X', A: ${secret}, B: ps_credential(${secret}))`,
  ),
  "in a block that is a value": user(
    secret,
    `property :Description, dsc_resource('x') { resource :X; property :A, ${secret} }`,
  ),
  "as a name": `dsc_resource ${secret} do\n  resource :User\nend\n`,
  "as a resource": `dsc_resource 'x' do\n  resource ${secret}\n  module_name ${secret}\n  module_version ${secret}\nend\n`,
  "as the name of a property": `dsc_resource 'x' do\n  resource :User\n  property ${secret}, 1\n  property "a#{${secret}}", 1\nend\n`,
  "in a guard": user(secret, `only_if { ${secret} == 'x' }\n  not_if "net user #{${secret}}"`),
  "in DependsOn": user(secret, `property :DependsOn, ["[User]#{${secret}}", ${secret}]`),
  "in a notification": user(secret, `notifies :run, "dsc_resource[#{${secret}}]"`),
  "as a key": user(secret, `property :Description, { ${secret} => 1 }`),
  "in a script": `dsc_script 'x' do\n  code "net use #{${secret}}"\nend\n`,
  "in the attributes of a script": `dsc_script 'x' do\n  code ${secret}\n  cwd ${secret}\n  flags({ a: ${secret} })\n  environment 'A' => "x#{${secret}}"\nend\n`,
  raised: `raise "no #{${secret}}"\n`,
  "raised as it is": `raise ${secret}\n`,
  "shown in many ways": `s = ${secret}\nputs s\nlog "x#{s}"\nChef::Log.warn(s)\np [s].inspect\nraise({ a: s }.to_s)\n`,
  "in node attributes": `node.default['a'] = ${secret}\ndsc_resource 'x' do\n  resource :User\n  property :UserName, node['a']\nend\n`,
  "as methods of a text": `s = ${secret}\n[s.reverse, s.upcase, s.bytes, s.chars, s * 2, s + 'x', 'x' + s, s[0, 4], s.to_sym, s.hash, s.unpack('H*'), s.sub('a', 'b')].each { |x| raise x }\n`,
  "as arguments": `s = ${secret}\n['x'.sub('x', s), 'x'.tr('x', s), 'x'.insert(0, s), 'x'.center(90, s), File.join(s, 'x'), format('%s', s), '%s' % s, '%p' % [s], [s].join, [s, 'b'].sort, [s].to_s, 'x'.replace(s), :a.to_s.concat(s), 'x'.prepend(s)].each { |x| raise x.to_s }\n`,
  "in a data bag's name": `data_bag(${secret})\ndata_bag_item('x', ${secret})\ninclude_recipe ${secret}\n`,
};

/** What declares the password as a plain text as well: in a property, a name, an attribute, or PowerShell. */
const plainly =
  /property :Ensure, pw|property :\w+, (?:pw|"\[User|\{ pw|cim_instance|')|property pw|(?:resource|module_name) pw|(?:not_if|notifies) .*pw|only_if \{ pw|SecureString/;

const commands = [
  ["compile", "main.rb"],
  ["compile", "main.rb", "--format", "json"],
  ["compile", "main.rb", "--format", "sarif", "--stats"],
  ["compile", "main.rb", "--format", "github"],
  ["compile", "main.rb", "--stdout", "--color"],
  ["compile", "main.rb", "--strict", "--ignore-guards"],
  ["inspect", "main.rb"],
  ["inspect", "main.rb", "--json"],
  ["lint", "main.rb"],
  ["lint", "main.rb", "--format", "json"],
  ["lint", "main.rb", "--format", "sarif"],
  ["lint", "main.rb", "--format", "github"],
] as const;

/** Every command, in every format, over one input. */
function everyCommand(
  name: string,
  files: Situation["files"],
  more: readonly string[] = [],
): readonly Situation[] {
  return commands.map((args) => ({ name: `${name}: ${args.join(" ")}`, files, args: [...args, ...more] }));
}

const json = JSON.stringify({ ops: { password: canary, key: plainCanary } });
const fromNode = "node['ops']['password']";

/** Node data and data bags: what is in them is a password when a credential takes it. */
const fromData: readonly Situation[] = [
  ...everyCommand("node data", { "main.rb": user(fromNode), "node.json": json }, [
    "--attributes",
    "node.json",
  ]),
  ...everyCommand(
    "node data, in a credential and elsewhere",
    {
      "main.rb":
        user("node['ops']['key']", "property :Ensure, node['ops']['key']") + "raise node['ops']['key']\n",
      "node.json": json,
    },
    ["--attributes", "node.json"],
  ).map((one) => ({ ...one, declared: true })),
  ...everyCommand("YAML", { "main.rb": user(fromNode), "node.yaml": `ops:\n  password: ${plainCanary}\n` }, [
    "--attributes",
    "node.yaml",
  ]),
  ...everyCommand("JSON that cannot be read", { "main.rb": user(fromNode), "node.json": json.slice(0, -1) }, [
    ...["--attributes", "node.json"],
  ]),
  ...everyCommand(
    "YAML that cannot be read",
    { "main.rb": user(fromNode), "node.yaml": `ops:\n  password: ${plainCanary}: x\n` },
    ["--attributes", "node.yaml"],
  ),
  ...everyCommand(
    "a data bag",
    {
      "main.rb": user("data_bag_item('users', 'ops')['password']"),
      "bags/users/ops.json": JSON.stringify({ id: "ops", password: canary }),
    },
    ["--data-bags", "bags"],
  ),
  ...everyCommand(
    "an attribute file",
    { "main.rb": user(fromNode), "attributes.rb": `default['ops']['password'] = ${literal}\n` },
    ["--attributes", "attributes.rb"],
  ),
];

/** What a node says of credentials; the keys are those of configuration data. */
const nodes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "nothing is said": {},
  "plain text is allowed": { PSDscAllowPlainTextPassword: true },
  "plain text is allowed wrongly": { PSDscAllowPlainTextPassword: "yes" },
  "a certificate is missing": { CertificateFile: "none.cer" },
  "a certificate is none": { CertificateFile: "ops.txt" },
};

const ofNodes = Object.entries(nodes).flatMap(([name, keys]) =>
  [
    user(secret),
    user(literal),
    user(`[${secret}]`, `property :Ensure, cim_instance('X', A: ps_credential(${secret}))`),
  ]
    .flatMap((recipe, index) =>
      everyCommand(
        `a node of which ${name}, recipe ${index + 1}`,
        {
          "main.rb": recipe,
          "ops.txt": canary,
          "nodes.json": JSON.stringify({ AllNodes: [{ NodeName: "web", ...keys }] }),
        },
        ["--nodes", "nodes.json", ...given],
      ),
    )
    .map((one) => ({ ...one, plain: keys["PSDscAllowPlainTextPassword"] === true })),
);

const cookbook: Situation["files"] = {
  "book/metadata.rb": "name 'book'\nversion '1.0.0'\n",
  "book/resources/account.rb":
    "property :user, String, name_property: true\nproperty :password, String, required: true\nproperty :port, Integer\n" +
    "action :create do\n  dsc_resource new_resource.user do\n    resource :User\n    property :UserName, new_resource.user\n" +
    "    property :Password, ps_credential(new_resource.user, new_resource.password)\n  end\nend\n",
  "book/recipes/default.rb": `book_account 'ops' do\n  password ${secret}\nend\nbook_account 'web' do\n  password ${literal}\n  port ${secret}\nend\nbook_account 'db' do\n  password ${literal}\n  port 'x'\nend\n`,
  "ops.txt": canary,
};

/** What is done wrong with `--secret`, and what goes wrong otherwise. */
const misuses: readonly Situation[] = [
  ...[
    ["--secret", `ops=${plainCanary}`],
    ["--secret", plainCanary],
    [`--secret=ops=${plainCanary}`],
    [`--secret=${plainCanary}`],
    ["--secret", `ops=@ops.txt`, "--secret", `web=${plainCanary}`],
    ["--secret", "ops=-", "--secret", "web=-"],
    ["--stub", `secret=${plainCanary}`],
    ["--stub", `secret="${plainCanary}"`],
    [`--secrets=ops=${plainCanary}`],
    [`--secrte=ops=${plainCanary}`],
    ["--secrets", `ops=${plainCanary}`],
    ["--secret"],
  ].map((words) => ({
    name: `the option: ${words.join(" ").replaceAll(plainCanary, "…")}`,
    files: { "main.rb": user(secret), "ops.txt": canary },
    args: ["compile", "main.rb", ...words],
    stdin: canary,
  })),
  {
    name: "standard input",
    files: { "main.rb": user(secret) },
    args: ["compile", "main.rb", "--secret", "ops=-"],
    stdin: canary,
  },
  {
    name: "an option that verify has not",
    files: { "x.mof": "" },
    args: ["verify", "x.mof", `--secret=ops=${plainCanary}`],
  },
  {
    name: "our own bug",
    files: { "main.rb": user(secret), "ops.txt": canary },
    args: ["compile", "main.rb", "--schemas", "schemas", ...given],
    broken: true,
  },
  {
    name: "stubs in the settings",
    files: {
      "main.rb": user(secret),
      "mofsmith.config.json": JSON.stringify({ stubs: { secret: plainCanary } }),
    },
    args: ["compile", "main.rb"],
  },
];

const document = `instance of MSFT_Credential as $Alias1
{
  Password = "${plainCanary}";
  UserName = "ops";
};
instance of MSFT_UserResource as $Alias2
{
  UserName = "ops";
  Password = $Alias1;
  ModuleName = "PSDesiredStateConfiguration";
  ModuleVersion = "1.1";
  ResourceID = "[User]ops";
  Nonsense = 1;
};
instance of OMI_ConfigurationDocument
{
  Version = "2.0.0";
  MinimumCompatibleVersion = "1.0.0";
  CompatibleVersionAdditionalProperties = {"Omi_BaseResource:ConfigurationName"};
  Name = "x";
};
`;

const verified: readonly Situation[] = [
  document,
  document.replace('";\n  UserName', "\n  UserName"),
  document.replace('Password = "', 'Password = 5 "'),
  document.replace("Password =", "Pasword ="),
  document.replace(`"${plainCanary}"`, `{"${plainCanary}"}`),
  document.replace('Password = "', 'Password =\n "').replace('";\n  UserName', '\\q";\n  UserName'),
  document.replace('Password = "', 'Password =\n "').replace('";\n  UserName', '" 5;\n  UserName'),
  document.replace(`= "${plainCanary}"`, `=\n "${start}"\n "${end}\\q"`),
  document.replace('Password = "', 'Password\n=\n"').replace('";\n  UserName', '";Bad = 1;\n  UserName'),
].flatMap((text, index) =>
  ["text", "json", "sarif", "github"].map((format) => ({
    name: `verify: document ${index + 1} as ${format}`,
    files: { "x.mof": text },
    args: ["verify", "x.mof", "--format", format],
  })),
);

/** Sections `Lcm` with the password; documents hold a registration key as it is. */
const lcmSections: Readonly<Record<string, unknown>> = {
  "in a registration key": {
    ReportServerWeb: { r: { ServerURL: "https://r/", RegistrationKey: plainCanary } },
  },
  "in a registration key, given": {
    ReportServerWeb: { r: { ServerURL: "https://r/", RegistrationKey: { Secret: "ops" } } },
  },
  "in a list of registration keys": {
    ReportServerWeb: { r: { ServerURL: 5, RegistrationKey: [plainCanary] } },
  },
  "beside what is wrong": {
    ReportServerWeb: { r: { Server: 5, RegistrationKey: plainCanary, AllowUnsecureConnection: "yes" } },
  },
  "in a share's credential": {
    ResourceRepositoryShare: {
      s: { SourcePath: "x", Credential: { UserName: "ops", Password: plainCanary, Nonsense: 1 } },
    },
  },
  "in a share's credential, given": {
    ResourceRepositoryShare: {
      s: { SourcePath: "x", Credential: { UserName: "ops", Password: { Secret: "ops" } } },
    },
  },
  "where no secret may be": {
    Settings: { ConfigurationID: { Secret: "ops" }, DebugMode: [{ Secret: "ops" }] },
    ReportServerWeb: { r: { ServerURL: { Secret: "ops" }, Credential: { Password: { Secret: "ops" } } } },
  },
  "in a registration key that cannot be written": {
    ReportServerWeb: { r: { ServerURL: "https://r/", RegistrationKey: `${plainCanary}\0` } },
  },
};

const ofSettings = Object.entries(lcmSections).flatMap(([name, Lcm]) =>
  [{}, { PSDscAllowPlainTextPassword: true }].flatMap((keys) =>
    everyCommand(
      `LCM settings with one ${name}${"PSDscAllowPlainTextPassword" in keys ? ", as plain text" : ""}`,
      {
        "main.rb": "dsc_resource 'x' do\n  resource :Log\n  property :Message, 'x'\nend\n",
        "ops.txt": plainCanary,
        "nodes.json": JSON.stringify({ AllNodes: [{ NodeName: "web", ...keys, Lcm }] }, undefined, 1),
      },
      ["--nodes", "nodes.json", ...given],
    ).map((one) => ({ ...one, plain: true })),
  ),
);

/** All of them. */
export const situations: readonly Situation[] = [
  ...Object.entries(literals).flatMap(([name, recipe]) =>
    everyCommand(`a literal ${name}`, { "main.rb": recipe }).map((one) => ({
      ...one,
      declared: plainly.test(recipe),
    })),
  ),
  ...Object.entries(secrets).flatMap(([name, recipe]) =>
    everyCommand(`a secret ${name}`, { "main.rb": recipe, "ops.txt": canary }, given),
  ),
  ...everyCommand(
    "a secret that is a literal too",
    { "main.rb": byLocal(`ps_credential('u', ${secret})`), "ops.txt": plainCanary },
    given,
  ).map((one) => ({ ...one, declared: true })),
  ...everyCommand("no secret", { "main.rb": user(secret) }),
  ...everyCommand("a cookbook", { ...cookbook, "main.rb": "" }, ["book", ...given]).map((one) => ({
    ...one,
    args: one.args.filter((word) => word !== "main.rb"),
  })),
  ...fromData,
  ...ofNodes,
  ...ofSettings,
  ...misuses,
  ...verified,
];
