import fc from "fast-check";
import { expect, test } from "vitest";
import { proveRecipe } from "../../src/cli/prove-recipe.js";
import { annotated } from "../../src/decompile/remarks.js";
import type { Document, Instance, Property } from "../../src/model/document.js";
import type { Value } from "../../src/model/value.js";
import { printDocument } from "../../src/mof/print.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { catalogueInMemory } from "../../src/schema/catalogue-of.js";
import { encodeDocument } from "../../src/mof/encode.js";
import { compile, generated } from "../generated/compile.js";
import { recipesFor, textOfRecipe } from "../generated/recipe.js";
import { comparable, kept, roundTrip, type RoundTrip } from "./kit.js";

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
  fc.constantFrom("\n  if ($a) {\n    \\b#{c}\n  }\n ", " \n__END__\n=begin\n", "\n\t\n EOS"),
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

/** Resources that anybody could write, if it were not for their texts. */
function soundAt(index: number): fc.Arbitrary<readonly Instance[]> {
  return fc
    .tuple(
      fc.constantFrom("Log", "Environment", "Script"),
      texts,
      fc.array(texts, { minLength: 4, maxLength: 4 }),
    )
    .map(([type, name, values]) => {
      const property = (own: string, text: string | undefined): Property => ({
        name: own,
        value: { kind: "string", text: text ?? "" },
      });
      const [first, second, third, fourth] = values;
      const alias = `c${index}`;
      const own: Readonly<Record<string, readonly Property[]>> = {
        Log: [property("Message", first)],
        Environment: [property("Name", `${index}${first}`), property("Value", second)],
        Script: [
          ...[property("GetScript", first), property("SetScript", second), property("TestScript", third)],
          { name: "Credential", value: { kind: "instance", alias } },
        ],
      };
      const account: Instance = {
        ...{ className: "MSFT_Credential", alias },
        properties: [property("UserName", fourth), { name: "Password", value: password }],
      };
      const resource: Instance = {
        ...{ className: `MSFT_${type}Resource`, alias: `s${index}` },
        properties: [
          property("ResourceID", `[${type}]${index}${name}`),
          ...(own[type] ?? []),
          property("ModuleName", "PSDesiredStateConfiguration"),
          property("ModuleVersion", "1.0"),
          property("ConfigurationName", "Hostile"),
        ],
      };
      return type === "Script" ? [account, resource] : [resource];
    });
}

const password: Value = { kind: "string", text: "sesame-4711" };

const documents: fc.Arbitrary<Document> = fc
  .integer({ min: 1, max: 8 })
  .chain((count) => {
    const strange = fc.tuple(...Array.from({ length: count }, (_, index) => instanceAt(index)));
    const sound = fc.tuple(...Array.from({ length: count % 4 }, (_, index) => soundAt(index)));
    return fc.oneof(
      strange,
      sound.map((instances) => instances.flat()),
      fc.tuple(strange, sound).map((all) => all.flat(2)),
    );
  })
  .map((instances) => ({ header: { targetNode: "web01", generatedBy: "x -*- coding: y -*-" }, instances }));

const builtIn = { catalogue: catalogueInMemory(builtInModules), target: "windows" } as const;

test("2,000 documents that nobody would write", { timeout: 120_000 }, () => {
  const counts = { read: 0, equal: 0, resources: 0 };
  fc.assert(
    fc.property(documents, fc.boolean(), (document, own) => {
      const text = printDocument(document, { target: "windows" });
      const back = roundTrip(Buffer.from(text), own ? generated : builtIn);
      if (back === undefined) return;
      counts.read += 1;
      const { recipe, errors } = back;
      const told = [...back.told, ...back.warnings];
      expect(
        errors.filter((error) => error.startsWith("recipe/")),
        recipe.text,
      ).toEqual([]);
      expect(recipe.text + JSON.stringify(told.map(({ message }) => message))).not.toContain("sesame");
      expectCommented(back, own ? generated : builtIn);
      const { equal, resources } = expectTold(back);
      counts.equal += equal ? 1 : 0;
      counts.resources += resources;
    }),
    { numRuns: 2000, seed: 11 },
  );
  expect(counts.read).toBeGreaterThan(500);
  expect(counts.equal).toBeGreaterThan(100);
  expect(counts.resources).toBeGreaterThan(500);
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
  const counts = { equal: 0, told: 0, beside: 0 };
  fc.assert(
    fc.property(recipesFor(generated.target), changes, (blocks, change) => {
      const { compiled } = compile(textOfRecipe(blocks).text, generated.target);
      const document = compiled && changed(compiled.document, change);
      const text = document === undefined ? "" : printDocument(document, { target: "windows" });
      const encoded = encodeDocument(text, "windows");
      const back = roundTrip(encoded, generated);
      if (back === undefined) return;
      const { equal, resources } = expectTold(back);
      counts[equal ? "equal" : "told"] += 1;
      counts.beside += equal ? 0 : resources;
    }),
    { numRuns: 1000, seed: 12 },
  );
  expect(Math.min(counts.equal, counts.told, counts.beside)).toBeGreaterThan(200);
});

/** Whether a document is equal to that of its recipe, and how many of its resources are: of all others something is told. */
function expectTold(back: RoundTrip): { readonly equal: boolean; readonly resources: number } {
  const { recipe, told, warnings, compiled } = back;
  const equal = kept(back);
  for (const { before, after } of equal) expect(after, recipe.text).toEqual(before);
  const silent = told.length + warnings.length === 0;
  if (silent)
    expect([equal.length, compiled !== undefined]).toEqual([recipe.blocks.length, equal.length > 0]);
  return { equal: silent && equal.length > 0, resources: equal.length };
}

/** Comments with whatever a document holds leave the recipe what it is. */
function expectCommented(
  { recipe, warnings, told, errors, compiled, located: { document } }: RoundTrip,
  surroundings: typeof builtIn | typeof generated,
): void {
  const remarks = [...warnings, ...told].map(({ origin, message }) => ({ at: origin, message }));
  const text = annotated(recipe, remarks);
  expect(text.length).toBeGreaterThan(remarks.length === 0 ? 0 : recipe.text.length);
  const again = proveRecipe({ ...recipe, text }, { ...surroundings, document, file: "x.mof" });
  const found = again.compiler.filter(({ severity }) => severity === "error").map(({ code }) => code);
  expect(found, text).toEqual(errors.map((error) => error.replace(/: .*/s, "")));
  if (errors.length > 0) return;
  expect(again.compiled && comparable(again.compiled), text).toEqual(compiled && comparable(compiled));
}
