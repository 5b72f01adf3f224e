import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { adapters } from "../report/index.js";
import { printableLines } from "../report/printable.js";
import { addCommands } from "./commands.js";
import { addPath, append, markdown, onePath } from "./options.js";
import { version } from "./version.js";
import type { World } from "./world.js";

/**
 * Runs the command that the words name and gives the exit code. Nothing but the command's own modules is loaded.
 */
export async function run(words: readonly string[], world: World): Promise<number> {
  let exitCode = 0;
  const program = makeProgram(world, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...words], { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

function makeProgram(world: World, end: (exitCode: number) => void): Command {
  const program = new Command("mofsmith");
  program
    .description("Compiles Chef-style recipes into DSC MOF documents, without Ruby and without PowerShell.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(printableLines(withoutValues(text))),
      getOutHelpWidth: () => world.stdout.columns ?? 80,
      getErrHelpWidth: () => world.stderr.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('Type "mofsmith --help" or "mofsmith <command> --help" to see what there is.')
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "the same as <command> --help")
    .addHelpText("after", closing);
  addCommonOptions(program, world);
  addCommands(program, world, end);
  return program;
}

/** What is given to an option that there is not may be meant as a secret. */
function withoutValues(text: string): string {
  return text.replace(/^(error: unknown option '[^'=]*=).*'$/m, "$1…'");
}

const closing = `
Examples:
  mofsmith compile recipes/web.rb            writes mof/localhost.mof
  mofsmith compile site --nodes nodes.json   writes a document for every node
  mofsmith verify mof/*.mof                  finds what a machine would refuse
  mofsmith diff mof recipes/web.rb           tells what would change on a machine
  mofsmith schema show WindowsFeature        a resource's properties, with a sample

Exit codes:
  0 all well, 1 problems found in the input, 2 wrong usage or settings,
  3 the LCM or the network failed, 70 a bug in mofsmith

Settings are read from mofsmith.config.json in this folder or the nearest above.`;

function addCommonOptions(program: Command, world: World): void {
  program
    .option("--node <name>", "compile for this node; with --nodes a pattern such as web* (repeat)", append)
    .option("--role <name>", "compile for the nodes of --nodes that have this Role (repeat)", append)
    .option("--nodes <file>", "configuration data with AllNodes (JSON, YAML or .psd1)", onePath)
    .option(
      "--attributes <file>",
      "node attributes (JSON, YAML or Chef's .rb; repeat, a later file wins)",
      addPath,
    )
    .addOption(
      new Option(
        "--env <name[=value]>",
        "what a recipe sees as ENV[name]; without =value, your own (repeat)",
      ).argParser((word, known: Declared | undefined) => declare(word, known, world)),
    )
    .option("--schemas <folder>", "resource schemas: DSC modules or *.schema.mof files (repeat)", addPath)
    .addOption(
      new Option("--target <system>", "whose LCM the documents are for (default: windows)").choices([
        "windows",
        "linux",
      ]),
    )
    .addOption(
      new Option("--format <name>", "how problems are told, and what diff finds")
        .choices([...adapters.keys(), markdown])
        .default("text"),
    )
    .addOption(new Option("--json", "the same as --format json").implies({ format: "json" }))
    .option("--config <file>", "the settings file", onePath)
    .option("--color", "colour, also where there is no terminal")
    .option("--no-color", "no colour, also on a terminal")
    .option("--quiet", "tell errors only")
    .option("--stats", "tell how long each stage took");
}

type Declared = ReadonlyMap<string, string>;

/** `NAME=VALUE`, or `NAME` for the value that this process has. */
function declare(word: string, known: Declared = new Map(), world: World): Declared {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  if (name === "") throw new InvalidArgumentError("A name is missing before the equals sign.");
  const own = Object.hasOwn(world.environment, name) ? world.environment[name] : undefined;
  const value = equals < 0 ? own : word.slice(equals + 1);
  if (value === undefined) {
    throw new InvalidArgumentError(`Your environment has no ${name}; write --env ${name}=value.`);
  }
  return new Map([...known, [name, value]]);
}
