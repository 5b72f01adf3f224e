import * as report from "../diagnostics/catalogue/check.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import type { PropertyOrigins } from "../model/document.js";
import type { Value } from "../model/value.js";
import { isResource, isSubclassOf, propertiesByName } from "../schema/catalogue.js";
import type { CimProperty } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import { isInValueMap } from "./allowed-values.js";
import { datetimeWords, mismatch } from "./lcm-types.js";
import { lcmSays } from "./lcm-rules.js";
import { isRunAsOnLinux } from "./class-shape.js";
import { datetimeProblem } from "../schema/datetime.js";
import { describeKind, describeProperty, describeType, excerpt, familyOf } from "./describe.js";
import { fitsReal, fitsStored, inRange, integerRanges } from "../schema/numbers.js";
import { outsideLimits } from "../schema/value-limits.js";
import {
  isNull,
  isResourceInstance,
  labelOf,
  valueOf,
  type Examined,
  type VerifySettings,
} from "./verify-examined.js";

const asWarning = { severity: "warning" } as const;

/** P2, P4, P5, P9, P10 and D2 for one instance of a known class, and what an LCM does not look at. */
export function verifyInstance(one: Examined, settings: VerifySettings, diagnostics: Diagnostic[]): void {
  const { instance, origins, cimClass } = one;
  if (cimClass === undefined) return;
  const known = propertiesByName(cimClass);
  for (const [index, { name, value }] of instance.properties.entries()) {
    const places = origins.properties[index];
    if (places === undefined) continue;
    const lower = name.toLowerCase();
    const property = known.get(lower);
    if (property === undefined || (isResource(cimClass) && isRunAsOnLinux(lower, settings.target))) {
      const names = cimClass.properties.map((candidate) => candidate.name);
      const parameters = { property: name, owner: cimClass.name, suggestions: nearest(name, names) };
      diagnostics.push(report.unknownProperty(places.name, parameters, lcmSays("P2", name)));
      continue;
    }
    if (property.readOnly) {
      const parameters = { property: property.name, owner: cimClass.name };
      diagnostics.push(report.readOnlyProperty(places.name, parameters, asWarning));
    }
    if (places.faulty !== true && !isNull(value)) verifyValue(value, property, places, one, diagnostics);
  }
  const missing = cimClass.properties.filter(
    (property) =>
      (property.key || property.required) && valueOf(one, property.name.toLowerCase()) === undefined,
  );
  if (missing.length > 0) {
    const parameters = { owner: labelOf(one), properties: missing.map(({ name }) => name) };
    // D2 looks at roots only; inside another instance nobody checks, and the resource stumbles over it.
    const extra = one.referenced ? asWarning : lcmSays("D2", missing[0]?.name ?? "");
    diagnostics.push(report.missingProperty(one.origins.origin, parameters, extra));
  }
  if (one.ownClass && isResourceInstance(one)) {
    diagnostics.push(
      report.classInDocument(one.origins.origin, { className: cimClass.name }, lcmSays("D15")),
    );
  }
}

/** P4 for the shape (array or not), then each value. */
function verifyValue(
  value: Value,
  property: CimProperty,
  places: PropertyOrigins,
  one: Examined,
  diagnostics: Diagnostic[],
): void {
  if (value.kind !== "array") {
    if (!property.array) {
      verifyOne(value, property, places.value, one, diagnostics);
      return;
    }
    const wrong = { expected: describeProperty(property), found: describeKind(value.kind) };
    diagnostics.push(
      report.wrongType(places.value, { property: property.name, ...wrong }, mismatch(value, property)),
    );
    return;
  }
  if (!property.array) {
    // An LCM reads `{}` as NULL where it stands for a string or an instance (lcm-rules 4.3).
    const extra =
      value.items.length === 0 && property.type === "string" ? asWarning : mismatch(value, property);
    const parameters = {
      property: property.name,
      expected: describeProperty(property),
      count: value.items.length,
    };
    diagnostics.push(report.arrayForScalar(places.value, parameters, extra));
    return;
  }
  for (const [index, item] of value.items.entries()) {
    verifyOne(item, property, places.items?.[index] ?? places.value, one, diagnostics);
  }
}

