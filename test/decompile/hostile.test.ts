import fc from "fast-check";
import { expect, test } from "vitest";
import type { Document, Instance, Property } from "../../src/model/document.js";
import type { Value } from "../../src/model/value.js";
import { printDocument } from "../../src/mof/print.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { catalogueInMemory } from "../../src/schema/catalogue-of.js";
import { encodeDocument } from "../../src/mof/encode.js";
import { compile, generated } from "../generated/compile.js";
import { recipesFor, textOfRecipe } from "../generated/recipe.js";
import { comparable, roundTrip, withoutName, type RoundTrip } from "./kit.js";

/* Documents that nobody would write: the recipe is always Ruby, tells of no password, and keeps no difference silent. */

const names = fc.constantFrom(
  ...["Id", "Port", "Name", "S_string", "A_uint8", "Inner", "Inners", "Pairs", "Account", "Mode", "Contents"],
  ...["ResourceID", "ModuleName", "ModuleVersion", "DependsOn", "ConfigurationName", "PsDscRunAsCredential"],
  ...["UserName", "Password", "Key", "Value", "Type", "Ensure", "DestinationPath", "class", "end", "_x"],
);

const classes = fc.constantFrom(
  ...[
    "Gen_All",
    "Gen_Inner",
    "Gen_InnerMore",
    "MSFT_Credential",
    "MSFT_KeyValuePair",
    "MSFT_RegistryResource",
  ],
  ...[
    "MSFT_FileDirectoryConfiguration",
    "OMI_ConfigurationDocument",
    "MSFT_DSCMetaConfiguration",
    "Unheard_Of",
  ],
);

const texts = fc.oneof(
  fc.constantFrom(
    "[All]one",
    "[File]a::[B]b",
    "[x]",
    "Generated",
    "1.0.0",
    "PSDesiredStateConfiguration",
    "1.0",
  ),
  fc.constantFrom("line\n#{`id`}\n", "=begin\n=end\n", "__END__\n", "EOS\nEOS\n", "-*- coding: x -*-", "'\\"),
  fc.string({ unit: "binary", maxLength: 8 }).map((text) => text.replaceAll("\0", "")),
);

const scalar: fc.Arbitrary<Value> = fc.oneof(
  texts.map((text): Value => ({ kind: "string", text })),
  fc
    .bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n })
    .map((n): Value => ({ kind: "integer", text: String(n) })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number): Value => ({ kind: "real", number })),
  fc.boolean().map((value): Value => ({ kind: "boolean", value })),
  fc.constantFrom<Value>({ kind: "null" }, { kind: "char", text: "'" }, { kind: "char", text: "\t" }),
);

/** A value for the instance of an index, which may embed those before it. */
function valueAt(index: number): fc.Arbitrary<Value> {
  if (index === 0) return scalar;
  const instance = fc.nat(index - 1).map((n): Value => ({ kind: "instance", alias: `a${n}` }));
  const list = fc.array(instance, { maxLength: 3 });
  return fc.oneof(
    scalar,
    instance,
    list.map((items): Value => ({ kind: "array", items })),
  );
}

function instanceAt(index: number): fc.Arbitrary<Instance> {
  const property = fc.record({ name: names, value: valueAt(index) });
  const unique = { minLength: 1, maxLength: 6, selector: ({ name }: Property) => name };
  return fc.tuple(classes, fc.uniqueArray(property, unique)).map(([className, properties]) => {
    const isSecret = ({ name, value }: Property): boolean =>
      className === "MSFT_Credential" && name === "Password" && value.kind === "string";
    const hidden = properties.map((one): Property => (isSecret(one) ? { ...one, value: password } : one));
    return { className, alias: `a${index}`, properties: hidden };
  });
}

const password: Value = { kind: "string", text: "sesame-4711" };

const documents: fc.Arbitrary<Document> = fc
  .integer({ min: 1, max: 8 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => instanceAt(index))))
  .map((instances) => ({ header: { targetNode: "web01", generatedBy: "x -*- coding: y -*-" }, instances }));

const builtIn = { catalogue: catalogueInMemory(builtInModules), target: "windows" } as const;

test("2,000 documents that nobody would write", { timeout: 120_000 }, () => {
  let read = 0;
  fc.assert(
    fc.property(documents, fc.boolean(), (document, own) => {
      const text = printDocument(document, { target: "windows" });
      const back = roundTrip(Buffer.from(text), own ? generated : builtIn);
      if (back === undefined) return;
      read += 1;
      const { recipe, errors } = back;
      const told = [...back.told, ...back.warnings];
      expect(
        errors.filter((error) => error.startsWith("recipe/")),
        recipe.text,
      ).toEqual([]);
      expect(recipe.text + JSON.stringify(told.map(({ message }) => message))).not.toContain("sesame");
      expectTold(back);
    }),
    { numRuns: 2000, seed: 11 },
  );
  expect(read).toBeGreaterThan(500);
});

/** One change of a document that came from a recipe: another value, no value, another spelling, another order. */
function changed(document: Document, { at, value, change }: Change): Document {
  const instances = document.instances.map((instance, index) => {
    if (index !== at % document.instances.length) return instance;
    const chosen = at % instance.properties.length;
    const properties = instance.properties.flatMap((property, position): readonly Property[] => {
      if (position !== chosen) return [property];
      if (change === "value") return [{ ...property, value }];
      if (change === "spelling") return [{ ...property, name: property.name.toUpperCase() }];
      return change === "removed" && instance.properties.length > 1 ? [] : [property];
    });
    return { ...instance, properties: change === "order" ? properties.toReversed() : properties };
  });
  return { ...document, instances };
}

interface Change {
  readonly at: number;
  readonly value: Value;
  readonly change: string;
}

const changes: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(1000),
  // What 32 bits hold as it is.
  value: scalar.map((value): Value => (value.kind === "real" ? { kind: "real", number: 0.5 } : value)),
  change: fc.constantFrom("value", "removed", "spelling", "order"),
});

test("1,000 documents with a change come back, or it is told", { timeout: 120_000 }, () => {
  const counts = { equal: 0, told: 0 };
  fc.assert(
    fc.property(recipesFor(generated.target), changes, (blocks, change) => {
      const { compiled } = compile(textOfRecipe(blocks).text, generated.target);
      const document = compiled && changed(compiled.document, change);
      const text = document === undefined ? "" : printDocument(document, { target: "windows" });
      const encoded = encodeDocument(text, "windows");
      const back = roundTrip(encoded, generated);
      if (back !== undefined) counts[expectTold(back)] += 1;
    }),
    { numRuns: 1000, seed: 12 },
  );
  expect(Math.min(counts.equal, counts.told)).toBeGreaterThan(200);
});

/** A document is equal to that of its recipe, or something is told. */
function expectTold({ recipe, compiled, located, told, warnings }: RoundTrip): "equal" | "told" {
  if (told.length + warnings.length > 0 || recipe.blocks.length === 0) return "told";
  expect(compiled && comparable(compiled, recipe.encrypted).map(withoutName), recipe.text).toEqual(
    comparable(located.document, recipe.encrypted).map(withoutName),
  );
  return "equal";
}
