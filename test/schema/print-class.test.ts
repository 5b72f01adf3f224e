import fc from "fast-check";
import { expect, test } from "vitest";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { isResource } from "../../src/schema/lookup.js";
import { printClass } from "../../src/schema/print-class.js";
import type { CimClass, CimProperty, CimType } from "../../src/schema/resource-class.js";
import { plain, read } from "./kit.js";

function readBack(cimClass: CimClass): Omit<CimClass, "origin"> | undefined {
  const { classes, diagnostics } = read(printClass(cimClass));
  expect(diagnostics).toEqual([]);
  return classes[0] && plain(classes[0]);
}

test("a class is printed as its declaration, without what it inherits", () => {
  const { classes } = read(`[FriendlyName("Thing"), Description("A \\"thing\\".")]
class X_Thing : OMI_BaseResource
{
  [Required, Key] string Name;
  [Read] datetime Since;
  [ValueMap{"1","2"}, Values{"One","Two"}, Description("Which.")] uint8 Which[];
  [EmbeddedInstance("MSFT_Credential")] string Credential;
};`);
  expect(classes[0] && printClass(classes[0]))
    .toBe(`[ClassVersion("1.0.0"), FriendlyName("Thing"), Description("A \\"thing\\".")]
class X_Thing : OMI_BaseResource
{
  [Key, Required] string Name;
  [Read] datetime Since;
  [Write, ValueMap{"1", "2"}, Values{"One", "Two"}, Description("Which.")] uint8 Which[];
  [Write, EmbeddedInstance("MSFT_Credential")] string Credential;
};
`);
});

test("an inherited property that the class declares in its own way is printed", () => {
  const { classes } = read("class R : OMI_BaseResource { [Key] string K; [Required] string DependsOn[]; };");
  const [first] = classes;
  expect(first && printClass(first)).toMatch(/\[Required, Description\(".*"\)\] string DependsOn\[\];/);
  expect(first && readBack(first)).toEqual(first && plain(first));
});

test("every built-in class is read back as it was, but for what MOF has no place for", () => {
  for (const { classes, platform } of builtInModules) {
    for (const { link: _, ...cimClass } of classes) {
      // The schema of a Linux resource is read with the base class of Windows, which has this one property more.
      const isMissing = ({ name }: CimProperty) =>
        platform === "linux" && isResource(cimClass) && name === "PsDscRunAsCredential";
      const again = readBack(cimClass);
      const properties = again?.properties.filter((property) => !isMissing(property));
      expect({ ...again, properties }).toEqual(cimClass);
    }
  }
});

const types = [
  "boolean",
  "char16",
  "datetime",
  "real32",
  "sint8",
  "uint64",
  "string",
] as const satisfies CimType[];
const text = fc.string({ unit: "binary-ascii" }).filter((one) => !one.includes("\0"));

const property = fc
  .record({
    type: fc.constantFrom(...types),
    array: fc.boolean(),
    access: fc.constantFrom(
      { key: true, required: false, readOnly: false },
      { key: true, required: true, readOnly: false },
      { key: false, required: true, readOnly: false },
      { key: false, required: false, readOnly: true },
      { key: false, required: false, readOnly: false },
    ),
    lists: fc.option(
      fc.uniqueArray(text, { minLength: 1, maxLength: 4, selector: (one) => one.toLowerCase() }),
    ),
    description: fc.option(text),
  })
  .map(({ type, array, access, lists, description }) => ({
    type,
    array,
    ...access,
    ...(lists !== null && { valueMap: lists.toReversed(), values: lists }),
    ...(description !== null && { description }),
  }));

test("any class that is printed is read back as it was", () => {
  fc.assert(
    fc.property(
      fc.array(property, { minLength: 1, maxLength: 6 }),
      fc.option(text),
      fc.boolean(),
      (shapes, friendlyName, abstract) => {
        const cimClass: CimClass = {
          name: "X_Any",
          ...(friendlyName !== null && { friendlyName }),
          ...(abstract && { abstract }),
          properties: shapes.map((shape, index) => ({ name: `P${index}`, ...shape })),
        };
        expect(readBack(cimClass)).toEqual(cimClass);
      },
    ),
  );
});
