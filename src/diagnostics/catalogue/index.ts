import type { Severity } from "../diagnostic.js";
import * as chefData from "./chef-data.js";
import * as check from "./check.js";
import * as cli from "./cli.js";
import * as cms from "./cms.js";
import * as config from "./config.js";
import * as configLcm from "./config-lcm.js";
import * as cookbook from "./cookbook.js";
import * as decompile from "./decompile.js";
import * as diff from "./diff.js";
import * as lint from "./lint.js";
import * as mof from "./mof.js";
import * as output from "./output.js";
import * as pull from "./pull.js";
import * as recipe from "./recipe.js";
import * as recipeEvaluate from "./recipe-evaluate.js";
import * as recipeInclude from "./recipe-include.js";
import * as recipeResource from "./recipe-resource.js";
import * as recipeSecrets from "./recipe-secrets.js";
import * as reuse from "./reuse.js";
import * as schema from "./schema.js";
import * as secrets from "./secrets.js";
import * as source from "./source.js";

/** What a catalogue entry says of itself, whatever its parameters. */
export interface CatalogueEntry {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  readonly mend: string;
}

const rooms: readonly Readonly<Record<string, CatalogueEntry>>[] = [
  ...[source, cookbook, recipe, recipeEvaluate, recipeInclude, recipeResource, recipeSecrets, mof, schema],
  ...[check, cms, lint, decompile, diff, config, configLcm, chefData, cli, output, pull, reuse, secrets],
];

const entries = rooms.flatMap((room) => Object.values(room));

/** Every diagnostic there is, by code. A code that two entries claim is our bug; a test looks for it. */
export const catalogue: ReadonlyMap<string, CatalogueEntry> = new Map(
  entries.map((entry): [string, CatalogueEntry] => [entry.code, entry]),
);

/** How many entries were made: more than `catalogue` holds when two have the same code. */
export const entryCount = entries.length;
