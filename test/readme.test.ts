import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { windowsEnvironment } from "../src/recipe/evaluate/windows-environment.js";
import { folderWith } from "./cli/folder.js";
import { run } from "./cli/run.js";

/** A fenced block of the README: its language, the file it names, its text. */
interface Example {
  readonly language: string;
  readonly file: string | undefined;
  readonly text: string;
}

const readme = readFileSync("README.md", "utf8");
const language = readFileSync("grammar/language.md", "utf8");

function examplesOf(page: string): readonly Example[] {
  return [...page.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map(
    ([, word = "", file, text = ""]): Example => ({ language: word, file, text }),
  );
}

test.each([
  ["README.md", examplesOf(readme)],
  ["grammar/language.md", examplesOf(language)],
])("every example of %s prints what stands there", async (_page, examples) => {
  const folder = folderWith();
  let commands = 0;
  for (const { language, file, text } of examples) {
    if (language === "console") {
      for (const { words, output } of sessionOf(text)) {
        const { stdout, stderr } = await runIn(folder, words);
        expect(`${stdout}${stderr}`, words.join(" ")).toBe(output);
        commands += 1;
      }
    } else if (language === "mof" && file !== undefined) {
      const written = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
      expect(written.startsWith(text.replace(/…\n$/, ""))).toBe(true);
    } else if (file !== undefined) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
  }
  expect(commands).toBeGreaterThanOrEqual(5);
});

/** Rows of the table of what is refused: code, and the diagnostic that tells of it. */
const refused = [...language.matchAll(/^\| `{1,2} ?(.+?) ?`{1,2} \| `([a-z/-]+)` \|/gm)].map(
  ([, code = "", told = ""]) => [code.replaceAll("\\|", "|"), told] as const,
);

test("the table of what is refused has its rows", () => {
  expect(refused.length).toBeGreaterThan(12);
});

test.each(refused)("%s is told as %s", async (code, told) => {
  const folder = folderWith({ "recipe.rb": `${code}\n` });
  const { stderr } = await run(["inspect", "recipe.rb"], { folder });
  expect(stderr).toMatch(new RegExp(`^(?:error|warning|note) ${told}:`, "m"));
});

/** Documents are written relative to the process's folder, so the session runs there. */
async function runIn(folder: string, words: readonly string[]) {
  const placed = words[0] === "compile" ? [...words, "--out", join(folder, "mof")] : words;
  const ran = await run(placed, { folder });
  return { stdout: ran.stdout, stderr: ran.stderr.replaceAll(`${folder}/`, "") };
}

/** Commands of a console block, each with what it prints. */
function sessionOf(text: string): readonly { readonly words: readonly string[]; readonly output: string }[] {
  return text
    .split(/^\$ mofsmith /m)
    .slice(1)
    .map((step) => {
      const [command = "", ...output] = step.split("\n");
      return { words: command.split(" "), output: output.join("\n") };
    });
}

test("the README names every variable that a recipe for Windows sees unasked", () => {
  const text = readme.replaceAll("\n", " ");
  for (const name of windowsEnvironment.keys())
    expect(text).toMatch(new RegExp(`[ (]${name.replace(/[()]/g, "\\$&")}[,. ]`));
});

test("the README's two command lines are scripts of the package", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(readme).toContain("npm ci && npm start");
  expect(readme).toContain("npm cit");
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["start", "test", "build", "bench"]));
});
