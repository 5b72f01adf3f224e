import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { envelopesOver } from "../../src/cms/envelopes.js";
import { compileNode, readRecipes } from "../../src/compile.js";
import type { NodeCredentials } from "../../src/model/credentials.js";
import { parseMof } from "../../src/mof/parse.js";
import { readDocument } from "../../src/mof/read-document.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { catalogueInMemory } from "../../src/schema/catalogue-of.js";
import { decodeText } from "../../src/source/decode.js";
import { memoryHost } from "../support/memory-host.js";
import { makeCertificates, openssl, withoutOpenssl, type Certificates } from "../support/openssl.js";
import { nodeOf } from "../support/plan.js";

describe.skipIf(withoutOpenssl)("a document with a password", () => {
  let made: Certificates<"web01">;
  beforeAll(async () => {
    made = await makeCertificates({ web01: { key: "rsa2048" } });
  }, 120_000);
  afterAll(() => made?.remove());

  /** The bytes of a document in which a password stands, for a node whose data say so of credentials. */
  function bytesOf(password: string, own: Partial<NodeCredentials>): Uint8Array {
    const text = `dsc_resource 'u' do
  resource :User
  module_name 'PSDesiredStateConfiguration'
  property :UserName, 'u'
  property :Password, ps_credential('u', ${JSON.stringify(password).replaceAll("#", "\\#")})
end
`;
    const { value: plan } = readRecipes([{ name: "main.rb", path: "main.rb", text }]);
    const credentials = { certificate: undefined, plainText: false, domainUsers: false, ...own };
    const host = memoryHost({ "web01.cer": made.bytes("web01") });
    const compiled = compileNode(
      plan,
      { ...nodeOf({}), credentials },
      {
        ...{ catalogue: catalogueInMemory(builtInModules), target: "windows", configurationName: "main" },
        ...{ fileCachePath: "C:\\chef\\cache", encoding: undefined, complete: true },
        stamp: { author: undefined, date: undefined },
        openEnvelope: envelopesOver(host, new Date(Date.now() + 1000)),
      },
    );
    expect(compiled.diagnostics).toEqual([]);
    return compiled.value?.[0]?.bytes ?? expect.fail("no document");
  }

  test("has it for openssl with the key, and for nobody else", async () => {
    const source = { name: "nodes.json", path: "nodes.json", text: "web01.cer" };
    const file = { key: "CertificateFile", text: "web01.cer", place: { source, start: 0, end: 9 } };
    const password = 'Grün "𝄞" \\ #{x}\n-';
    const both = { certificate: { file, thumbprints: [] }, plainText: true };
    const bytes = bytesOf(password, both);
    for (const encoding of ["utf8", "utf16le", "base64"] as const) {
      expect(Buffer.from(bytes).includes(Buffer.from(password).toString(encoding))).toBe(false);
    }
    const back = await openssl(
      made.folder,
      ["cms", "-decrypt", "-binary", "-inform", "PEM", "-inkey", "rsa2048.pem", "-recip", "web01.cer"],
      `${passwordIn(bytes)}\n`,
    );
    expect(back.toString()).toBe(password);
    expect(passwordIn(bytesOf(password, { plainText: true }))).toBe(password);
  });
});

/** The password of the only credential, as an LCM reads it. */
function passwordIn(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  if (!decoded.ok) expect.fail(decoded.reason);
  const tree = parseMof({ name: "web01.mof", path: "web01.mof", text: decoded.text });
  const { document } = readDocument(tree.value).value;
  const credential = document.instances.find(({ className }) => className === "MSFT_Credential");
  const value = credential?.properties.find(({ name }) => name === "Password")?.value;
  return value?.kind === "string" ? value.text : expect.fail("no password");
}
