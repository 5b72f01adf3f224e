import type { Command } from "commander";
import { Option } from "commander";
import { takeFindings } from "../report/findings.js";
import { isMisused, openContext, report } from "./context.js";
import type { Context } from "./context.js";
import { printStages } from "./measure.js";
import { addPath, append, isMarkdown, onePath, wholeNumber } from "./options.js";
import type {
  CommonOptions,
  CompileOptions,
  DecompileOptions,
  DiffOptions,
  LintOptions,
  RunOptions,
  ShowOptions,
} from "./options.js";
import { isRecord, tell } from "./tell.js";
import type { World } from "./world.js";

/** Adds every command to the program. A command's module is loaded when the command is called. */
export function addCommands(program: Command, world: World, end: (exitCode: number) => void): void {
  const running: Running = (work, manner = {}) => {
    return runCommand(world, program.opts<CommonOptions>(), work, manner).then(end);
  };
  addCompile(program, running);
  addLint(program, running);
  addInspect(program, running);
  program
    .command("verify")
    .summary("check documents against MOF, schemas and the LCM's rules")
    .description(
      "Checks MOF documents. An error is what an LCM refuses; a warning is what it takes, but nobody should write.",
    )
    .argument("<file.mof...>", "documents", addPath)
    .addHelpText("after", example("mofsmith verify mof/*.mof", "mofsmith verify web.mof --schemas modules"))
    .action((files: readonly string[]) =>
      running(async (context) => (await import("./verify.js")).verify(context, files)),
    );
  addDecompile(program, running);
  addDiff(program, running);
  addSchema(program, running);
  program
    .command("explain")
    .summary("tell what a diagnostic means and how to mend it")
    .description(
      "Tells what a diagnostic means, why it matters and how to mend it; without an id lists them all.",
    )
    .argument("[id]", "the id that a message starts with, such as check/unknown-property")
    .addHelpText("after", example("mofsmith explain config/unknown-setting"))
    .action((id: string | undefined) =>
      running(async (context) => (await import("./explain.js")).explain(context, id), { settings: false }),
    );
}

/** How a command is run. */
interface Manner {
  /** False for a command that must work however broken the settings are. */
  readonly settings?: boolean;
  /** What is found is the result of the command, and not said about one. */
  readonly findingsAreResult?: boolean;
  /** The result can be had as Markdown. */
  readonly markdown?: boolean;
}

/** What a command does; it may give an exit code for a run in which nothing is wrong. */
type Work = (context: Context) => Promise<number | void>;

type Running = (work: Work, manner?: Manner) => Promise<void>;

function addCompile(program: Command, running: Running): void {
  const compile = program
    .command("compile")
    .summary("compile recipes to MOF documents")
    .description(
      "Compiles recipes, in the order given, to one MOF document a node, and the LCM settings of a nodes file to " +
        "<node>.meta.mof. Nothing is written when anything is wrong.",
    )
    .argument("[path...]", "recipes or cookbook folders", addPath);
  addRunOptions(addDocumentOptions(compile))
    .addHelpText(
      "after",
      example(
        "mofsmith compile recipes/base.rb recipes/web.rb -o build",
        "mofsmith compile cookbooks/web --nodes nodes.yaml --node 'web*'",
        "mofsmith compile cookbooks/web --nodes nodes.psd1 --role web --layout pull --clean",
        "mofsmith compile --cookbooks cookbooks --run-list 'recipe[web],role[base]' --roles roles",
        "mofsmith compile web.rb --attributes web.json --env STAGE=test --stdout",
      ),
    )
    .action((paths: readonly string[] | undefined, options: CompileOptions) =>
      running(async (context) => (await import("./compile.js")).compile(context, paths ?? [], options)),
    );
}

