import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findScenarios, hasShared, sharedFolder } from "./support/scenario.js";

// Every row of the tables of Ruby in chef-recipes.md has scenarios of its own: §3.1, what recipes are made of, §3.3,
// what makes most of them compile, and §4, the lexing that surprises people. The keys are what the rows are called.

type Table = Readonly<Record<string, readonly string[]>>;

const literals: Table = {
  "`'…'`": ["language/strings-single-quoted"],
  '`"…"` (with or without `#{}`)': ["language/strings-double-quoted"],
  '`<<-EOH` (bare or `""` id)': ["constructs/heredoc-dash"],
  "`<<~EOH`": ["constructs/heredoc-squiggly"],
  "`<<EOH` (terminator at column 0)": ["constructs/heredoc-plain"],
  "`<<-'EOH'` raw": ["constructs/heredoc-raw"],
  "`%q %Q %()`": ["language/strings-percent"],
  "adjacent `'a' 'b'`": ["constructs/adjacent-strings"],
  "**Interpolation `#{…}`** (any)": ["language/interpolation"],
  "… of a local": ["constructs/interpolation-local"],
  "… of `node[…][…]`": ["constructs/interpolation-node"],
  "… of `ENV[…]`": ["constructs/interpolation-env"],
  "… of `Chef::Config[…]`": ["constructs/interpolation-chef-config"],
  "… of `local[…]` / block param `x[…]`": ["constructs/interpolation-index"],
  "… of a block parameter": ["constructs/interpolation-block-parameter"],
  "… of `new_resource.x`": ["constructs/new-resource", "constructs/new-resource-common"],
  "… of a bare name (property, helper)": ["constructs/bare-property-name"],
  "… of a method call on a local (`b.join(',')`)": ["constructs/interpolation-method"],
  "… of a call with arguments (`ps_credential('x')`, `f(x)`)": ["constructs/interpolation-call"],
  "symbol `:a`": ["constructs/symbol"],
  'quoted / interpolated symbol `:"a"` `:"#{x}"`': ["constructs/symbol-quoted"],
  integer: ["constructs/integer"],
  "hex `0xff`": ["constructs/hexadecimal"],
  float: ["constructs/float"],
  "`true` / `false`": ["constructs/true-false"],
  "`nil`": ["constructs/nil", "constructs/nil-property"],
  "array `[…]`": ["constructs/array"],
  "`%w(…)` / `%w{…}`": ["language/word-lists"],
  "`%i(…)`": ["constructs/symbol-list"],
  "hash `{…}`": ["constructs/hash"],
  "`k => v`": ["constructs/hash-rockets"],
  "`k: v`": ["constructs/hash-labels"],
  "bare hash / keyword arguments": [
    "constructs/bare-hash",
    "constructs/keyword-arguments",
    "constructs/double-splat",
  ],
  regex: [
    "language/conditions",
    "constructs/regexp-literal",
    "constructs/regexp-match",
    "constructs/regexp-last-match",
    "constructs/regexp-named-groups",
    "constructs/regexp-replacement",
    "constructs/regexp-searching",
    "constructs/regexp-in-lists",
    "constructs/regexp-property",
  ],
};

const names: Table = {
  "local assignment": ["constructs/local-assignment", "constructs/multiple-assignment"],
  "local read": ["constructs/local-read"],
  "`local[…]`": ["constructs/local-index"],
  "block parameter `x[…]`": ["constructs/block-parameter-index"],
  "constant assignment": ["constructs/constant"],
  "`@ivar`": ["refusals/instance-variables"],
  "leading `::`": ["constructs/leading-colons"],
  "`node[…][…]`": ["constructs/node-index"],
  "`node.x` methods / bare `node`": ["constructs/node-methods"],
  "`node.default[…] =`, `node.run_state[…] =`": ["constructs/node-assignment", "constructs/lazy"],
  "`ENV[…]`": ["constructs/env"],
  "`Chef::Config[…]`": ["language/chef-config"],
  "`new_resource.x`": ["constructs/new-resource", "constructs/new-resource-common"],
};

