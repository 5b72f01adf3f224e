import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

interface InProperty {
  readonly property: string;
}

export const wrongType = define<InProperty & { readonly expected: string; readonly found: string }>(
  "check/wrong-type",
  {
    severity: "error",
    summary: "A value is of another type than the property.",
    why: "A machine refuses a document in which a value does not fit the type that the schema gives.",
    mend: "Write a value of the property's type.",
    message: ({ property, expected, found }) => `"${property}" takes ${expected}, and this is ${found}.`,
    help: ({ expected }) => `Write ${expected} here.`,
  },
);

export const numberForString = define<InProperty & { readonly text: string }>("check/number-for-string", {
  severity: "error",
  summary: "A number stands where the property takes a string.",
  why: "Digits in a string are kept as they are, a number is not (leading zeros get lost): say which is meant.",
  mend: "Put the number in quotes.",
  message: ({ property, text }) => `"${property}" takes a string, and ${text} is a number.`,
  help: ({ text }) => `Write '${text}' in quotes.`,
});

export const stringForNumber = define<
  InProperty & { readonly expected: string; readonly text: string; readonly number: boolean }
>("check/string-for-number", {
  severity: "error",
  summary: "A string stands where the property takes a number.",
  why: "A machine refuses a string in a numeric property, even when it holds only digits.",
  mend: "Write the number without quotes.",
  message: ({ property, expected, text }) => `"${property}" takes ${expected}, and '${text}' is a string.`,
  help: ({ text, number }) => (number ? `Write ${text} without quotes.` : "Write a number without quotes."),
});

export const stringForBoolean = define<
  InProperty & { readonly text: string; readonly meant: boolean | undefined }
>("check/string-for-boolean", {
  severity: "error",
  summary: "A string stands where the property takes true or false.",
  why: "A machine refuses a string in a boolean property, and 'false' as text would count as true elsewhere.",
  mend: "Write `true` or `false` without quotes.",
  message: ({ property, text }) => `"${property}" takes true or false, and '${text}' is a string.`,
  help: ({ meant }) => `Write \`${meant ?? "true` or `false"}\` without quotes.`,
});

export const realForInteger = define<InProperty & { readonly expected: string; readonly number: number }>(
  "check/real-for-integer",
  {
    severity: "error",
    summary: "A number with a fraction stands where the property takes a whole number.",
    why: "A machine refuses it, and rounding could change what is meant.",
    mend: "Write a whole number.",
    message: ({ property, expected, number }) =>
      `"${property}" takes ${expected}, and ${number} is a number with a decimal point.`,
    help: ({ number }) =>
      Number.isSafeInteger(number) ? `Write ${number} without the decimal point.` : "Write a whole number.",
  },
);

export const outOfRange = define<
  InProperty & { readonly type: string; readonly text: string; readonly low: string; readonly high: string }
>("check/out-of-range", {
  severity: "error",
  summary: "An integer does not fit the property's type.",
  why: "A machine refuses the number, or reads another one than was written.",
  mend: "Write a number within the range of the type.",
  message: ({ property, type, text }) => `${text} does not fit "${property}", which is of type ${type}.`,
  help: ({ low, high }) => `Write a number from ${low} to ${high}.`,
});

export const realOutOfRange = define<InProperty & { readonly type: string; readonly text: string }>(
  "check/real-out-of-range",
  {
    severity: "error",
    summary: "A real number is too large or too small for the property's type, or is none.",
    why: "A machine reads a number that is too large as infinity and one too small as zero; infinity and NaN cannot be written at all.",
    mend: "Write a number within the range of the type.",
    message: ({ property, type, text }) => `${text} does not fit "${property}", which is of type ${type}.`,
    help: ({ type }) =>
      type === "real32" ? "Write a number from 1.5E-45 to 3.4E+38." : "Write a number below 1.7E+308.",
  },
);

export const inexactReal = define<
  InProperty & { readonly type: string; readonly text: string; readonly held: string }
>("check/inexact-real", {
  severity: "error",
  summary: "An integer has more digits than the property's real type can hold.",
  why: "The machine would get another number than the recipe says, without anybody noticing.",
  mend: "Write a number that the type holds: real32 holds integers up to 16777216 exactly, real64 up to 9007199254740992.",
  message: ({ property, type, text }) =>
    `"${property}", which is of type ${type}, cannot hold ${text} exactly.`,
  help: ({ held }) => `The nearest that it holds is ${held}.`,
});