/** P4, P5, P9, P10 and ValueMap for a single literal. */
function verifyOne(
  value: Value,
  property: CimProperty,
  place: Origin,
  one: Examined,
  diagnostics: Diagnostic[],
): void {
  const { name, type, embeddedClass, embeddedObject } = property;
  if (embeddedObject === true && value.kind === "instance") return;
  if (embeddedClass !== undefined && value.kind === "instance") {
    const found = one.byAlias.get(value.alias.toLowerCase())?.cimClass;
    if (found === undefined || isSubclassOf(found, embeddedClass)) return;
    const classes = { expected: embeddedClass, found: found.name };
    diagnostics.push(
      report.wrongEmbeddedClass(
        place,
        { property: name, ...classes },
        lcmSays("P9", found.name, embeddedClass),
      ),
    );
    return;
  }
  const family = familyOf(type);
  const taken = family === "datetime" ? "string" : family;
  if (embeddedClass !== undefined || embeddedObject === true || value.kind !== taken) {
    const expected = embeddedClass === undefined ? describeType(type) : `an instance of ${embeddedClass}`;
    diagnostics.push(
      report.wrongType(
        place,
        { property: name, expected, found: describeKind(value.kind) },
        mismatch(value, property),
      ),
    );
    return;
  }
  const problem =
    integerProblem(value, property, place) ??
    realProblem(value, property, place) ??
    textProblem(value, property, place) ??
    mapProblem(value, property, place);
  if (problem !== undefined) diagnostics.push(problem);
  const outside = outsideLimits(value, property);
  if (outside !== undefined) {
    diagnostics.push(report.outsideLimits(place, { property: name, ...outside }, asWarning));
  }
}

/** P5. An LCM reads an integer as 64 bits and then looks at the range, so that some wrong ones become others. */
function integerProblem(value: Value, property: CimProperty, place: Origin): Diagnostic | undefined {
  const range = integerRanges.get(property.type);
  if (value.kind !== "integer" || range === undefined) return undefined;
  const { name, type } = property;
  if (!inRange(value.text, range)) {
    const bounds = { low: String(range.low), high: String(range.high) };
    const extra = fitsStored(value.text, type) ? asWarning : lcmSays("P5", value.text);
    return report.outOfRange(place, { property: name, type, text: excerpt(value.text), ...bounds }, extra);
  }
  return undefined;
}

/** A real that is too large is read as infinity without a word. */
function realProblem(value: Value, { name, type }: CimProperty, place: Origin): Diagnostic | undefined {
  if (value.kind !== "real" || fitsReal(value.number, type)) return undefined;
  return report.realOutOfRange(place, { property: name, type, text: String(value.number) }, asWarning);
}

/** P10. */
function textProblem(value: Value, property: CimProperty, place: Origin): Diagnostic | undefined {
  if (value.kind !== "string") return undefined;
  const { name } = property;
  const text = excerpt(value.text);
  if (property.type === "datetime") {
    const problem = datetimeProblem(value.text);
    if (problem === undefined) return undefined;
    const parameters = { property: name, text, problem, inDocument: true } as const;
    return report.notADatetime(place, parameters, datetimeWords(value, property, problem));
  }
  return undefined;
}

/** ValueMap, whose entries a document holds in the schema's own spelling. */
function mapProblem(value: Value, property: CimProperty, place: Origin): Diagnostic | undefined {
  const map = property.valueMap ?? property.loneValueMap;
  if (map === undefined || isInValueMap(value, property, map)) return undefined;
  const isText = value.kind === "string" || value.kind === "integer" || value.kind === "char";
  if (!isText && value.kind !== "real") return undefined;
  const text = isText ? value.text : String(value.number);
  const parameters = { property: property.name, text: excerpt(text), allowed: map };
  const suggestions = nearest(text, map);
  return report.valueNotAllowed(place, { ...parameters, suggestions }, asWarning);
}
