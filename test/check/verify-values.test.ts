import { expect, test } from "vitest";
import { verify } from "./kit.js";

const resource = (body: string) =>
  `instance of T_All as $T_All1ref { ResourceID = "[All]a"; K = "a"; Req = "r"; ModuleName = "Things"; ModuleVersion = "2.1.0"; ${body} };\n` +
  'instance of OMI_ConfigurationDocument { Version = "2.0.0"; Name = "x"; };\n';

// The independent checker compares the text of a real, so that these are no edges for both.
test.each([
  ["Share = 0.1;", []],
  ["Share = 2.0;", []],
  ["Share = 0.5;", ["w value-not-allowed@0.5"]],
  ["Level = 100000;", []],
  ["Level = 99;", ["w value-not-allowed@99"]],
  ["Level = 0;", ["w value-not-allowed@0"]],
])("what ValueMap says of %s", (body, expected) => {
  expect(verify(resource(body))).toEqual(expected);
});
