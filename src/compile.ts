import { check, type CheckSettings, type Layout, type Order } from "./check/check.js";
import { sizeProblem } from "./check/document-size.js";
import { checkLcmSettings } from "./check/meta-settings.js";
import { unreadableEncoding } from "./diagnostics/catalogue/source.js";
import { allWell, type Diagnostic, type Staged } from "./diagnostics/diagnostic.js";
import type { Declaration } from "./model/declaration.js";
import type { CredentialRules, Envelope, OpenEnvelope } from "./model/credentials.js";
import type { Document } from "./model/document.js";
import type { Json, NodeData } from "./model/node.js";
import { newPasswords, type Passwords } from "./model/passwords.js";
import type { Secret } from "./model/secret.js";
import { encodeDocument, type DocumentEncoding } from "./mof/encode.js";
import type { Target } from "./mof/literal.js";
import { printDocument, type Compat } from "./mof/print.js";
import { evaluate } from "./recipe/evaluate/evaluate.js";
import type { EvaluateSettings } from "./recipe/evaluate/evaluate.js";
import type { RunPlan } from "./recipe/library.js";
import { parseRecipe } from "./recipe/parse.js";
import type { Catalogue } from "./schema/catalogue.js";
import type { Origin, Source } from "./source/source.js";
import { stampDocument, type Stamp } from "./stamp.js";

/** What holds for every document of a run. */
export interface CompileSettings {
  readonly catalogue: Catalogue;
  readonly target: Target;
  readonly configurationName: string;
  /** `Chef::Config[:file_cache_path]`. */
  readonly fileCachePath: string;
  /** Undefined: the smallest encoding that every LCM of the target reads. */
  readonly encoding: DocumentEncoding | undefined;
  /** Undefined: mofsmith's own form. */
  readonly compat?: Compat | undefined;
  /** False when a recipe could not be read in full: what seems to be missing may stand there. */
  readonly complete: boolean;
  /** Results of functions by name, as the user declares them. */
  readonly stubs?: ReadonlyMap<string, Json>;
  /** Secrets by name, or as `name@version`. */
  readonly secrets?: ReadonlyMap<string, Secret>;
  /** Where the passwords go that credentials take, so that nothing shows them. */
  readonly passwords?: Passwords;
  /** Leaving out Chef's own resources is an error. */
  readonly strict?: boolean;
  /** Whole numbers become strings where a property takes a string. */
  readonly coerce?: boolean;
  /** A guard that only the machine can answer is a warning. */
  readonly ignoreGuards?: boolean;
  /** Encrypts passwords; without it, none is written for a node that names a certificate. */
  readonly openEnvelope?: OpenEnvelope | undefined;
  /** One document for the node, or one for each of its resources. */
  readonly layout?: Layout;
  /** `strict`: each resource depends on the one before it. */
  readonly order?: Order;
  /** Author and date, when asked for. */
  readonly stamp: Stamp;
}

/** A node's document: as data, and as the bytes for its file. */
export interface Compiled {
  readonly document: Document;
  readonly bytes: Uint8Array;
}

/**
 * Text to a plan, once for all nodes: these recipes in this order, of no cookbook and with nothing to find. Recipes
 * with errors are kept, since their other blocks are still checked.
 */
