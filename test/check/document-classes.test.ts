import { expect, test } from "vitest";
import { verifyBytes } from "../../src/check/verify-bytes.js";
import { parseMof } from "../../src/mof/parse.js";
import { readClasses } from "../../src/schema/read-classes.js";
import { positionOf } from "../../src/source/source.js";
import { hasMofcheck, mofcheck } from "../support/mofcheck.js";
import { catalogue } from "./kit.js";

/*
 * Classes that a document declares: what is wrong with them, or with an instance of them, and whether the independent
 * checker says so too.
 */

const targets = ["windows", "linux"] as const;

const rest = `instance of MSFT_LogResource as $MSFT_LogResource1ref
{
 ResourceID = "[Log]a";
 Message = "m";
 SourceInfo = "a.rb::1::1::dsc_resource";
 ModuleName = "PSDesiredStateConfiguration";
 ModuleVersion = "1.0";
};
instance of OMI_ConfigurationDocument
{
 Version = "2.0.0";
};
`;

const bytesOf = (classes: string) => new TextEncoder().encode(`/*\n@TargetNode='x'\n*/\n${classes}\n${rest}`);

/** `code column` of each error, of the first line of the classes unless there is another number in front. */
function errorsIn(classes: string, target: "windows" | "linux" = "windows"): readonly string[] {
  const { diagnostics } = verifyBytes(bytesOf(classes), catalogue, { file: "d.mof", target, meta: false });
  return diagnostics.flatMap(({ severity, code, origin }) => {
    if (severity !== "error" || origin === undefined) return [];
    const { line, column } = positionOf(origin.source, origin.start);
    return `${code} ${line === 4 ? "" : `${line - 3}:`}${column}`;
  });
}

const qualifier = "schema/invalid-qualifier";
const badDefault = "schema/invalid-default";
const chain = Array.from(
  { length: 300 },
  (_, index) => `class C${index + 1} : C${index} { string S${index}; };`,
);

/** A declaration and the errors in it. */
const cases: readonly (readonly [classes: string, errors: readonly string[]])[] = [
  // What is declared, and where it stands.
  ["class A { [Nope] string S; };", [`${qualifier} 12`]],
  ["class A { [Abstract] string S; };", [`${qualifier} 12`]],
  ["[Key] class A { string S; };", [`${qualifier} 2`]],
  ["[Association] class A { [Weak] MSFT_Credential ref S; };", []],
  ["class A { [Weak] string S; };", [`${qualifier} 12`]],
  ['class A { [Gauge, DisplayName("d")] string S; };', []],
  ["class A { [Later] string S; }; qualifier Later : boolean, scope(any);", [`${qualifier} 12`]],
  ["qualifier Own : boolean, scope(any); class A { [Own] string S; };", []],
  [
    "qualifier Own : boolean, scope(class); class A { [Own] string S; }; qualifier Own : boolean, scope(any); class B { [Own] string S; };",
    [`${qualifier} 51`],
  ],
  // Values of qualifiers.
  ["class A { [MaxLen] string S; };", [`${qualifier} 12`]],
  ['class A { [Key("yes")] string S; };', [`${qualifier} 12`]],
  ["class A { [EmbeddedInstance(NULL)] string S; };", [`${qualifier} 12`]],
  ["class A { [MaxLen(3)] uint8 S; };", [`${qualifier} 12`]],
  ["class A { [MaxLen(NULL)] uint8 S; };", []],
  ["class A { [MaxValue(3)] string S; };", [`${qualifier} 12`]],
  ["class A { [MinValue(18446744073709551615)] sint8 S = -1; };", []],
  // Defaults.
  ["class A { uint8 S = 256; };", [`${badDefault} 21`]],
  ["class A { sint8 S = 18446744073709551615; uint64 U = -1; sint64 V = 18446744073709551615; };", []],
  ["class A { uint8 S = -1; };", [`${badDefault} 21`]],
  ["class A { string S = 5; };", [`${badDefault} 22`]],
  ['class A { datetime S = "x"; };', [`${badDefault} 24`]],
  ["class A { string S = $a; };", [`${badDefault} 22`]],
  ["class A { string S = NULL; string T[] = {NULL}; };", []],
  ['class A { [MaxLen(5)] string S = "abcdef"; };', [`${badDefault} 34`]],
  ['class A { [MinLen(2), MaxLen(5)] string S[] = {"abcde", "a"}; };', [`${badDefault} 47`]],
  [
    "class A { [MinValue(1), MaxValue(5)] uint8 S = 5; [MaxValue(5)] real32 R = 5.5; };",
    [`${badDefault} 76`],
  ],
  ['class A { [EmbeddedInstance("MSFT_Credential")] string S = "x"; };', [`${badDefault} 60`]],
  // What the grammar refuses.
  ["class A { [Key : ToSubclass DisableOverride] string S; };", ["mof/syntax 29"]],
  ["class A { MSFT_Credential ref S = NULL; };", ["mof/syntax 33"]],
  ["class A { MSFT_Credential ref S[]; };", ["mof/syntax 32"]],
  // Keys of a superclass.
  ["class P { [Key] string K; }; class A : P { [Key] string L; };", [`${qualifier} 45`]],
  ["class P { [Key] string K; string L; }; class A : P { [Key] string L; };", [`${qualifier} 55`]],
  ["class P { string K; }; class A : P { [Key] string L; };", []],
  ["class P { [Key] string K; }; class A : P { [Key] string K; string L; };", []],
  // What is fixed.
  ["class P { [Key] string K; }; class A : P { [Key(false)] string K; };", [`${qualifier} 45`]],
  ["class P { [Key(false)] string K; }; class A : P { [Key] string K; };", [`${qualifier} 52`]],
  ["[Exception] class P { string K; }; [Exception(false)] class A : P { string L; };", [`${qualifier} 37`]],
  ["[Abstract] class P { string K; }; [Abstract(false)] class A : P { string L; };", []],
  [
    "class P { [Octetstring] uint8 K[]; }; class A : P { [Octetstring(false)] uint8 K[]; };",
    [`${qualifier} 54`],
  ],
  ['class P { [Description("a")] string K; }; class A : P { [Description("b")] string K; };', []],
  [
    "qualifier Own : uint8, scope(any), flavor(disableoverride); class P { [Own(1)] string K; }; class A : P { string K; }; class B : A { [Own(2)] string K; };",
    [`${qualifier} 135`],
  ],
  [
    'class P { [EmbeddedInstance("MSFT_Credential")] string K; }; class A : P { uint8 K; };',
    [`${qualifier} 82`],
  ],
  ["class A : MSFT_KeyValuePair { [Key(false)] string Key2; };", []],
  ["class A : MSFT_Credential { [Key] string UserName; };", []],
  // What an overriding property inherits.
  [
    'class P { [EmbeddedInstance("MSFT_Credential")] string K; }; class A : P { string K; };\ninstance of A as $A1ref { K = "x"; };',
    ["check/wrong-type 2:31"],
  ],
  [
    "class P { [Key] string K; }; class A : P { string K; };\ninstance of A as $A1ref { K = NULL; };",
    ["check/missing-property 2:31"],
  ],
  [
    "class P { [Required] string K; }; class A : P { string K; }; class B : A { string K; };\ninstance of B as $B1ref { K = NULL; };",
    ["check/missing-property 2:31"],
  ],
  // References are instances.
  [
    'class P { string K; }; class A { P ref K; };\ninstance of P as $P1ref { K = "x"; };\ninstance of A as $A1ref { K = $P1ref; };',
    [],
  ],
  [
    'class P { string K; }; class A { P ref K; };\ninstance of A as $A1ref { K = "x"; };',
    ["check/wrong-type 2:31"],
  ],
  // What is no error.
  [`class C0 { string S; };\n${chain.join("\n")}\ninstance of C300 as $C3001ref { S = "x"; };`, []],
  ['[Abstract] class A { string S; };\ninstance of A as $A1ref { S = "x"; };', []],
];