/** What documents are made, how, and where they go. */
function addDocumentOptions(command: Command): Command {
  return command
    .option("-o, --out <folder>", "the folder for documents (default: mof)", onePath)
    .option("--each", "compile every file by itself, to <out>/<file>/<node>.mof")
    .option("--clean", "remove documents of nodes and resources that are not compiled any more")
    .option("--name <name>", "the configuration's name")
    .option("--stdout", "print the document of a single node instead of writing it")
    .addOption(
      new Option("--encoding <name>", "the encoding of documents (default: what every LCM reads)").choices([
        "ascii",
        "utf8",
        "utf16le",
      ]),
    )
    .addOption(
      new Option(
        "--compat <compiler>",
        "write documents byte for byte as this compiler does: ps51, Windows PowerShell 5.1",
      ).choices(["ps51"]),
    )
    .addOption(
      new Option(
        "--layout <name>",
        "one document a node, one a resource in <node>/, or one a node with its checksum for a pull server (default: node)",
      ).choices(["node", "resource", "pull"]),
    )
    .addOption(
      new Option(
        "--order <name>",
        "strict: each resource depends on the one before, so that the first failure stops the rest (default: recipe)",
      ).choices(["recipe", "strict"]),
    )
    .option(
      "--reuse <folder>",
      "keep encrypted passwords there, and write them again while password and certificate are the same",
      onePath,
    )
    .option("--reuse-key <file>", "the key to them, kept elsewhere (default: one of the user's own)", onePath)
    .option("--timestamp", "write the date into documents (SOURCE_DATE_EPOCH is honoured)")
    .option("--author <name>", "write an author into documents");
}

function addLint(program: Command, running: Running): void {
  const lint = program
    .command("lint")
    .summary("find problems in recipes, without making documents")
    .description(
      "Finds problems in recipes: what compile would refuse as far as that can be told without node data, and what rules " +
        "say of them. Of a cookbook folder all recipes, attribute files and custom resources are looked at; any other " +
        "folder is searched for .rb files. Recipes that a node's run list leads to are looked at in that run, all " +
        "others each by itself.",
    )
    .argument("<path...>", "recipes, cookbooks or other folders", addPath)
    .option("--max-warnings <number>", "so many warnings are allowed (default: any number)", wholeNumber);
  addSourceOptions(lint)
    .addHelpText(
      "after",
      example(
        "mofsmith lint cookbooks --max-warnings 0",
        "mofsmith lint cookbooks/web --format sarif > lint.sarif",
        "mofsmith lint cookbooks --format github",
      ),
    )
    .action((paths: readonly string[], options: LintOptions) =>
      running(async (context) => (await import("./lint.js")).lint(context, paths, options), {
        findingsAreResult: true,
      }),
    );
}

function addInspect(program: Command, running: Running): void {
  const inspect = program
    .command("inspect")
    .summary("show what recipes declare, before any schema is applied")
    .description("Shows the resources that recipes declare, evaluated, before any schema is applied.")
    .argument("[path...]", "recipes or cookbook folders", addPath);
  addRunOptions(inspect)
    .addHelpText("after", example("mofsmith inspect recipes/web.rb --json | jq .resources"))
    .action((paths: readonly string[] | undefined, options: RunOptions) =>
      running(async (context) => (await import("./inspect.js")).inspect(context, paths ?? [], options)),
    );
}

function addDiff(program: Command, running: Running): void {
  const diff = program
    .command("diff")
    .summary("tell what changes on machines between two documents, recipes or folders")
    .description(
      "Tells what changes on machines between OLD and NEW, by resource and property. Each is a document, a recipe or " +
        "cookbook folder (compiled, and nothing written), or a folder of documents, which are paired by file name; " +
        "a node's folder with a file for each resource is one document. " +
        "Layout, aliases, comments and the order of properties do not count.",
    )
    .argument("<old>", "a document, a recipe, a cookbook folder or a folder of documents", onePath)
    .argument("<new>", "another", onePath)
    .option("--exit-code", "exit with 1 when something differs")
    .option("--name <name>", "the configuration's name, for recipes")
    .option(
      "--reuse <folder>",
      "where compile has kept encrypted passwords, so that those of a recipe can be compared with documents",
      onePath,
    )
    .option("--reuse-key <file>", "the key to them (default: one of the user's own)", onePath);
  addSourceOptions(diff)
    .addHelpText(
      "after",
      example(
        "mofsmith diff mof cookbooks/web --nodes nodes.yaml",
        "mofsmith diff old.mof new.mof --exit-code",
        "mofsmith diff main/mof mof --format markdown > comment.md",
      ),
    )
    .action((before: string, after: string, options: DiffOptions) =>
      running(async (context) => (await import("./diff.js")).diff(context, [before, after], options), {
        markdown: true,
      }),
    );
}

function addRunOptions(command: Command): Command {
  return addSourceOptions(
    command.option("--run-list <list>", "what runs, in Chef's words: recipe[web::iis],role[base]"),
  );
}