const control: Table = {
  "`if` / `elsif` / `else` blocks": ["constructs/if-elsif-else"],
  "`unless` block": ["constructs/unless"],
  "modifier `if`": ["constructs/modifier-if"],
  "modifier `unless`": ["constructs/modifier-unless"],
  ternary: ["constructs/ternary"],
  "`case/when`": ["constructs/case-when"],
  "`&&` `||` `and` `or`": ["constructs/logical-operators"],
  "`!` / `not`": ["constructs/not"],
  comparison: ["constructs/comparison", "constructs/equality"],
  "`return` (top-level guard)": ["constructs/return-guard"],
  "`for … in`": ["constructs/for-in"],
  "`while`": ["constructs/while"],
  "`begin/rescue`": ["refusals/begin-rescue"],
  "`.each do … end` / `{ }`": ["constructs/each", "constructs/numeric-loops"],
  "`.each_with_index`, `.each_pair`": ["constructs/each-with-index", "constructs/each-pair"],
  "`.map`, `.select`": ["constructs/map-select", "constructs/method-as-block", "constructs/collections"],
  "block with 1 parameter": ["constructs/one-parameter"],
  "block with 2 parameters": ["constructs/two-parameters"],
  "brace block `{ … }`": ["constructs/brace-block"],
};

const calls: Table = {
  "`ps_credential(…)`": ["constructs/ps-credential"],
  "`cim_instance_array(…)`, `cim_instance`, `…_helper`": ["constructs/cim-instance"],
  "`ps_module_spec(…)`": ["constructs/ps-module-spec"],
  "`include_recipe`": ["constructs/include-recipe"],
  "`require` / `require_relative`": ["constructs/require", "constructs/mixin"],
  "`lazy { }`": ["constructs/lazy"],
  "`data_bag_item`, encrypted data bags": ["constructs/data-bag-item", "constructs/encrypted-data-bag"],
  "`search`": ["constructs/search"],
  "`platform?` / `platform_family?`": ["constructs/platform", "constructs/platform-words"],
  "`File.join` / `File.exist?` / …": ["constructs/file-join", "refusals/file-read"],
  "`Chef::Log.x`": ["constructs/chef-log"],
  "`raise`, `puts`": ["constructs/raise", "constructs/raise-not-reached", "constructs/raise-ends-the-run"],
  "shell-out at compile time": ["constructs/shell-out"],
  "`DateTime.now`": ["constructs/date-time"],
  "`+` `-` on strings / numbers": ["constructs/plus-minus"],
  "`<<` append": ["constructs/append"],
  "`.join`": ["constructs/join"],
  "`.to_s`": ["constructs/to-s"],
  "`.split` `.upcase` `.gsub` `.chomp`": ["constructs/text-methods", "constructs/format", "language/paths"],
  "`.to_hash`": ["constructs/to-hash"],
  "`def`": ["constructs/def"],
  "`class` / `module`": ["constructs/class-module"],
  "custom-resource `action :x do`": ["constructs/custom-resource-action"],
  "custom-resource `property`": ["constructs/custom-resource-property"],
  "`define :x`": ["constructs/define"],
};

const furniture: Table = {
  "other Chef resources in the file": ["constructs/other-resources"],
  "guard strings on other resources": ["constructs/guard-strings-elsewhere"],
  "guard blocks on other resources": ["constructs/guard-blocks-elsewhere"],
  "`not_if`/`only_if` on a DSC block": ["constructs/guards", "constructs/guards-of-the-machine"],
  "`notifies` on a DSC block": ["constructs/notifies"],
  "`subscribes` on a DSC block": ["constructs/subscribes"],
  "`action` on a DSC block": ["constructs/action"],
  "`sensitive`": ["constructs/sensitive"],
  "`ignore_failure`, `retries`, `retry_delay`, `guard_interpreter`": ["constructs/failure-attributes"],
  "`resource`": ["constructs/resource"],
  "`resource_name` (RFC / prototype)": ["language/resource-name"],
  "`property`": ["constructs/property", "constructs/nested-resource"],
  "`module_name`": ["constructs/module-name"],
  "`module_version`": ["constructs/module-version"],
  "`reboot_action`": ["constructs/reboot-action"],
  "`timeout`": ["constructs/timeout"],
  "`code`": ["constructs/code"],
  "`imports`": ["constructs/imports"],
  "`command`": ["constructs/command"],
  "`flags`": ["constructs/flags"],
  "`cwd`": ["constructs/cwd"],
  "`configuration_data`": ["constructs/configuration-data"],
  "`configuration_name`": ["constructs/configuration-name"],
  "`configuration_data_script`, `environment`": ["constructs/configuration-data-script"],
};

/** The paragraph "Lexical facts" below the table. */
const facts: Table = {
  "call with arguments and no parentheses": ["constructs/no-parentheses"],
  "line continued by a trailing comma": ["constructs/trailing-comma-line"],
  tabs: ["constructs/tabs"],
  "no newline at end of file": ["constructs/no-newline-at-the-end"],
  CRLF: ["constructs/crlf"],
  "one-line `do … end`": ["constructs/one-line"],
};

