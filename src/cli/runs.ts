import type { CompileSettings } from "../compile.js";
import type { NodeInput } from "../config/node-data.js";
import { fileCachePathOf } from "../config/settings.js";
import { readSecrets } from "../config/secrets.js";
import { parseStub } from "../config/stub.js";
import { noRunList } from "../diagnostics/catalogue/chef-data.js";
import type { Place } from "../diagnostics/diagnostic.js";
import { invalidName } from "../diagnostics/catalogue/cli.js";
import { allWell, type Staged } from "../diagnostics/diagnostic.js";
import type { NodeData } from "../model/node.js";
import { rememberSecrets } from "../model/passwords.js";
import { nodeOfPlan, planRun, type Planned, type Start } from "../recipe/cookbook/plan.js";
import type { Repository } from "../recipe/cookbook/repository.js";
import type { RunPlan } from "../recipe/library.js";
import { report, take, type Context } from "./context.js";
import type { SourceOptions } from "./options.js";
import type { Unit } from "./units.js";

/** One unit for one node. */
export interface Run {
  readonly node: NodeData;
  readonly plan: RunPlan;
  readonly configurationName: string;
  /** False when something of it could not be read in full: what seems to be missing may stand there. */
  readonly complete: boolean;
}

/** What the runs of a command line have in common. */
export interface RunSettings {
  readonly repository: Repository;
  /** The configuration's name, when it was given. */
  readonly name: string | undefined;
  /** The weight of a cookbook that is missing. */
  readonly missing: "error" | "warning";
}

/** The configuration's name that was given. Diagnostic: `cli/invalid-configuration-name`. */
export function givenName(context: Context, { name }: { readonly name?: string }): string | undefined {
  const given = name ?? context.settings.name;
  if (given !== undefined && !/^[A-Za-z][A-Za-z0-9_]*$/.test(given)) {
    report(context, [invalidName({ file: "" }, { name: given })]);
  }
  return given;
}

/**
 * What the evaluation of every run depends on. Diagnostics, each at its place in a word of the command line: those
 * of `parseStub` and `readSecrets`.
 */
export function declareSettings(
  context: Context,
  options: SourceOptions,
): Pick<
  CompileSettings,
  "target" | "fileCachePath" | "stubs" | "secrets" | "passwords" | "strict" | "coerce" | "ignoreGuards"
> {
  const { settings, host, world } = context;
  const file = (path: string) => host.read(path, largestSecret);
  const stubs = new Map(settings.stubs);
  for (const word of options.stub ?? []) {
    const stub = take(context, parseStub(word));
    if (stub !== undefined) stubs.set(stub.name, stub.result);
  }
  const secrets = take(context, readSecrets(options.secret ?? [], { file, input: world.stdin }));
  const { passwords } = context.findings;
  rememberSecrets(passwords, secrets.values());
  return {
    target: settings.target,
    fileCachePath: fileCachePathOf(settings),
    ...{ stubs, secrets, passwords },
    strict: options.strict ?? settings.strict,
    coerce: options.coerce ?? settings.coerce,
    ignoreGuards: options.ignoreGuards ?? false,
  };
}

/** In bytes; a key or a certificate with its chain is far smaller. */
const largestSecret = 1024 * 1024;

/** The runs of a unit, one a node; nodes with the same run list and environment share a plan. What cannot run is told. */
export function* runsOf(
  context: Context,
  unit: Unit,
  nodes: readonly NodeInput[],
  settings: RunSettings,
): Generator<Run> {
  const plans = new Map<string, Staged<Planned | undefined>>();
  const idle: Idle = new Map();
  for (const input of nodes) {
    const { node, runList } = input;
    const start = unit.start ?? startOf(runList ?? context.settings.runList);
    if (start === undefined) {
      reportIdle(context, idle, input, false);
      continue;
    }
    const own = unit.start === undefined && start.kind === "run list" ? start.items : [];
    const key = JSON.stringify([node.chefEnvironment, ...own.map(({ text }) => text)]);
    let staged = plans.get(key);
    if (staged === undefined) {
      const { environmentPlace } = input;
      const planSettings = {
        environment: node.chefEnvironment,
        environmentPlace,
        missing: settings.missing,
      };
      staged = context.measure("read", () => planRun(settings.repository, start, planSettings));
      plans.set(key, staged);
      take(context, staged);
    }
    if (staged.value === undefined) continue;
    const { plan } = staged.value;
    const [first] = plan.recipes;
    if (first === undefined) {
      if (start.kind === "run list" && unit.complete && allWell(staged.diagnostics)) {
        reportIdle(context, idle, input, true);
      }
      continue;
    }
    yield {
      ...{ node: nodeOfPlan(node, staged.value), plan },
      configurationName: settings.name ?? configurationNameOf(first.cookbook?.name ?? first.name),
      complete: unit.complete && allWell(staged.diagnostics),
    };
  }
}

/** Where nodes without anything to run were first found: by whether they have a run list at all. */
type Idle = Map<boolean, Place>;

/** Tells of all such nodes at the place of the first one: what is said of two hundred is said once. */
function reportIdle(context: Context, idle: Idle, { node, place }: NodeInput, isEmpty: boolean): void {
  const first = idle.get(isEmpty) ?? place ?? { file: "" };
  idle.set(isEmpty, first);
  report(context, [noRunList(first, { isEmpty })], node.name);
}

function startOf(items: NodeInput["runList"]): Start | undefined {
  return items === undefined ? undefined : { kind: "run list", items };
}

/** A name that Microsoft's compiler would take: a letter, then letters, digits and underscores. */
function configurationNameOf(name: string): string {
  const made = name.replace(/[^A-Za-z0-9_]/g, "_");
  return /^[A-Za-z]/.test(made) ? made : `C${made}`;
}
