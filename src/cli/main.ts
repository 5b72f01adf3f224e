import { isatty } from "node:tty";
import { nodeHost, readInput } from "../source/host.node.js";
import { printableLines } from "../report/printable.js";
import { version } from "./version.js";
import type { World, Writer } from "./world.js";

/** Something is wrong with mofsmith itself (EX_SOFTWARE of sysexits.h). */
const ourBug = 70;

/**
 * Runs the command line and gives the exit code: 0 all well, 1 problems in the input, 2 wrong usage or settings,
 * 70 a bug of ours. The version is answered before anything else is loaded.
 */
export async function main(words: readonly string[], world: World): Promise<number> {
  const [word] = words;
  if (words.length === 1 && (word === "--version" || word === "-V")) {
    world.stdout.write(`${version}\n`);
    return 0;
  }
  try {
    return await (await import("./program.js")).run(words, world);
  } catch (error) {
    world.stderr.write(printableLines(bugReport(error, world.environment["MOFSMITH_DEBUG"] === "1")));
    return ourBug;
  }
}

/** Runs the command line of this process; the process ends by itself, with everything written. */
export async function runProcess(): Promise<void> {
  endQuietlyWithReader(process.stdout);
  endQuietlyWithReader(process.stderr);
  let signal: NodeJS.Signals | undefined;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => (signal = name));
  process.exitCode = await main(process.argv.slice(2), {
    host: nodeHost(),
    folder: process.cwd(),
    environment: process.env,
    now: () => new Date(),
    interrupted: () => signal !== undefined,
    stdin: () =>
      // Asking process.stdin would make the pipe one that is not waited for.
      isatty(0) ? { ok: false, reason: "it is a terminal, which shows what is typed" } : readInput(),
    stdout: writerTo(process.stdout),
    stderr: writerTo(process.stderr),
  });
  // Ends as the signal would have ended it, so that a shell or a script sees why.
  if (signal !== undefined) process.kill(process.pid, signal);
}

function bugReport(error: unknown, debug: boolean): string {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (debug) return `mofsmith ${version}: ${error instanceof Error ? (error.stack ?? what) : what}\n`;
  const [line = ""] = what.split("\n", 1);
  return `mofsmith ${version} has a bug; please report it with what you ran: ${line} (MOFSMITH_DEBUG=1 tells where)\n`;
}

function writerTo(stream: NodeJS.WriteStream): Writer {
  const isTerminal = stream.isTTY === true;
  return {
    write: (text) => void stream.write(text),
    isTerminal,
    columns: isTerminal ? stream.columns : undefined,
  };
}

/** `mofsmith … | head` closes the pipe early: nobody reads on, so there is nothing left to do or to say. */
function endQuietlyWithReader(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}
