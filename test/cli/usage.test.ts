import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { version } from "../../src/cli/version.js";
import { folderWith } from "./folder.js";
import { run } from "./run.js";

const commands = ["compile", "lint", "inspect", "verify", "decompile", "schema", "explain"];

test("the version goes to standard output", async () => {
  for (const words of [["--version"], ["-V"], ["schema", "--version"]]) {
    expect(await run(words)).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
  }
});

test("help names every command, the exit codes and examples", async () => {
  const { exitCode, stdout, stderr } = await run(["--help"]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
  expect(stdout).toContain("Examples:");
  expect(stdout).toContain("Exit codes:");
  expect(stdout).not.toContain("[]");
});

test("the help of every command has an example and the options that hold everywhere", async () => {
  for (const command of commands) {
    const { exitCode, stdout } = await run([command, "--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`\\nExamples?:\\n  mofsmith ${command} `));
    expect(stdout).toContain("--nodes <file>");
    expect((await run(["help", command])).stdout).toBe(stdout);
  }
});

test("without a command the help goes to standard error, as wrong usage", async () => {
  for (const words of [[], ["schema"]]) {
    const { exitCode, stdout, stderr } = await run(words);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("Usage: mofsmith");
  }
});

test("wrong usage is exit code 2, with what was meant", async () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [["compil", "x.rb"], "Did you mean compile?"],
    [["schema", "shw", "File"], "Did you mean show?"],
    [["schema", "list", "--jsn"], "Did you mean --json?"],
    [["schema", "list", "more"], "too many arguments"],
    [["verify"], "missing required argument 'file.mof'"],
    [["compile", "--cookbooks", ""], "A path cannot be empty."],
    [["inspect", "--roles", ""], "A path cannot be empty."],
    [["schema", "list", "--format", "junit"], "Allowed choices are text, json, sarif, github, markdown."],
    [["lint"], "missing required argument 'path'"],
    [["lint", "x.rb", "--max-warnings", "few"], "A whole number, 0 or more, is wanted."],
    [["lint", "x.rb", "--max-warnings", "-1"], "A whole number, 0 or more, is wanted."],
    [["schema", "list", "--target", "mac"], "Allowed choices are windows, linux."],
    [["compile", "x.rb", "--encoding", "latin1"], "Allowed choices are ascii, utf8, utf16le."],
    [["schema", "list", "--env", "NONE"], "Your environment has no NONE; write --env NONE=value."],
    [["schema", "list", "--env", "=x"], "A name is missing"],
    [["schema", "list", "--env", "__proto__"], "Your environment has no __proto__"],
    [["schema", "list", "--config"], "argument missing"],
    [["schema", "list", "--config", ""], "A path cannot be empty."],
    [["schema", "list", "--schemas", ""], "A path cannot be empty."],
    [["compile", "x.rb", "-o", ""], "A path cannot be empty."],
    [["compile", "x.rb", "--nodes", ""], "A path cannot be empty."],
    [["compile", "x.rb", "--attributes", ""], "A path cannot be empty."],
    [["compile", ""], "argument value '' is invalid for argument 'path'. A path cannot be empty."],
    [["verify", "x.mof", ""], "A path cannot be empty."],
  ];
  for (const [words, expected] of cases) {
    const { exitCode, stdout, stderr } = await run(words);
    expect([words, exitCode, stdout]).toEqual([words, 2, ""]);
    expect(stderr).toContain(expected);
    expect(stderr).toContain('Type "mofsmith --help"');
  }
});

test("what was typed cannot speak to the terminal", async () => {
  const { stderr } = await run(["schema", "list", "--\u001b[2J"]);
  expect(stderr).toContain("<U+001B>");
  expect(stderr).not.toContain("\u001b");
});

test("broken settings are exit code 2, in the format asked for", async () => {
  const folder = folderWith({ "mofsmith.config.json": '{\n  "traget": "linux"\n}', "deep/x": "" });
  const told = await run(["schema", "list"], { folder: join(folder, "deep") });
  expect([told.exitCode, told.stdout]).toEqual([2, ""]);
  expect(told.stderr).toContain("config/unknown-setting");
  expect(told.stderr).toContain(`${join("..", "mofsmith.config.json")}:2:3`);
  expect(told.stderr).toContain('Did you mean "target"?');
  const json = await run(["schema", "list", "--json"], { folder });
  expect(json.exitCode).toBe(2);
  expect(JSON.parse(json.stderr).diagnostics).toMatchObject([
    { code: "config/unknown-setting", line: 2, column: 3 },
  ]);
});

test("a settings file that is named must be there", async () => {
  const { exitCode, stderr } = await run(["schema", "list", "--config", "none.json"], {
    folder: folderWith(),
  });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(
    "error config/unreadable-file: This file cannot be read: there is no such file or folder.",
  );
  expect(stderr).toContain("\n  none.json\n");
});

test("a file or folder of the settings that cannot be had is wrong usage, and nothing else is told", async () => {
  const folder = folderWith({ "x.rb": "dsc_resource 'a' do\n  resource :Nope\nend\n", "d.json/x": "" });
  const cases: readonly (readonly [readonly string[], string])[] = [
    [["--schemas", "none"], 'schema/no-folder: The schema folder "none" does not exist'],
    [["--schemas", "x.rb"], 'schema/no-folder: "x.rb" is a file'],
    [["--nodes", "none.json"], "config/unreadable-file: This file cannot be read: there is no such file"],
    [
      ["--attributes", "none.json"],
      "config/unreadable-file: This file cannot be read: there is no such file",
    ],
    [["--attributes", "d.json"], "config/unreadable-file: This file cannot be read: it is a folder."],
    [["--attributes", "."], "config/unreadable-file: This file cannot be read: it is a folder."],
    [
      ["--node", "web*"],
      'config/bad-node-name: "web*" cannot name a node: it is a pattern, and only --nodes',
    ],
  ];
  for (const [words, expected] of cases) {
    const { exitCode, stderr } = await run(["compile", "x.rb", ...words], { folder });
    expect([words, exitCode]).toEqual([words, 2]);
    expect(stderr).toContain(`error ${expected}`);
    expect(stderr).toMatch(/\n1 error\n$/);
  }
});

test("colour comes only when asked for, or on a terminal that NO_COLOR does not forbid", async () => {
  const world = await worldOf({});
  const cases: readonly (readonly [readonly string[], Record<string, string>, boolean, boolean])[] = [
    [[], {}, false, false],
    [["--color"], { NO_COLOR: "1" }, false, true],
    [[], {}, true, true],
    [[], { NO_COLOR: "" }, true, true],
    [[], { NO_COLOR: "1" }, true, false],
    [[], { TERM: "dumb" }, true, false],
    [["--no-color"], {}, true, false],
  ];
  for (const [options, environment, isTerminal, colored] of cases) {
    const text: string[] = [];
    const writer = {
      write: (piece: string | Uint8Array) => void text.push(String(piece)),
      isTerminal,
      columns: 80,
    };
    const words = ["schema", "show", "Nothing", ...options];
    expect(await main(words, { ...world, environment, stderr: writer })).toBe(2);
    expect([options, environment, text.join("").includes("\u001b[")]).toEqual([
      options,
      environment,
      colored,
    ]);
  }
});

test("a bug of ours is exit code 70 in one line, with the stack only for debugging", async () => {
  const broken = {
    read: () => {
      throw new Error("first line\nsecond line");
    },
  };
  const world = await worldOf(broken);
  for (const [environment, lines] of [
    [{}, 1],
    [{ MOFSMITH_DEBUG: "1" }, 3],
  ] as const) {
    const text: string[] = [];
    const stderr = { ...world.stderr, write: (piece: string | Uint8Array) => void text.push(String(piece)) };
    expect(await main(["schema", "list", "--config", "x"], { ...world, environment, stderr })).toBe(70);
    expect(text.join("")).toContain("first line");
    expect(text.join("").split("\n").length - 1).toBeGreaterThanOrEqual(lines);
    if (lines === 1) expect(text.join("").split("\n")).toHaveLength(2);
  }
});

test("--stats tells the stages on standard error, --quiet keeps warnings back", async () => {
  const stats = await run(["schema", "search", "environment", "--stats"], { folder: folderWith() });
  expect(stats.stderr).toMatch(/^schemas +\d+\.\d ms\ntotal +\d+\.\d ms\n$/);
  const folder = folderWith({ "empty/x": "" });
  const loud = await run(["schema", "list", "--schemas", "empty"], { folder });
  expect(loud.stderr).toContain("warning schema/no-schemas");
  expect(loud.exitCode).toBe(0);
  const quiet = await run(["schema", "list", "--schemas", "empty", "--quiet"], { folder });
  expect([quiet.exitCode, quiet.stderr]).toEqual([0, ""]);
});

async function worldOf(host: Record<string, unknown>) {
  const { nodeHost } = await import("../../src/source/host.node.js");
  const silent = { write: () => undefined, isTerminal: false, columns: undefined };
  return {
    host: { ...nodeHost(), ...host },
    folder: folderWith(),
    environment: {},
    now: () => new Date(0),
    interrupted: () => false,
    stdin: () => ({ ok: true as const, bytes: new Uint8Array() }),
    stdout: silent,
    stderr: silent,
  };
}