const traps: Table = {
  "`'…'` escapes": ["traps/single-quoted-escapes"],
  "`'…'` ending in a backslash": ["traps/single-quoted-backslash-at-the-end"],
  '`"…"` unknown escape': ["traps/double-quoted-path", "traps/double-quoted-path-with-escape"],
  '`"…"` escapes': [
    "traps/double-quoted-escapes",
    "traps/double-quoted-control-escape",
    "traps/double-quoted-unicode-escape",
  ],
  'backslash-newline in `"…"`/heredoc': [
    "traps/backslash-newline-in-a-string",
    "traps/backslash-newline-in-a-heredoc",
  ],
  "PowerShell in a heredoc": ["traps/powershell-in-a-heredoc"],
  "`#$x`, `#@x`": ["traps/global-in-a-heredoc", "traps/hash-sign-in-a-heredoc"],
  "heredoc ids": ["traps/heredoc-ids"],
  terminator: ["traps/heredoc-terminator-with-a-blank", "traps/heredoc-terminator-indented"],
  CRLF: ["traps/heredoc-crlf"],
  "`<<~` dedent": ["traps/squiggly-dedent"],
  "heredoc + more": ["traps/heredoc-and-more"],
  "newline after comma": ["traps/newline-after-comma"],
  "comma first": ["traps/comma-first", "traps/space-before-comma"],
  "**trailing comma on a command**": ["traps/trailing-comma-on-a-command"],
  continuation: ["traps/continuation"],
  "leading dot": ["traps/leading-dot", "traps/range-at-the-start-of-a-line"],
  "`do` on the next line": ["traps/do-on-the-next-line"],
  "`{}` after an argument": ["traps/braces-after-an-argument", "traps/braces-after-brackets"],
  "`do` binds outermost": ["traps/do-binds-outermost", "traps/do-binds-outermost-in-a-loop"],
  "hash argument": ["traps/hash-in-brackets", "traps/hash-read-as-a-block", "traps/bare-hash"],
  "space before `(`": ["traps/space-before-bracket"],
  "trailing comma in `( [ {`": ["traps/trailing-comma-in-brackets"],
  "local or method": [
    "traps/local-or-method",
    "traps/method-before-its-assignment",
    "traps/minus-behind-a-local",
    "traps/minus-behind-a-method",
    "traps/bracket-behind-a-method",
    "traps/percent-behind-a-local",
    "traps/slash-behind-a-local",
    "traps/slash-behind-a-method",
  ],
  "`%w`": ["traps/word-list"],
  "`%q %Q %( )`": ["traps/percent-strings", "traps/percent-r"],
  "`?a`": ["traps/character-literal", "traps/character-or-ternary"],
  symbols: ["traps/symbols", "traps/keyword-as-attribute"],
  numbers: ["traps/numbers", "traps/bad-numbers"],
  comments: ["traps/comments", "traps/indented-comment-block"],
  constants: ["traps/constant-behind-a-method"],
  "`&.`": ["traps/safe-navigation"],
  modifiers: ["traps/modifiers"],
  "one-liners": ["traps/one-liners"],
  "`case`": ["traps/case-layouts"],
  "block parameters": ["traps/block-parameters", "traps/numbered-parameters", "refusals/it"],
  "nested calls": ["traps/nested-calls", "traps/nested-calls-in-a-list"],
  "odd characters": ["traps/odd-characters", "traps/odd-characters-in-text", "traps/byte-order-mark"],
  "newer syntax": ["traps/endless-method", "traps/label-shorthand", "refusals/pattern-matching"],
};

