import type { ParseResult } from "@ruby/prism/src/deserialize.js";

/** Ruby's own parser, as of a version of Ruby. */
export type Prism = (text: string) => ParseResult;

/** Loads Ruby's own parser; Node's warning that its WASI is an experiment is not passed on. */
export async function loadRubyParser(version: string): Promise<Prism> {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    const { loadPrism } = await import("@ruby/prism");
    const parse = await loadPrism();
    return (text) => parse(text, { version });
  } finally {
    process.emitWarning = emitWarning;
  }
}