test.each(cases)("classes of a document (row %#)", (classes, errors) => {
  expect(errorsIn(classes)).toEqual(errors);
  expect(errorsIn(classes, "linux")).toEqual(errors);
});

/*
 * What the LCM's source says and the independent checker does not: it looks for limits before it inherits (mof.y,
 * propertyDeclaration), goes by the flavors that stand at a qualifier (types.c, _FinalizeQualifiers), fixes Weak, keeps
 * the type of a key (_VerifyClassKeys), and has qualifiers of WMI (utility.c, gQualifiers).
 */
const beyond: readonly (readonly [classes: string, errors: readonly string[]])[] = [
  ["class P { [MaxLen(5)] string K; }; class A : P { uint8 K; };", []],
  ['class P { [MaxLen(5)] string K; }; class A : P { string K = "abcdef"; };', []],
  ["class P { [Key : Restricted] string K; string L; }; class A : P { [Key(false)] string K; };", []],
  [
    'class P { [Description("a") : DisableOverride] string K; }; class A : P { [Description("b")] string K; };',
    [`${qualifier} 76`],
  ],
  [
    "class P { [Weak] MSFT_Credential ref K; }; class A : P { [Weak(false)] MSFT_Credential ref K; };",
    [`${qualifier} 59`],
  ],
  ["class P { [Key] string K; }; class A : P { uint8 K; };", [`${qualifier} 50`]],
  ["class P { [Key] string K; }; class A : P { [Key] string K[]; };", [`${qualifier} 45`]],
  ['[ClassContext("c"), DynProps] class A { [PropertyContext("p")] string S; };', []],
];

/** A schema has neither instances nor references. */
const ofSchemas = [...cases, ...beyond].filter(([classes]) => !/\b(?:instance of|ref) /.test(classes));

test.each(ofSchemas)("the same classes in a schema (row %#)", (classes, errors) => {
  const file = parseMof({ name: "a.schema.mof", path: "a.schema.mof", text: classes });
  const found = [...file.diagnostics, ...readClasses(file.value).diagnostics].map(({ code, origin }) => {
    return `${code} ${origin === undefined ? "" : positionOf(origin.source, origin.start).column}`;
  });
  expect(found).toEqual(errors);
});

test("a class of a document may have a PsDscRunAsCredential of its own", () => {
  const classes =
    'class A { string PsDscRunAsCredential; };\ninstance of A as $A1ref { PsDscRunAsCredential = "a"; };';
  expect(targets.map((target) => errorsIn(classes, target))).toEqual([[], []]);
});

test.each(beyond)(
  "classes of a document that the checker takes for something else (row %#)",
  (classes, errors) => {
    expect(errorsIn(classes)).toEqual(errors);
  },
);

test.skipIf(!hasMofcheck())("the independent checker says the same, but for what it does not look at", () => {
  const documents = (all: typeof cases) =>
    all.flatMap(([classes]) => targets.map((target) => ({ bytes: bytesOf(classes), target })));
  const verdicts = mofcheck(documents(cases), { windows: [], linux: [] });
  const refused = verdicts.map(({ rules }) => rules.length > 0);
  expect(refused).toEqual(cases.flatMap(([, errors]) => targets.map(() => errors.length > 0)));
  const others = mofcheck(documents(beyond), { windows: [], linux: [] });
  expect(others.map(({ rules }) => rules.length > 0)).toEqual(
    beyond.flatMap(([, errors]) => targets.map(() => errors.length === 0)),
  );
});
