import { spawnSync } from "node:child_process";
import { flatJson } from "./json.js";

/** The version of the Ruby on the PATH; empty when there is none. */
const version = spawnSync("ruby", ["-e", "print RUBY_VERSION"], { encoding: "utf8" }).stdout ?? "";

/** Whether the Ruby here parses with parse.y and names its nodes as the scripts expect (3.4 changed both). */
export const rubyParses = /^3\.[123]\./.test(version);

/** Runs a Ruby script in a process of its own: `input` goes in as JSON, what it prints comes back parsed. */
export function askRuby(script: string, input: unknown): unknown {
  const { status, stdout, stderr } = spawnSync("ruby", ["--disable=gems", script], {
    input: flatJson(input, exactScalar),
    timeout: 120_000,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`ruby ${script} failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** Whether the Ruby here shows values as Ruby 3.1 does: U+0085 changed with 3.2, hashes with 3.4. */
export const rubyAgrees = /^3\.[123]\./.test(version);

/** What Ruby makes of each expression, as its `to_s`; an error is `!` and its class. One process for all. */
export function askExpressions(expressions: readonly string[]): readonly string[] {
  const program = [
    "# encoding: utf-8",
    "$stdout.binmode",
    "Process.setrlimit(Process::RLIMIT_AS, 1 << 30)",
    "require 'timeout'",
    'def try; r = Timeout.timeout(2) { yield }; $stdout.write([r.to_s.b].pack("m0"), "\\n"); rescue StandardError, ScriptError, NoMemoryError => e; $stdout.write("!", e.class.name, "\\n"); end',
    ...expressions.map((text) => `try { ${text} }`),
  ].join("\n");
  const { stdout, stderr, status } = spawnSync("ruby", ["-W0", "-"], {
    input: program,
    timeout: 60_000,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => (line.startsWith("!") ? line : Buffer.from(line, "base64").toString("utf8")));
}

/** A bigint is an integer and a number a float, as node data have them. */
function exactScalar(value: unknown): string | undefined {
  if (typeof value === "bigint") return String(value);
  return typeof value === "number" ? floatDigits(value) : JSON.stringify(value);
}

function floatDigits(value: number): string {
  const digits = Object.is(value, -0) ? "-0" : String(value);
  return /^-?\d+$/.test(digits) ? `${digits}.0` : digits;
}
