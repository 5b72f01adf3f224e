import { expect, test } from "vitest";
import { loadNodes, type NodeRequest } from "../../src/config/node-data.js";
import type { LcmPart, LcmSettings } from "../../src/model/lcm-settings.js";
import { textOf } from "../../src/source/source.js";
import { memoryHost } from "../support/memory-host.js";
import { places } from "./places.js";

const request: NodeRequest = {
  ...{ attributes: [], roles: [], names: [], environment: new Map(), givenEnvironment: new Map() },
  ...{ nodes: undefined, chefEnvironment: { given: undefined, fallback: undefined } },
};

async function read(file: string, text: string) {
  const { value, diagnostics } = await loadNodes(memoryHost({ [file]: text }), { ...request, nodes: file });
  expect(places(diagnostics)).toEqual([]);
  return value.map(({ node }) => node);
}

/** Each property with the text at its name and at its value. */
function shown(lcm: LcmSettings | undefined) {
  const block = (part: LcmPart | undefined) =>
    part?.properties.map(({ name, nameOrigin, value }) => [name, textOf(nameOrigin), textOf(value.origin)]);
  return lcm && [block(lcm.settings), lcm.parts.map((part) => [part.keyword, part.name.text, block(part)])];
}

test("a node's own section goes over that of the entry *, property by property, with the places of both", async () => {
  const [own, common, none, taken] = await read(
    "nodes.yaml",
    `AllNodes:
  - NodeName: '*'
    Lcm: &lcm
      Settings: { RefreshMode: Pull, RebootNodeIfNeeded: true }
      reportserverweb: { Main: { ServerURL: https://one/ } }
  - NodeName: own
    LCM:
      SETTINGS: { refreshmode: Push, RebootNodeIfNeeded: null }
      ReportServerWeb: { main: { CertificateID: x }, other: { ServerURL: https://two/ } }
  - NodeName: common
  - { NodeName: none, Lcm: null }
  - { NodeName: taken, Lcm: { Settings: null, ReportServerWeb: { MAIN: null } } }
`,
  ).then((nodes) => nodes.map(({ lcm }) => shown(lcm)));
  expect(own).toEqual([
    [["refreshmode", "refreshmode", "Push"]],
    [
      [
        "ReportServerWeb",
        "main",
        [
          ["ServerURL", "ServerURL", "https://one/"],
          ["CertificateID", "CertificateID", "x"],
        ],
      ],
      ["ReportServerWeb", "other", [["ServerURL", "ServerURL", "https://two/"]]],
    ],
  ]);
  expect(common).toEqual([
    [
      ["RefreshMode", "RefreshMode", "Pull"],
      ["RebootNodeIfNeeded", "RebootNodeIfNeeded", "true"],
    ],
    [["ReportServerWeb", "Main", [["ServerURL", "ServerURL", "https://one/"]]]],
  ]);
  expect(none).toBeUndefined();
  expect(taken).toBeUndefined();
});

test("the section is no attribute, in no spelling", async () => {
  const [node] = await read("nodes.json", '{"AllNodes":[{"NodeName":"a","lCM":{"Settings":{}},"port":80}]}');
  expect([...(node?.levels.normal.keys() ?? [])]).toEqual(["NodeName", "port"]);
  expect(node?.lcm).toBeUndefined();
});