/** §3.3: in which order constructs make the most recipes compile; what is PowerShell inside of a text has no row here. */
const steps: Table = {
  core: ["language/strings-single-quoted", "constructs/property", "constructs/sensitive"],
  "heredoc <<-ID": ["constructs/heredoc-dash", "constructs/heredoc-raw"],
  "dsc_script + code": ["constructs/code"],
  "PS body: plain DSC blocks (literals, arrays, #{…})": [],
  "interpolation #{…}": ["language/interpolation"],
  "node[…][…] reads (given an attribute file)": ["constructs/node-index", "documents/cookbook-levels"],
  "each do |x| / |k, v|": ["constructs/each", "constructs/each-pair"],
  "arrays […] %w()": ["constructs/array", "language/word-lists"],
  "ps_credential(u, p)": ["constructs/ps-credential", "constructs/secret", "constructs/secret-without-value"],
  "local variables": ["constructs/local-assignment", "constructs/local-read"],
  "notifies/subscribes": ["constructs/notifies", "constructs/subscribes"],
  "ENV[…]": ["constructs/env"],
  "Chef::Config[:file_cache_path]": ["language/chef-config"],
  "PS: + { script block } values, embedded instances, @{}": [],
  "resource_name (RFC/prototype spelling)": ["language/resource-name"],
  "hashes {k=>v, k: v} and bare hash args": ["constructs/hash", "constructs/bare-hash"],
  "dsc_contrib helpers (cim_instance_array, ps_module_spec)": [
    "constructs/cim-instance",
    "constructs/ps-module-spec",
  ],
  "custom resource files (property/action/new_resource)": [
    "constructs/custom-resource-property",
    "constructs/custom-resource-action",
    "constructs/new-resource",
  ],
  "modifier if/unless": ["constructs/modifier-if", "constructs/modifier-unless"],
  "dsc_script: imports/command/flags/cwd/configuration_data/_name": [
    "constructs/imports",
    "constructs/command",
    "constructs/flags",
    "constructs/cwd",
    "constructs/configuration-data",
    "constructs/configuration-name",
  ],
  'PS: + $var = … and "$var" expansion': [],
  "bare name = property/helper method: name": ["constructs/bare-property-name"],
  "node.run_state / node.name / node methods": ["constructs/lazy", "constructs/node-methods"],
  "return guard + platform?/platform_family?": ["constructs/return-guard", "constructs/platform"],
  "if/elsif/else/unless + == != && || !": ["constructs/if-elsif-else", "constructs/logical-operators"],
  "pure string/array methods (.join .to_s .upcase …)": ["constructs/join", "constructs/text-methods"],
  "case/when": ["constructs/case-when"],
  'rare literals (%(…), :"sym#{}")': ["language/strings-percent", "constructs/symbol-quoted"],
  "CONST = … and constants": ["constructs/constant"],
  "+ - * / on strings and numbers": ["constructs/plus-minus"],
  "index on a local hash/array": ["constructs/local-index"],
  "map/select/keys/values…": ["constructs/map-select", "constructs/collections"],
  "data bags (given as files)": ["constructs/data-bag-item"],
};

const constructs: readonly Table[] = [literals, names, control, calls, furniture];
const scenarios = findScenarios().map(({ name }) => name);
const covering = [...constructs, facts, traps, steps].flatMap((table) => Object.values(table).flat());

test("every scenario that a row names is there", () => {
  expect(covering.filter((name) => !scenarios.includes(name))).toEqual([]);
});

test("every scenario of these folders belongs to a row", () => {
  const own = scenarios.filter((name) => /^(?:constructs|traps)\//.test(name));
  expect(own.filter((name) => !covering.includes(name))).toEqual([]);
});

test("the tables of Ruby have at least 150 scenarios, what is refused at least 60", () => {
  const language = scenarios.filter((name) => /^(?:constructs|language|traps)\//.test(name));
  expect(language.length).toBeGreaterThanOrEqual(150);
  expect(scenarios.filter((name) => name.startsWith("refusals/")).length).toBeGreaterThanOrEqual(60);
});

test.skipIf(!hasShared())("the rows are those of the reference", () => {
  const text = readFileSync(join(sharedFolder, "reference", "chef-recipes.md"), "utf8");
  const rows = (table: readonly Table[]) => table.flatMap((one) => Object.keys(one));
  expect(rows(constructs)).toEqual(rowsBetween(text, "## 3.1 Table", "Lexical facts"));
  expect(rows([traps])).toEqual(rowsBetween(text, "# 4. Ruby lexing", "Chevrotain consequences"));
  expect(rows([steps])).toEqual(rowsBetween(text, "## 3.3 Ordered", '"Compiles" here means', 2));
});

/** The cells that name a table's rows; a row without one belongs to the row before, and one in bold alone is a heading. */
function rowsBetween(text: string, from: string, to: string, cell = 1): readonly string[] {
  const part = text.slice(text.indexOf(from), text.indexOf(to));
  const rows = part.split("\n").filter((line) => line.startsWith("| "));
  const cells = rows.slice(1).map((row) => {
    const text = row.split(/(?<!\\)\| /)[cell] ?? "";
    return text.trim().replaceAll("\\|", "|");
  });
  return cells.filter((cell, index) => cell !== "" && !/^\| \*\*[^*]+\*\* \| \|/.test(rows[index + 1] ?? ""));
}
