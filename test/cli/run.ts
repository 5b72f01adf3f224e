import { resolve } from "node:path";
import { main } from "../../src/cli/main.js";
import type { World } from "../../src/cli/world.js";
import { nodeHost } from "../../src/source/host.node.js";
import type { Host } from "../../src/source/host.js";

/** What a command printed, and its exit code. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in a folder, with an environment and no terminal. */
export async function run(
  words: readonly string[],
  {
    folder = ".",
    environment = {},
    now = new Date(0),
  }: { folder?: string; environment?: Record<string, string>; now?: Date } = {},
): Promise<Ran> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const absolute = resolve(folder);
  const world: World = {
    host: hostIn(absolute),
    folder: absolute,
    environment,
    now: () => now,
    interrupted: () => false,
    stdin: () => ({ ok: true, bytes: new Uint8Array() }),
    stdout: writerInto(stdout),
    stderr: writerInto(stderr),
  };
  const exitCode = await main(words, world);
  return { exitCode, stdout: stdout.join(""), stderr: stderr.join("") };
}

/** The file system with another working folder. */
function hostIn(folder: string): Host {
  const host = nodeHost();
  return {
    read: (path) => host.read(resolve(folder, path)),
    list: (path) => host.list(resolve(folder, path)),
    kind: (path) => host.kind(resolve(folder, path)),
    realPath: (path) => host.realPath(resolve(folder, path)),
  };
}

function writerInto(pieces: string[]): World["stdout"] {
  return {
    write: (text) => void pieces.push(typeof text === "string" ? text : new TextDecoder().decode(text)),
    isTerminal: false,
    columns: undefined,
  };
}