function addSourceOptions(command: Command): Command {
  return command
    .option("--cookbooks <folder>", "a folder that holds cookbooks (repeat)", addPath)
    .option("--data-bags <folder>", "a folder that holds data bags, <bag>/<item>.json (repeat)", addPath)
    .option("--roles <folder>", "the folder that holds roles, each as <name>.json", onePath)
    .option("--environments <folder>", "the folder that holds environments, each as <name>.json", onePath)
    .option("--environment <name>", "the Chef environment of all nodes (default: each node's own)")
    .option("--stub <name=json>", "the result of a function that only Ruby could run (repeat)", append)
    .option(
      "--secret <name=@file>",
      "the text of secret(name: …), read from a file, or with name=- from standard input (repeat)",
      append,
    )
    .option("--strict", "make what would be left out with a warning an error")
    .option("--coerce", "write whole numbers as strings where a property takes a string")
    .option("--ignore-guards", "compile blocks whose not_if or only_if cannot be decided, with a warning");
}

function addDecompile(program: Command, running: Running): void {
  program
    .command("decompile")
    .summary("turn documents back into recipes")
    .description(
      "Turns MOF documents into recipes that compile to equal documents, and tells where that cannot be. Passwords " +
        "become secrets: the recipe says which, and never what they are.",
    )
    .argument("<file.mof...>", "documents", addPath)
    .option(
      "-o, --out <path>",
      "a .rb file, or a folder for <document>.rb (default: standard output)",
      onePath,
    )
    .addHelpText(
      "after",
      example(
        "mofsmith decompile web01.mof > web01.rb",
        "mofsmith decompile mof/*.mof --schemas modules -o recipes",
      ),
    )
    .action((files: readonly string[], options: DecompileOptions) =>
      running(async (context) => (await import("./decompile.js")).decompile(context, files, options)),
    );
}

function addSchema(program: Command, running: Running): void {
  const schema = program
    .command("schema")
    .summary("list, show and search the resources that are known")
    .description("Lists, shows and searches the resources that are known.")
    .addHelpText("after", example("mofsmith schema list", "mofsmith schema show File"));
  schema
    .command("list")
    .description("Lists the resources with the module that brings each.")
    .action(() => running(async (context) => (await import("./schema.js")).list(context)));
  schema
    .command("show")
    .description("Shows a resource: its properties, what they take, and a sample block.")
    .argument("<name>", "a resource or class")
    .option("--mof", "print the class's declaration in MOF")
    .addHelpText("after", example("mofsmith schema show WindowsFeature", "mofsmith schema show File --mof"))
    .action((name: string, options: ShowOptions) =>
      running(async (context) => (await import("./schema.js")).show(context, name, options)),
    );
  schema
    .command("search")
    .description("Searches resources by words of their names, properties and descriptions.")
    .argument("<word...>", "words, all of which must occur")
    .addHelpText("after", example("mofsmith schema search environment variable"))
    .action((words: readonly string[]) =>
      running(async (context) => (await import("./schema.js")).search(context, words)),
    );
}

function example(...lines: readonly string[]): string {
  return `\n${lines.length === 1 ? "Example" : "Examples"}:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}

/**
 * Runs one command and reports what it found. Exit code: 2 for broken settings, 1 when there is an error, else what the
 * command itself gives.
 */
async function runCommand(
  world: World,
  given: CommonOptions,
  work: Work,
  { settings = true, findingsAreResult: areResult = false, markdown = false }: Manner,
): Promise<number> {
  // What is said about a result in Markdown is text.
  const options = isMarkdown(given) ? { ...given, format: "text" } : given;
  const start = performance.now();
  const stages = new Map<string, number>();
  const opened = await openContext(world, given, stages, settings);
  if (opened.value === undefined) {
    const findings = opened.diagnostics.map((diagnostic) => ({ diagnostic, nodes: undefined }));
    tell(world, options, findings, { successful: false, areResult });
    return 2;
  }
  const { findings, closing } = opened.value;
  if (isMarkdown(given) && !markdown) {
    const { markdownOfDiff } = await import("../diagnostics/catalogue/diff.js");
    report(opened.value, [markdownOfDiff({ file: "" }, undefined)]);
  }
  const exitCode = isMisused(findings) ? undefined : await work(opened.value);
  const misused = isMisused(findings);
  const record = isRecord(options.format);
  tell(world, options, takeFindings(findings, record), { successful: !misused, areResult });
  if (!record) world.stderr.write(closing.join(""));
  if (options.stats === true) printStages(stages, performance.now() - start, world.stderr);
  if (misused) return 2;
  return findings.errors.size > 0 ? 1 : (exitCode ?? 0);
}