export const arrayForScalar = define<InProperty & { readonly expected: string; readonly count: number }>(
  "check/array-for-scalar",
  {
    severity: "error",
    summary: "An array stands where the property takes a single value.",
    why: "A machine refuses an array in a property that holds one value.",
    mend: "Write the one value without brackets.",
    message: ({ property, expected, count }) =>
      `"${property}" takes ${expected}, and this is an array of ${count} ${count === 1 ? "value" : "values"}.`,
    help: ({ count }) =>
      count === 1 ? "Write the value without brackets." : "Write a single value, without brackets.",
  },
);

export const nestedArray = define<InProperty>("check/nested-array", {
  severity: "error",
  summary: "An array stands inside an array.",
  why: "A document has arrays of single values only.",
  mend: "Write all values in one array (`.flatten` makes one of several).",
  message: ({ property }) => `An array inside the array of "${property}" cannot be written.`,
});

export const nullInArray = define<InProperty>("check/null-in-array", {
  severity: "error",
  summary: "An array holds nil.",
  why: "A machine refuses an array that mixes values and NULL.",
  mend: "Remove the nil (`.compact` removes all).",
  message: ({ property }) => `The array of "${property}" holds nil.`,
});

export const nullMandatory = define<InProperty & { readonly key: boolean }>("check/null-mandatory", {
  severity: "error",
  summary: "A key or required property is nil.",
  why: "Key and required properties say what is configured; a machine refuses a resource without them.",
  mend: "Give the property a value.",
  message: ({ property, key }) =>
    `"${property}" is nil, and a ${key ? "key" : "required"} property must have a value.`,
});

export const notACharacter = define<InProperty & { readonly found: string }>("check/not-a-character", {
  severity: "error",
  summary: "The property takes exactly one character.",
  why: "A char16 holds one UTF-16 unit; a Linux machine reads only ASCII there.",
  mend: "Write a string of one character; for Linux an ASCII one.",
  message: ({ property, found }) => `"${property}" takes one character, and this is ${found}.`,
});

const recipeForm = "`2026-11-20T10:00:00Z` (or `+01:00` for the Z), or an interval `P1DT2H`";
const documentForm =
  "`yyyymmddHHMMSS.mmmmmm+UUU`, with the offset from UTC in minutes, or an interval `ddddddddHHMMSS.mmmmmm:000`";

export const notADatetime = define<
  InProperty & {
    readonly text: string;
    readonly problem: string;
    /** What may be meant by a text of a recipe. */
    readonly meant?: string | undefined;
    /** It stands in a document. */
    readonly inDocument?: true;
  }
>("check/not-a-datetime", {
  severity: "error",
  summary: "A text is no datetime, or none that is the same everywhere.",
  why: "A machine refuses any other form, and one without an offset from UTC means another time on each machine.",
  mend: `In a recipe write ${recipeForm}; in a document ${documentForm}.`,
  message: ({ property, text, problem }) => `"${text}" is no datetime for "${property}": ${problem}.`,
  help({ meant, inDocument }) {
    if (meant !== undefined)
      return `If UTC is meant, write '${meant}'; else its offset, such as +01:00, for the Z.`;
    return `Write ${inDocument === true ? documentForm : recipeForm}.`;
  },
});

export const unwritableCharacter = define<{ readonly subject: string; readonly character: string }>(
  "check/unwritable-character",
  {
    severity: "error",
    summary: "A text holds a character that a document cannot carry.",
    why: "A machine would end the text there, read another character or refuse the document.",
    mend: "Remove the character.",
    message: ({ subject, character }) =>
      `${subject} holds the character ${character}, which a document cannot carry.`,
  },
);

export const valueNotAllowed = define<
  InProperty & {
    readonly text: string;
    readonly allowed: readonly string[];
    readonly suggestions: readonly string[];
    /** The text is a name of these values, as the schema writes them: a range, for example. */
    readonly meant?: string;
  }
>("check/value-not-allowed", {
  severity: "error",
  summary: "The property takes only certain values, and this is none of them.",
  why: "The resource refuses any other value when it is applied.",
  mend: "Write one of the values that the schema lists.",
  message: ({ property, text, meant }) =>
    meant === undefined
      ? `"${text}" is not a value that "${property}" takes.`
      : `"${text}" stands for ${meant} in "${property}", which is no single whole number.`,
  help: ({ allowed, suggestions, meant }) =>
    meant?.includes("..") === true
      ? `Write the number that is meant, one of ${meant}.`
      : `${didYouMean(suggestions)} It takes ${allowed.map((name) => `"${name}"`).join(", ")}.`.trimStart(),
});

