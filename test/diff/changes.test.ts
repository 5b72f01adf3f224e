import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChanges } from "../../src/diff/apply.js";
import type { Change } from "../../src/diff/changes.js";
import type { ItemName } from "../../src/diff/content.js";
import { diffDocuments } from "../../src/diff/diff.js";
import { classesFrom } from "../../src/diff/keys.js";
import { rowsOf } from "../../src/diff/rows.js";
import type { Document } from "../../src/model/document.js";
import { printDocument } from "../../src/mof/print.js";
import { singleChanges, type Configuration } from "../generated/changes.js";
import { catalogue } from "../generated/compile.js";
import { textOfDocument } from "../generated/tree.js";
import { read } from "../mof/kit.js";

const classOf = classesFrom(catalogue, "windows");

test("500 generated changes are each told exactly, and made by what is told", { timeout: 120_000 }, () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(singleChanges, fc.boolean(), ({ kind, before, after, told }, otherwise) => {
      const old = documentOf(before, false);
      const next = documentOf(after, otherwise);
      const changes = diffDocuments(old, next, classOf);
      const lines = changes.flatMap(linesOf);
      expect(lines, kind).toHaveLength(1);
      // Names are told as the new document spells them.
      expect(
        told.map((line) => (otherwise ? line.toLowerCase() : line)),
        kind,
      ).toContain(otherwise ? lines[0]?.toLowerCase() : lines[0]);
      const made = applyChanges(old, changes);
      expect(diffDocuments(made, next, classOf)).toEqual([]);
      expect(diffDocuments(next, made, classOf)).toEqual([]);
      expect(diffDocuments(documentOf(before, otherwise), old, classOf)).toEqual([]);
      // What was made is a document that can be written and read.
      expect(read(printDocument(made, { target: "windows" }))).toEqual({ document: made, diagnostics: [] });
      kinds.add(kind);
    }),
    { numRuns: 500, seed: 5 },
  );
  expect(kinds.size).toBe(13);
});

test("any number of changes are made by what is told", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(singleChanges, singleChanges, (one, other) => {
      const [old, next] = [documentOf(one.before, false), documentOf(other.after, true)];
      const made = applyChanges(old, diffDocuments(old, next, classOf));
      expect(diffDocuments(made, next, classOf)).toEqual([]);
    }),
    { numRuns: 200, seed: 5 },
  );
});

/** What does not count is different when `otherwise`: order of properties, who made it, where from, case of names. */
function documentOf({ resources, document }: Configuration, otherwise: boolean): Document {
  const text = textOfDocument(resources, [document])
    .replace(/\ninstance of OMI_ConfigurationDocument\n\{[^}]*\};/, "")
    .replace(/(instance of OMI_ConfigurationDocument) as \S+/, "$1");
  const found = read(text);
  expect(found.diagnostics, text).toEqual([]);
  if (!otherwise) return found.document;
  const { instances } = found.document;
  return {
    header: { targetNode: "other", generatedBy: "somebody" },
    instances: instances.map((instance) => ({
      ...instance,
      className: instance.className.toUpperCase(),
      properties: instance.properties
        .map(({ name, value }) => ({
          name: name.toLowerCase(),
          value: /^(?:SourceInfo|Author)$/.test(name)
            ? ({ kind: "string", text: "elsewhere" } as const)
            : value,
        }))
        .reverse(),
    })),
  };
}

/** A change as the generator names it, one line for each thing that differs. */
function linesOf(change: Change): readonly string[] {
  const name = shown(change.name);
  if (change.kind === "removed") return [`- ${name}`];
  if (change.kind === "added") return [`+ ${name} ${placeOf(change.behind)}`];
  const { renamedFrom, classes, moved, dependsOn, properties } = change;
  return [
    ...(renamedFrom === undefined ? [] : [`= ${renamedFrom} ${name}`]),
    ...(classes === undefined ? [] : [`~ ${name} class`]),
    ...(moved === undefined ? [] : [`> ${name} ${placeOf(moved.behind)}`]),
    ...dependsOn.removed.map((id) => `- ${name} depends on ${id}`),
    ...dependsOn.added.map((id) => `+ ${name} depends on ${id}`),
    ...rowsOf(properties).map(
      ({ kind, path }) => `${{ removed: "-", added: "+", changed: "~" }[kind]} ${name} ${path}`,
    ),
  ];
}

function shown({ id, className }: ItemName): string {
  return id ?? className;
}

function placeOf(behind: ItemName | undefined): string {
  return behind === undefined ? "at the start" : `behind ${shown(behind)}`;
}
