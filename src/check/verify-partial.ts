import * as report from "../diagnostics/catalogue/check.js";
import type { Collector } from "../diagnostics/collector.js";
import type { Target } from "../mof/literal.js";
import { excerpt } from "./describe.js";
import { placeOf, textAt, valueOf, type Examined } from "./verify-examined.js";

const managerProperties = ["configurationdownloadmanagers", "resourcemodulemanagers", "reportmanagers"];

/**
 * What an LCM demands of the partial configurations of its settings (lcm-rules, meta configuration): managers that the
 * settings define, and on Linux one source, none for modules, and no exclusive resource twice.
 */
export function verifyPartialConfigurations(settings: Examined, target: Target, found: Collector): void {
  const managers = new Set<string>();
  for (const name of managerProperties) {
    for (const manager of instancesAt(settings, name)) {
      managers.add((textAt(manager, "resourceid") ?? "").toLowerCase());
    }
  }
  const exclusive = new Set<string>();
  for (const part of instancesAt(settings, "partialconfigurations")) {
    verifySources(part, managers, found);
    if (target === "linux") verifyForLinux(part, exclusive, found);
  }
}

function verifySources(part: Examined, managers: ReadonlySet<string>, found: Collector): void {
  for (const property of ["configurationsource", "resourcemodulesource"]) {
    for (const name of textsAt(part, property)) {
      if (managers.has(name.toLowerCase())) continue;
      const problem = `The settings define no manager "${excerpt(name)}".`;
      found.add(report.partialConfiguration(placeOf(part, property), { problem }));
    }
  }
}

function verifyForLinux(part: Examined, exclusive: Set<string>, found: Collector): void {
  if (textsAt(part, "configurationsource").length > 1) {
    const problem = "On Linux a partial configuration has one ConfigurationSource.";
    found.add(report.partialConfiguration(placeOf(part, "configurationsource"), { problem }));
  }
  if (textsAt(part, "resourcemodulesource").length > 0) {
    const problem = "On Linux a partial configuration has no ResourceModuleSource.";
    found.add(report.partialConfiguration(placeOf(part, "resourcemodulesource"), { problem }));
  }
  for (const name of textsAt(part, "exclusiveresources")) {
    if (exclusive.has(name.toLowerCase())) {
      const problem = `The resource "${excerpt(name)}" is claimed twice.`;
      found.add(report.partialConfiguration(placeOf(part, "exclusiveresources"), { problem }));
    }
    exclusive.add(name.toLowerCase());
  }
}

function textsAt(one: Examined, name: string): readonly string[] {
  const value = valueOf(one, name);
  const items = value?.kind === "array" ? value.items : [];
  return items.flatMap((item) => (item.kind === "string" ? [item.text] : []));
}

function instancesAt(one: Examined, name: string): readonly Examined[] {
  const value = valueOf(one, name);
  const items = value?.kind === "array" ? value.items : [];
  return items.flatMap((item) =>
    item.kind === "instance" ? (one.byAlias.get(item.alias.toLowerCase()) ?? []) : [],
  );
}