export const outsideLimits = define<InProperty & { readonly found: string; readonly allowed: string }>(
  "check/outside-limits",
  {
    severity: "error",
    summary: "A value is longer, shorter, larger or smaller than the schema allows.",
    why: "The resource is made for values within the limits that its schema gives; a machine does not look at them.",
    mend: "Write a value within the limits of the property.",
    message: ({ property, found, allowed }) => `"${property}" takes ${allowed}, and this ${found}.`,
  },
);

export const unknownEmbeddedClass = define<
  InProperty & {
    readonly className: string;
    readonly module: string;
    readonly suggestions: readonly string[];
  }
>("check/unknown-embedded-class", {
  severity: "error",
  summary: "No schema describes the class of an embedded instance.",
  why: "What the instance holds can only be checked and written with the schema of its class.",
  mend: "Correct the class, or add the schema file that declares it to the folder of the module.",
  message: ({ property, className }) => `No schema describes the class ${className} of "${property}".`,
  help: ({ className, module, suggestions }) =>
    didYouMean(suggestions) ||
    `Add the schema file that declares ${className} to the module ${module}, or its folder by \`--schemas\`.`,
});

export const ambiguousClass = define<
  InProperty & { readonly classes: readonly string[]; readonly block: boolean }
>("check/ambiguous-class", {
  severity: "error",
  summary: "Several classes have the properties of an embedded instance.",
  why: "A document names the class of every instance, and these mean different things to the resource.",
  mend: "Name the class: `cim_instance('Class', …)`, or `resource :Class` in a block.",
  message: ({ property, classes, block }) =>
    `The ${block ? "block" : "hash"} in "${property}" may be an instance of ${classes.slice(0, -1).join(", ")} or ${classes.at(-1) ?? ""}.`,
  help: ({ classes, block }) =>
    block
      ? `Say which: \`resource :${classes[0] ?? ""}\`.`
      : `Say which: \`cim_instance('${classes[0] ?? ""}', …)\`.`,
});

export const emptyInstance = define<InProperty & { readonly className: string }>("check/empty-instance", {
  severity: "error",
  summary: "An embedded instance has no properties.",
  why: "A document cannot hold an instance without any property: a machine refuses the text.",
  mend: "Set at least one property of it, or leave the instance out.",
  message: ({ property, className }) => `The ${className} in "${property}" has no properties.`,
});

export const credentialExpected = define<InProperty & { readonly found: string }>(
  "check/credential-expected",
  {
    severity: "error",
    summary: "The property takes a credential.",
    why: "A user name and a password have to be kept together, and the password must be protected.",
    mend: "Write `ps_credential('user', 'password')`.",
    message: ({ property, found }) => `"${property}" takes a credential, and this is ${found}.`,
  },
);

export const plainTextPassword = define<{ readonly node: string }>("check/plain-text-password", {
  severity: "error",
  summary: "A password would stand in a document as it is.",
  why: "Everybody who reads the document would know the password.",
  mend:
    "In the nodes file (`--nodes FILE`) give the node a CertificateFile, or say PSDscAllowPlainTextPassword where that " +
    "does no harm.",
  message: ({ node }) => `The password would be readable in the document of ${node}.`,
  help: ({ node }) =>
    `Give ${node} a CertificateFile in the nodes file (\`--nodes FILE\`), or \`PSDscAllowPlainTextPassword: true\` if ` +
    "anybody may read the password.",
});

export const domainUser = define<{ readonly domain: string }>("check/domain-user", {
  severity: "warning",
  summary: "A document holds the password of an account of a domain.",
  why: "Whoever reads it on one machine has an account on all machines of the domain.",
  mend: "Use an account of the machine itself, or set PSDscAllowDomainUser for the node.",
  message: ({ domain }) => `This is an account of the domain ${domain}, whose password the document holds.`,
  help: () => "Use an account of the machine itself, or give the node `PSDscAllowDomainUser: true`.",
});

export const secretNotAllowed = define<InProperty>("check/secret-not-allowed", {
  severity: "error",
  summary: "A secret stands where it could be read by anybody.",
  why: "Only a credential property is protected; everywhere else a document holds plain text.",
  mend: "Use the secret only in a property that takes a credential.",
  message: ({ property }) => `"${property}" does not take a credential, so the secret would be readable.`,
});

export const longArray = define<InProperty & { readonly count: number; readonly limit: number }>(
  "check/long-array",
  {
    severity: "warning",
    summary: "An array has more elements than a machine reads in reasonable time.",
    why: "The time and memory that a Local Configuration Manager needs grow with the square of the number of elements.",
    mend: "Split the values over several resources.",
    message: ({ property, count, limit }) =>
      `The array of "${property}" has ${count} elements; above ${limit} a machine may not finish reading it.`,
  },
);