export function readRecipes(sources: readonly Source[]): Staged<RunPlan> {
  const read = sources.map((source) => ({ ...parseRecipe(source), name: source.name }));
  return {
    value: {
      recipes: read.map(({ value, name }) => ({ recipe: value, name, cookbook: undefined })),
      library: { cookbooks: new Map(), dataBags: { folders: [], bags: new Map() } },
      ...{ cookbooks: [], attributeFiles: [], roles: [] },
    },
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Trees to declarations: what the recipes ask for on one node, before any schema is looked at. */
export function declare(
  plan: RunPlan,
  node: NodeData,
  settings: EvaluateSettings,
): Staged<readonly Declaration[]> {
  return evaluate(plan, node, settings);
}

/**
 * The pipeline for one node: declarations, checked against schemas into a document (with the layout `resource` into
 * one for each), printed, encoded. The value is undefined when anything is wrong: documents are right or not made.
 */
export function compileNode(
  plan: RunPlan,
  node: NodeData,
  settings: CompileSettings,
): Staged<readonly Compiled[] | undefined> {
  const declared = declare(plan, node, settings);
  const start = startOf(plan);
  const envelope = envelopeOf(node, settings);
  const failed = !settings.complete || !allWell(declared.diagnostics);
  const checked = check(
    declared.value,
    settings.catalogue,
    checkSettingsOf(node, settings, { envelope, start, failed }),
  );
  const diagnostics: Diagnostic[] = [
    ...declared.diagnostics,
    ...checked.diagnostics,
    ...(envelope?.problems() ?? []),
  ];
  const value: Compiled[] = [];
  for (const { document } of allWell(diagnostics) ? checked.value : []) {
    const written = writeDocument(document, `${node.name}.mof`, start, settings);
    diagnostics.push(...written.diagnostics);
    if (written.value !== undefined) value.push(written.value);
  }
  return { value: allWell(diagnostics) ? value : undefined, diagnostics };
}

/**
 * The pipeline for the settings of a node's LCM: from what configuration data say to the meta configuration beside the
 * node's document. Undefined when they say nothing, and when anything is wrong.
 */
export function compileLcmSettings(node: NodeData, settings: CompileSettings): Staged<Compiled | undefined> {
  const { lcm } = node;
  if (lcm === undefined) return { value: undefined, diagnostics: [] };
  const start = lcm.origin;
  const envelope = envelopeOf(node, settings);
  const checked = checkLcmSettings(
    lcm,
    settings.catalogue,
    checkSettingsOf(node, settings, { envelope, start, failed: false }),
    {
      secrets: settings.secrets ?? new Map(),
      passwords: settings.passwords ?? newPasswords(),
      thumbprint: envelope?.thumbprint(),
    },
  );
  const diagnostics = [...checked.diagnostics, ...(envelope?.problems() ?? [])];
  if (!allWell(diagnostics)) return { value: undefined, diagnostics };
  const written = writeDocument(checked.value.document, `${node.name}.meta.mof`, start, settings);
  return { value: written.value, diagnostics: [...diagnostics, ...written.diagnostics] };
}

/** What holds for the check of a node's documents; `start` is the place of what is said of one as a whole. */
function checkSettingsOf(
  node: NodeData,
  settings: CompileSettings,
  {
    envelope,
    start,
    failed,
  }: { readonly envelope: Envelope | undefined; readonly start: Origin; readonly failed: boolean },
): CheckSettings {
  const { target, configurationName } = settings;
  return {
    ...{ node: node.name, target, configurationName, start, failed },
    ...{ layout: settings.layout ?? "node", order: settings.order ?? "recipe" },
    ...{ coerce: settings.coerce === true, ignoreGuards: settings.ignoreGuards === true },
    ...{ credentials: credentialRulesOf(node, envelope), passwords: settings.passwords, unknown: "error" },
  };
}

/** A document as bytes. What an LCM would not read, or not as it is meant, is refused; of the whole it is told at `start`. */
function writeDocument(
  unstamped: Document,
  file: string,
  start: Origin,
  settings: CompileSettings,
): Staged<Compiled | undefined> {
  const { target, encoding } = settings;
  const document = stampDocument(unstamped, settings.stamp);
  const text = printDocument(document, settings);
  const unreadable = encodingProblem(file, text, settings);
  if (unreadable !== undefined) return { value: undefined, diagnostics: [unreadable] };
  const bytes = encodeDocument(text, target, encoding);
  const large = sizeProblem(bytes.length, target, start);
  return { value: { document, bytes }, diagnostics: large === undefined ? [] : [large] };
}

function envelopeOf({ credentials }: NodeData, { openEnvelope }: CompileSettings): Envelope | undefined {
  return credentials?.certificate && openEnvelope?.(credentials.certificate);
}

/** A certificate goes before plain text, as in Microsoft's compiler (powershell-configuration.md §1.11). */
function credentialRulesOf({ credentials }: NodeData, envelope: Envelope | undefined): CredentialRules {
  const domainUsers = credentials?.domainUsers === true;
  if (envelope !== undefined)
    return { passwords: { kind: "encrypted", protect: envelope.protect }, domainUsers };
  const plain = credentials?.plainText === true && credentials.certificate === undefined;
  return { passwords: { kind: plain ? "plain" : "refused" }, domainUsers };
}

function startOf({ recipes: [first] }: RunPlan): Origin {
  return { source: first?.recipe.source ?? { name: "", path: "", text: "" }, start: 0, end: 0 };
}

/** Refuses an encoding that was asked for and in which the target's LCM would read another text (lcm-rules 4.5). */
function encodingProblem(
  file: string,
  text: string,
  { target, encoding, compat }: CompileSettings,
): Diagnostic | undefined {
  const read = encoding === undefined || encoding === (target === "windows" ? "utf16le" : "utf8");
  const character = read ? undefined : /[^\0-\x7f]/u.exec(text)?.[0];
  if (encoding === undefined || character === undefined) return undefined;
  const isOfCompat = compat === "ps51" && encoding === "utf16le";
  return unreadableEncoding({ file }, { encoding, target, character, isOfCompat });
}
