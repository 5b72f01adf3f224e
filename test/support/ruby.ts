import { spawnSync } from "node:child_process";

/** The version of the Ruby on the PATH; empty when there is none. */
const version = spawnSync("ruby", ["-e", "print RUBY_VERSION"], { encoding: "utf8" }).stdout ?? "";

/** Whether the Ruby here parses with parse.y and names its nodes as the scripts expect (3.4 changed both). */
export const rubyParses = /^3\.[123]\./.test(version);

/** Runs a Ruby script in a process of its own: `input` goes in as JSON, what it prints comes back parsed. */
export function askRuby(script: string, input: unknown): unknown {
  const { status, stdout, stderr } = spawnSync("ruby", ["--disable=gems", script], {
    input: exactJson(input),
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`ruby ${script} failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** JSON where a bigint is an integer and a number a float, as node data have them. */
function exactJson(input: unknown): string {
  const marked = JSON.stringify(input, (_, value: unknown) => {
    if (typeof value === "bigint") return `\0${value}`;
    return typeof value === "number" ? `\0${floatDigits(value)}` : value;
  });
  return marked.replace(/"\\u0000([^"]*)"/g, "$1");
}

function floatDigits(value: number): string {
  const digits = Object.is(value, -0) ? "-0" : String(value);
  return /^-?\d+$/.test(digits) ? `${digits}.0` : digits;
}
