/** Methods that run code whatever they are asked of: an error wherever they are called. */
export const dangerousMethods: ReadonlySet<string> = new Set([
  "__send__",
  "class_eval",
  "const_get",
  "define_method",
  "eval",
  "instance_eval",
  "instance_exec",
  "instance_variable_get",
  "instance_variable_set",
  "module_eval",
  "public_send",
  "send",
]);

/** Words that run a program or code, or read the machine, when they are called without a receiver. */
export const dangerousFunctions: ReadonlySet<string> = new Set([
  ...dangerousMethods,
  "`",
  "abort",
  "binding",
  "exec",
  "exit",
  "exit!",
  "fork",
  "gets",
  "load",
  "method",
  "open",
  "powershell_exec",
  "powershell_exec!",
  "powershell_out",
  "powershell_out!",
  "readline",
  "readlines",
  "registry_data_exists?",
  "registry_get_subkeys",
  "registry_get_values",
  "registry_key_exists?",
  "registry_value_exists?",
  "require_relative",
  "shell_out",
  "shell_out!",
  "spawn",
  "syscall",
  "system",
  "test",
  "trap",
]);

/** Classes and modules whose every method runs or reads something. */
export const dangerousConstants: ReadonlySet<string> = new Set([
  "Chef::HTTP",
  "Chef::Search::Query",
  "Chef::ServerAPI",
  "Dir",
  "Etc",
  "FileTest",
  "FileUtils",
  "IO",
  "Kernel",
  "Mixlib::ShellOut",
  "Net::FTP",
  "Net::HTTP",
  "ObjectSpace",
  "Open3",
  "OpenURI",
  "Pathname",
  "Process",
  "Resolv",
  "Socket",
  "TCPServer",
  "TCPSocket",
  "Tempfile",
  "UDPSocket",
  "WIN32OLE",
  "Win32::Registry",
]);

/** Single methods that read something, of modules whose others do not. */
export const dangerousCalls: ReadonlySet<string> = new Set([
  "CSV.foreach",
  "CSV.read",
  "JSON.load_file",
  "URI.open",
  "YAML.load_file",
  "YAML.safe_load_file",
]);

/** Constants that mofsmith knows: what can be asked of them is in `module-methods.ts`, or is their instances. */
export const knownConstants: ReadonlySet<string> = new Set([
  "Array",
  "Chef::Config",
  "Chef::DataBagItem",
  "Chef::EncryptedDataBagItem",
  "Chef::Log",
  "Comparable",
  "ENV",
  "Enumerable",
  "FalseClass",
  "File",
  "Float",
  "Hash",
  "Integer",
  "Mash",
  "MatchData",
  "NilClass",
  "Numeric",
  "Object",
  "Proc",
  "Range",
  "Regexp",
  "String",
  "Symbol",
  "TrueClass",
]);

/** Constants of Ruby's classes; of text what stands between the names of a path. */
export const plainConstants: ReadonlyMap<string, number | bigint | string> = new Map<
  string,
  number | bigint | string
>([
  ["Regexp::IGNORECASE", 1n],
  ["Regexp::EXTENDED", 2n],
  ["Regexp::MULTILINE", 4n],
  ["Float::EPSILON", Number.EPSILON],
  ["Float::INFINITY", Infinity],
  ["Float::MAX", Number.MAX_VALUE],
  ["Float::MIN", 2 ** -1022],
  ["Float::NAN", NaN],
  ["File::SEPARATOR", "/"],
  ["File::Separator", "/"],
]);

/** Methods that give something else on every run, or on every machine. */
export const randomMethods: ReadonlySet<string> = new Set([
  "__id__",
  "hash",
  "object_id",
  "rand",
  "sample",
  "shuffle",
  "shuffle!",
  "srand",
]);

/** Words that mean nothing in a document: they load a library or write a message. */
export const ignoredFunctions: ReadonlySet<string> = new Set([
  "p",
  "pp",
  "print",
  "puts",
  "require",
  "sleep",
  "warn",
]);

/** Methods of the node that change its attributes in ways that are not evaluated. */
export const attributeChangers: ReadonlySet<string> = new Set([
  "attributes",
  "consume_attributes",
  "from_file",
]);

/** Functions of Ruby that run a block of their own: what is in it cannot be told from its text alone. */
export const blockFunctions: ReadonlySet<string> = new Set(["catch", "loop"]);

/** Functions whose result differs from run to run or place to place, or whose block is kept for later. */
export const refusedFunctions: ReadonlySet<string> = new Set([
  "__callee__",
  "__dir__",
  "__method__",
  "at_exit",
  "caller",
  "define",
  "rand",
  "srand",
  "throw",
]);

/** Methods of ENV that change it. */
export const environmentChangers: ReadonlySet<string> = new Set([
  ...["[]=", "clear", "delete", "delete_if", "filter!", "keep_if", "merge!", "reject!", "replace", "select!"],
  ...["shift", "store", "update"],
]);

const literals: ReadonlyMap<string, string> = new Map([
  ...["True", "TRUE", "$true", "$True", "yes", "on"].map((word): [string, string] => [word, "true"]),
  ...["False", "FALSE", "$false", "$False", "no", "off"].map((word): [string, string] => [word, "false"]),
  ...["None", "NIL", "Nil", "NULL", "Null", "null", "$null", "$Null", "undefined"].map(
    (word): [string, string] => [word, "nil"],
  ),
]);

/** What a word of another language, or of a later Ruby, means: `true` for PowerShell's `$true`. */
export function foreignLiteral(word: string): string | undefined {
  return word === "it" ? "|it| at the start of the block, since `it` is Ruby 3.4's" : literals.get(word);
}
