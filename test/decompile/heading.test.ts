import { expect, test } from "vitest";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { catalogueInMemory } from "../../src/schema/catalogue-of.js";
import { roundTrip } from "./kit.js";

/* What a recipe's first comment says of the document's names. */

const catalogue = catalogueInMemory(builtInModules);

function headingFor(node: string): string {
  const resource =
    'instance of MSFT_LogResource as $L\n{\n ResourceID = "[Log]a";\n Message = "a";\n ModuleName = "PSDesiredStateConfiguration";\n ModuleVersion = "1.0";\n};\n';
  const bytes = new TextEncoder().encode(`/*\n@TargetNode='${node}'\n*/\n\n${resource}`);
  const back = roundTrip(bytes, { catalogue, target: "windows" });
  return (back?.recipe.text ?? "").split("\n\n")[0] ?? "";
}

test.each([
  ["web01", "mofsmith compile RECIPE --node web01\n"],
  ["localhost", "mofsmith compile RECIPE\n"],
  ["web é", 'mofsmith compile RECIPE --node "web é"\n'],
  ["$web", "mofsmith compile RECIPE\n"],
  ["a/b", "mofsmith compile RECIPE\n"],
])("the command for the node %s", (node, command) => {
  expect(`${headingFor(node)}\n`).toContain(command);
});

test.each([
  ["$web", "# The node is called '$web': give that with --node, as your shell wants it quoted."],
  ["-web", "# The node is called '-web': give that with --node, as your shell wants it quoted."],
  ["a/b", "# The node is called 'a/b', which --node does not take: a file name cannot hold /."],
])("the node %s is told of, where no command has it", (node, sentence) => {
  expect(headingFor(node)).toContain(sentence);
});
