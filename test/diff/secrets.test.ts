import { expect, test } from "vitest";
import { applyChanges } from "../../src/diff/apply.js";
import { diffDocuments } from "../../src/diff/diff.js";
import { passwordsIn } from "../../src/diff/read-content.js";
import { rowsOf, type Row } from "../../src/diff/rows.js";
import { toldChanges } from "../../src/diff/told.js";
import type { Document } from "../../src/model/document.js";
import { Secret } from "../../src/model/secret.js";
import type { CimClass, CimProperty } from "../../src/schema/resource-class.js";
import { read } from "../mof/kit.js";

function documentOf(text: string): Document {
  const { document, diagnostics } = read(text);
  expect(diagnostics).toEqual([]);
  return document;
}

const chosen: CimProperty = {
  ...{ name: "BlankPassword", type: "string", array: false, key: false, required: false, readOnly: false },
  ...{ valueMap: ["Enabled", "Disabled"], values: ["Enabled", "Disabled"] },
};
const policy: CimClass = { name: "Policy", properties: [chosen] };
const classOf = (name: string) => (name === "Policy" ? policy : undefined);

function rowsBetween(before: string, after: string): readonly Row[] {
  const changes = diffDocuments(documentOf(before), documentOf(after), classOf);
  return changes.flatMap((change) => (change.kind === "changed" ? rowsOf(change.properties) : []));
}

test("a setting is shown, whatever its name, and a text that is called like a password is not", () => {
  const of = (value: string) =>
    `instance of Policy as $P { ResourceID = "[Policy]p"; BlankPassword = "${value}"; Store_passwords_so = "${value}"; Password = "${value}"; };`;
  const kinds = rowsBetween(of("Enabled"), of("Disabled")).map(({ path, ...row }) => [
    path,
    "new" in row ? row.new.kind : undefined,
  ]);
  expect(kinds).toEqual([
    ["BlankPassword", "string"],
    ["Store_passwords_so", "string"],
    ["Password", "password"],
  ]);
});

test("only what a class makes a password is one wherever it stands", () => {
  const document = documentOf(
    'instance of Policy as $P { ResourceID = "[Policy]p"; Password = "Disabled"; };\n' +
      'instance of MSFT_Credential as $C { UserName = "u"; Password = "known"; };\n',
  );
  expect(passwordsIn(document, classOf).map(Secret.reveal)).toEqual(["known"]);
});

test("a text that becomes a secret by what stands beside it is no other text", () => {
  const of = (key: string) =>
    `instance of MSFT_KeyValuePair as $K { Key = "${key}"; Value = "x"; };\ninstance of A as $A { ResourceID = "[A]a"; P = $K; };`;
  expect(rowsBetween(of("Password"), of("Name")).map(({ path }) => path)).toEqual(["P.Key"]);
});

test("an encrypted message is one in any property", () => {
  const of = (text: string) =>
    `instance of A as $A { ResourceID = "[A]a"; X = "-----BEGIN CMS-----\\n${text}\\n-----END CMS-----"; };`;
  const [row] = rowsBetween(of("aa"), of("bb"));
  expect(row).toMatchObject({ old: { form: "encrypted" }, new: { form: "encrypted" } });
});

test("where the document alone gets another Name, nothing is told of resources, and all is made", () => {
  const of = (name: string) =>
    'instance of A as $A { ResourceID = "[A]a"; ConfigurationName = "x"; };\n' +
    `instance of OMI_ConfigurationDocument { Version = "2.0.0"; Name = "${name}"; };`;
  const [old, next] = [documentOf(of("x")), documentOf(of("X"))];
  const changes = diffDocuments(old, next, classOf);
  expect(toldChanges(changes).map(({ name }) => name.className)).toEqual(["OMI_ConfigurationDocument"]);
  expect(diffDocuments(applyChanges(old, changes), next, classOf)).toEqual([]);
  expect(toldChanges(diffDocuments(next, old, classOf))).toHaveLength(1);
});
