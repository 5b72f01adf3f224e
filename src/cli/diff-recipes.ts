import { compileLcmSettings, compileNode, type Compiled, type CompileSettings } from "../compile.js";
import type { NodeInput } from "../config/node-data.js";
import { allWell, type Staged } from "../diagnostics/diagnostic.js";
import { classesFrom } from "../diff/keys.js";
import { mergeDocuments } from "../diff/merge.js";
import { passwordsIn } from "../diff/read-content.js";
import type { Document } from "../model/document.js";
import { rememberSecrets } from "../model/passwords.js";
import type { Catalogue } from "../schema/catalogue.js";
import { take, type Context } from "./context.js";
import type { SideDocument } from "./diff-pairs.js";
import { marksFor, type Envelopes } from "./envelopes.js";
import { lcmSettingsName } from "./lcm-settings.js";
import type { DiffOptions } from "./options.js";
import { declareSettings, givenName, runsOf } from "./runs.js";
import { unitsOf } from "./units.js";

/** What compiling needs on both sides: it is read once, standard input among it. */
export interface Compiling {
  readonly nodes: readonly NodeInput[];
  readonly name: string | undefined;
  readonly settings: Omit<CompileSettings, "complete" | "configurationName" | "openEnvelope">;
  readonly envelopeOf: Envelopes["of"];
}

/** Prepares compiling for nodes. Where both sides are compiled, what `--reuse` has kept is not asked for. */
export async function prepare(
  context: Context,
  catalogue: Catalogue,
  { nodes, areBoth }: { readonly nodes: readonly NodeInput[]; readonly areBoth: boolean },
  options: DiffOptions,
): Promise<Compiling> {
  const declared = declareSettings(context, options);
  return {
    nodes,
    name: givenName(context, options),
    settings: {
      ...{ ...declared, catalogue, encoding: undefined, order: context.settings.order },
      stamp: { author: undefined, date: undefined },
    },
    envelopeOf: await marksFor(context, nodes, areBoth ? {} : options),
  };
}

/** What `compile` would write of a recipe or cookbook: a document for each node, and the settings of LCMs. */
export function recipeDocuments(
  context: Context,
  path: string,
  options: DiffOptions,
  compiling: Compiling,
): readonly SideDocument[] {
  const { nodes, name, settings: common, envelopeOf } = compiling;
  const { repository, units } = unitsOf(context, [path], options);
  const many = nodes.length > 1;
  const documentOf = (node: string, file: string, compile: Compile): SideDocument => ({
    name: file,
    isSplit: false,
    open: (isSplit) => {
      const openEnvelope = envelopeOf(file);
      const staged = context.measure("compile", () =>
        compile({ ...common, openEnvelope, layout: isSplit ? "resource" : "node" }),
      );
      return documentIn(context, staged, common, many ? node : undefined);
    },
  });
  const runs = units.flatMap((unit) => [
    ...runsOf(context, unit, nodes, { repository, name, missing: "error" }),
  ]);
  const documents = runs.map(({ plan, node, complete, configurationName }) =>
    documentOf(node.name, `${node.name}.mof`, (settings) =>
      compileNode(plan, node, { ...settings, complete, configurationName }),
    ),
  );
  const ofMachines = nodes.filter(({ node }) => node.lcm !== undefined);
  const lcmSettings = ofMachines.map(({ node }) =>
    documentOf(node.name, `${node.name}.meta.mof`, (settings) => {
      const configurationName = name ?? lcmSettingsName;
      const { value, diagnostics } = compileLcmSettings(node, {
        ...settings,
        ...{ complete: true, configurationName },
      });
      return { value: value === undefined ? undefined : [value], diagnostics };
    }),
  );
  return [...documents, ...lcmSettings];
}

type Compile = (
  settings: Omit<CompileSettings, "complete" | "configurationName">,
) => Staged<readonly Compiled[] | undefined>;

/** What was compiled, as one document; its passwords are known from here on. */
function documentIn(
  context: Context,
  staged: Staged<readonly Compiled[] | undefined>,
  { catalogue, target }: Pick<CompileSettings, "catalogue" | "target">,
  node: string | undefined,
): Document | undefined {
  const compiled = take(context, staged, node)?.map(({ document }) => document) ?? [];
  const [first] = compiled;
  if (first === undefined) return undefined;
  const document = compiled.length === 1 ? first : mergeDocuments(compiled);
  rememberSecrets(context.findings.passwords, passwordsIn(document, classesFrom(catalogue, target)));
  return allWell(staged.diagnostics) ? document : undefined;
}
