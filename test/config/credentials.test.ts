import { expect, test } from "vitest";
import { loadNodes, type NodeRequest } from "../../src/config/node-data.js";
import type { NamedCertificate } from "../../src/model/credentials.js";
import { textOf } from "../../src/source/source.js";
import { memoryHost } from "../support/memory-host.js";
import { jsonObject } from "../support/json.js";
import { places } from "./places.js";

const request: NodeRequest = {
  ...{
    nodes: "data/n.json",
    attributes: [],
    names: [],
    roles: [],
    environment: new Map(),
    givenEnvironment: new Map(),
  },
  chefEnvironment: { given: undefined, fallback: undefined },
};

async function credentials(entries: readonly unknown[]) {
  const text = JSON.stringify({ AllNodes: entries });
  const { value, diagnostics } = await loadNodes(memoryHost({ "data/n.json": text }), request);
  return { nodes: value.map(({ node }) => node), problems: places(diagnostics) };
}

/** What a certificate is named by, and the text at the place of each name. */
function names(certificate: NamedCertificate | undefined): unknown {
  const { file, thumbprints = [] } = certificate ?? {};
  return [file, ...thumbprints].map((one) => one && [one.key, one.text, textOf(one.place)]);
}

test("an entry's own keys go before those of the entry *, in any case; null says none", async () => {
  const { nodes, problems } = await credentials([
    { NodeName: "*", CERTIFICATEFILE: "all.cer", psdscallowplaintextpassword: true, Thumbprint: "AA" },
    { NodeName: "a" },
    { NodeName: "b", certificateFile: "certs/b.cer", thumbPrint: "BB", PSDscAllowDomainUser: true },
    { NodeName: "c", CertificateFile: null, PSDscAllowPlainTextPassword: false },
    { NodeName: "d", CertificateFile: "/etc/d.cer", CertificateID: "DD", Thumbprint: null },
    { NodeName: "e", CertificateFile: "../e.cer", Thumbprint: { web: "EE" } },
  ]);
  expect(problems).toEqual([]);
  const read = nodes.map(({ credentials: one }) => [
    names(one?.certificate),
    one?.plainText,
    one?.domainUsers,
  ]);
  expect(read).toEqual([
    [
      [
        ["CertificateFile", "data/all.cer", '"all.cer"'],
        ["Thumbprint", "AA", '"AA"'],
      ],
      true,
      false,
    ],
    [
      [
        ["CertificateFile", "data/certs/b.cer", '"certs/b.cer"'],
        ["Thumbprint", "BB", '"BB"'],
      ],
      true,
      true,
    ],
    [[undefined], false, false],
    [
      [
        ["CertificateFile", "/etc/d.cer", '"/etc/d.cer"'],
        ["CertificateID", "DD", '"DD"'],
      ],
      true,
      false,
    ],
    [[["CertificateFile", "e.cer", '"../e.cer"']], true, false],
  ]);
});

test("the keys are no attributes; a thumbprint is one, and names no certificate by itself", async () => {
  const { nodes } = await credentials([
    { NodeName: "a", Thumbprint: "AA", PSDscOther: 1, certificateOther: 1, port: 80 },
    { NodeName: "b", CertificateID: "BB" },
  ]);
  expect(nodes.map(({ levels }) => levels.normal)).toEqual([
    jsonObject({ NodeName: "a", Thumbprint: "AA", port: 80n }),
    jsonObject({ NodeName: "b" }),
  ]);
  expect(nodes.map((node) => names(node.credentials?.certificate))).toEqual([
    [undefined],
    [undefined, ["CertificateID", "BB", '"BB"']],
  ]);
});

test("a key of another kind is refused where it stands, also in the entry *", async () => {
  const refused = async (entry: object) =>
    (await credentials([{ NodeName: "*", ...entry }, { NodeName: "a" }])).problems;
  for (const [key, value] of [
    ["PSDscAllowPlainTextPassword", "true"],
    ["psdscallowdomainuser", 1],
    ["CertificateFile", true],
    ["CertificateFile", ""],
    ["CertificateID", 12],
  ] as const) {
    expect(await refused({ [key]: value })).toEqual([
      expect.stringMatching(/^config\/bad-credential-key data\/n\.json:1:\d+ /),
    ]);
  }
  expect(await refused({ CertificateID: "AA", certificateid: "AA" })).toEqual([
    'config/duplicate-key data/n.json:1:51 "\\"certificateid\\""',
  ]);
});
