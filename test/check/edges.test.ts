import { join } from "node:path";
import { expect, test } from "vitest";
import { verifyBytes } from "../../src/check/verify-bytes.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { nodeHost } from "../../src/source/host.node.js";
import { hasMofcheck, mofcheck } from "../support/mofcheck.js";
import { classes, habits, headers, versions } from "./edges/document.js";
import { bytesOf, type Edge } from "./edges/kit.js";
import { dependencies, keys } from "./edges/resources.js";
import { partials } from "./edges/settings.js";
import { characters, datetimes, integers, limits, passwords } from "./edges/values.js";

/*
 * Small documents on both sides of one rule each, where random mutation of documents hardly ever comes: what verify
 * says of them, and what the independent checker does.
 */

const edges: readonly Edge[] = [
  ...[
    ...headers,
    ...habits,
    ...versions,
    ...classes,
    ...limits,
    ...integers,
    ...characters,
    ...datetimes,
    ...keys,
  ],
  ...[...dependencies, ...passwords, ...partials],
];

const folder = join(import.meta.dirname, "documents", "schemas");
const schemas = { windows: [folder], linux: [folder] };
const { value: catalogue } = loadCatalogue(nodeHost(), schemas.windows, builtInModules);

test.each(edges.map((edge) => [edge.what, edge] as const))("%s", (_, edge) => {
  const { target = "windows", meta = false, ours } = edge;
  const { diagnostics } = verifyBytes(bytesOf(edge), catalogue, { file: "d.mof", target, meta });
  const told = diagnostics.map(({ code, severity }) => {
    return `${severity === "error" ? "" : "w "}${code.replace("check/", "")}`;
  });
  expect(told.toSorted()).toEqual([...ours].toSorted());
});

test.skipIf(!hasMofcheck())("the independent checker agrees on each", () => {
  const documents = edges.map((edge) => {
    const { target = "windows", meta = false } = edge;
    return { bytes: bytesOf(edge), target, meta };
  });
  const verdicts = mofcheck(documents, schemas);
  const found = verdicts.map(({ strict }, index) => [edges[index]?.what, [...new Set(strict)].toSorted()]);
  expect(found).toEqual(edges.map(({ what, theirs }) => [what, [...theirs].toSorted()]));
});
