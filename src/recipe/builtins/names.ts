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
  "load",
  "method",
  "open",
  "powershell_exec",
  "powershell_exec!",
  "powershell_out",
  "powershell_out!",
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
  "Dir",
  "FileTest",
  "FileUtils",
  "IO",
  "Kernel",
  "Mixlib::ShellOut",
  "Net::HTTP",
  "ObjectSpace",
  "Open3",
  "Pathname",
  "Process",
  "Socket",
  "TCPSocket",
  "Tempfile",
  "WIN32OLE",
  "Win32::Registry",
]);

/** Constants that mofsmith knows: what can be asked of them is in `module-methods.ts`, or is their instances. */
export const knownConstants: ReadonlySet<string> = new Set([
  "Array",
  "Chef::Config",
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
  "NilClass",
  "Numeric",
  "Object",
  "Proc",
  "Range",
  "String",
  "Symbol",
  "TrueClass",
]);

/** Constants of Ruby's classes; of text what stands between the names of a path. */
export const plainConstants: ReadonlyMap<string, number | string> = new Map<string, number | string>([
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

/** Methods that answer for a level of a node's attributes; what is assigned there is not followed yet. */
export const attributeLevels: ReadonlySet<string> = new Set([
  "automatic",
  "default",
  "force_default",
  "force_override",
  "normal",
  "override",
  "run_state",
  "set",
]);

/** Functions of Ruby that run a block of their own: what is in it cannot be told from its text alone. */
export const blockFunctions: ReadonlySet<string> = new Set(["catch", "lambda", "loop", "proc"]);

const literals: ReadonlyMap<string, string> = new Map([
  ...["True", "TRUE", "$true", "$True", "yes", "on"].map((word): [string, string] => [word, "true"]),
  ...["False", "FALSE", "$false", "$False", "no", "off"].map((word): [string, string] => [word, "false"]),
  ...["None", "NIL", "Nil", "NULL", "Null", "null", "$null", "$Null", "undefined"].map(
    (word): [string, string] => [word, "nil"],
  ),
]);

/** What a word of another language means in Ruby: `true` for PowerShell's `$true`. */
export function foreignLiteral(word: string): string | undefined {
  return literals.get(word);
}
