import { spawnSync } from "node:child_process";

/** The version of the Ruby on the PATH; empty when there is none. */
const version = spawnSync("ruby", ["-e", "print RUBY_VERSION"], { encoding: "utf8" }).stdout ?? "";

/** Whether the Ruby here parses with parse.y and names its nodes as the scripts expect (3.4 changed both). */
export const rubyParses = /^3\.[123]\./.test(version);

/** Runs a Ruby script in a process of its own: `input` goes in as JSON, what it prints comes back parsed. */
export function askRuby(script: string, input: unknown): unknown {
  const { status, stdout, stderr } = spawnSync("ruby", ["--disable=gems", script], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`ruby ${script} failed: ${stderr}`);
  return JSON.parse(stdout);
}
