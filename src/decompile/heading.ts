import type { Document, Property } from "../model/document.js";
import { isOf, textIn } from "../model/instances.js";
import { nodeNameProblem } from "../model/node-name.js";
import type { Value } from "../model/value.js";
import { assertNever } from "../source/assert-never.js";
import type { NamedSecret } from "./secret-names.js";
import { quoted } from "./strings.js";

/** What the comment at the start of a recipe tells of. */
export interface Told {
  readonly document: Document;
  /** Every resource names the configuration. */
  readonly allNamed: boolean;
  /** How many blocks the recipe has. */
  readonly resources: number;
  readonly node: string | undefined;
  readonly configurationName: string | undefined;
  readonly secrets: readonly NamedSecret[];
  readonly encrypted: boolean;
  /** Some resource names the account that it runs as. */
  readonly runsAs: boolean;
  readonly target: string;
  /** Sentences on what of the document is not in the recipe. */
  readonly leftOut: readonly string[];
}

/**
 * The comment: how to compile the recipe, which secrets that takes, and what it does not hold. Texts of the document
 * stand between quotes, so that none ends the comment or is one that Ruby obeys; and the first line, where Ruby looks
 * for its encoding, has none at all.
 */
export function heading(told: Told): string {
  const paragraphs = [
    ["Decompiled by mofsmith from a configuration document."],
    told.resources === 0 ? [] : ["Compile it with:", `  ${commandLine(told)}`],
    unfit(told),
    passwords(told),
    making(told),
    told.allNamed
      ? []
      : ["Compiled again, every resource will have a ConfigurationName; some have none here."],
    told.leftOut,
  ].filter((lines) => lines.length > 0);
  const lines = paragraphs.flatMap((paragraph, index) => (index === 0 ? paragraph : ["", ...paragraph]));
  return lines.map((line) => (line === "" ? "#\n" : `# ${line}\n`)).join("");
}

/** A word that every shell takes as it is. */
const word = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Whether a configuration can be given this name. */
export function isConfigurationName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name);
}

function commandLine({ node, configurationName: name, secrets, target }: Told): string {
  return [
    "mofsmith compile RECIPE",
    ...(target === "windows" ? [] : [`--target ${target}`]),
    ...(name !== undefined && isConfigurationName(name) ? [`--name ${name}`] : []),
    ...nodeOption(node),
    ...(secrets.length > 0 ? ["--nodes NODES"] : []),
    ...secrets.map((secret) => `--secret ${secret.name}=@FILE`),
  ].join(" ");
}

/** `localhost` is what the compiler takes without the option. */
function nodeOption(node: string | undefined): readonly string[] {
  if (node === undefined || node === "localhost" || !canBeGiven(node)) return [];
  return [`--node ${word.test(node) ? node : `"${node}"`}`];
}

/** Whether a node's name can stand in a command line: some shell obeys each of these even between double quotes. */
function canBeGiven(node: string): boolean {
  return nodeNameProblem(node) === undefined && !/^-|[$`!%]/.test(node);
}

/** Names of the document that the command line does not have. */
function unfit({ node, configurationName: name, resources }: Told): readonly string[] {
  if (resources === 0) return [];
  return [
    ...(name === undefined || isConfigurationName(name)
      ? []
      : [
          `The configuration is called ${quoted(name)}, which --name does not take: compiled again it has another name.`,
        ]),
    ...(node === undefined || canBeGiven(node) ? [] : [nodeSentence(node)]),
  ];
}

function nodeSentence(node: string): string {
  const problem = nodeNameProblem(node);
  return problem === undefined
    ? `The node is called ${quoted(node)}: give that with --node, as your shell wants it quoted.`
    : `The node is called ${quoted(node)}, which --node does not take: ${problem}.`;
}

function passwords({ secrets, encrypted }: Told): readonly string[] {
  if (secrets.length === 0) return [];
  const rule = encrypted ? "CertificateFile: passwords are encrypted" : "PSDscAllowPlainTextPassword: true";
  return [
    `Passwords stay in the document. Each secret is read from a file with the password alone:`,
    ...secrets.map(({ name, user }) => `  ${name}, of the user ${quoted(user)}`),
    ...(encrypted ? encryptedNames(secrets) : []),
    `The node's entry in the nodes file says ${rule}.`,
  ];
}

/** Of a user with several encrypted passwords somebody has to find out which of them are one. */
function encryptedNames(secrets: readonly NamedSecret[]): readonly string[] {
  const users = new Set(secrets.map(({ user }) => user));
  if (users.size === secrets.length) return [];
  return [
    "Encrypted passwords do not show whether they are equal: those of one user are numbered in the order in",
    "which they stand in the recipe, and some of these names may be for the same password.",
  ];
}

/** What OMI_ConfigurationDocument says, where the compiler writes something else, and the first comment. */
function making({ document, runsAs, encrypted, configurationName }: Told): readonly string[] {
  const { generatedBy, generationDate, generationHost } = document.header;
  const instance = document.instances.find((one) => isOf(one, "omi_configurationdocument"));
  const made = new Map<string, string>([
    ["version", "2.0.0"],
    ["minimumcompatibleversion", runsAs ? "2.0.0" : "1.0.0"],
    ...(encrypted ? [["contenttype", "PasswordEncrypted"] as const] : []),
    ...(configurationName === undefined ? [] : [["name", configurationName] as const]),
  ]);
  const other = (instance?.properties ?? []).filter((property) => !isMade(property, made));
  const named = new Set(other.map(({ name }) => name.toLowerCase()));
  const inHeader: readonly (readonly [string, string, string | undefined])[] = [
    ["author", "@GeneratedBy", generatedBy],
    ["generationdate", "@GenerationDate", generationDate],
    ["generationhost", "@GenerationHost", generationHost],
  ];
  const lines = [
    ...other.map(({ name, value }) => `  ${name} = ${shown(value)}${optionFor(name)}`),
    ...inHeader.flatMap(([name, key, text]) =>
      text === undefined || (named.has(name) && instance !== undefined && textIn(instance, name) === text)
        ? []
        : [`  ${key} = ${quoted(text)}${optionFor(name)}`],
    ),
  ];
  return lines.length === 0 ? [] : ["What the document says of itself, and a recipe does not:", ...lines];
}

function optionFor(name: string): string {
  const lower = name.toLowerCase();
  if (lower === "author") return " (--author)";
  return lower === "generationdate" ? " (--timestamp writes one)" : "";
}

function isMade({ name, value }: Property, made: ReadonlyMap<string, string>): boolean {
  const lower = name.toLowerCase();
  if (value.kind === "string") return made.get(lower) === value.text;
  if (value.kind !== "array" || lower !== "compatibleversionadditionalproperties") return false;
  const [only, ...others] = value.items;
  return (
    others.length === 0 &&
    only?.kind === "string" &&
    only.text.toLowerCase() === "omi_baseresource:configurationname"
  );
}

/** A value as far as such a comment shows it. */
function shown(value: Value): string {
  switch (value.kind) {
    case "string":
      return quoted(value.text.length > longest ? `${value.text.slice(0, longest)}…` : value.text);
    case "array":
      return `[${value.items.slice(0, 10).map(shown).join(", ")}${value.items.length > 10 ? ", …" : ""}]`;
    case "integer":
    case "char":
      return quoted(value.text);
    case "real":
      return String(value.number);
    case "boolean":
      return String(value.value);
    case "null":
      return "NULL";
    case "instance":
      return "an instance";
    default:
      return assertNever(value);
  }
}

const longest = 80;
