import { define } from "../define.js";

export const orderConflict = define<{ readonly id: string; readonly later: readonly string[] }>(
  "check/order-conflict",
  {
    severity: "error",
    summary: "With `--order strict` a resource depends on one that stands behind it.",
    why: "In strict order every resource depends on the one before it, so that the two would wait for one another.",
    mend: "Move the block behind the one it depends on, or compile without `--order strict`.",
    message: ({ id, later }) =>
      `${id} depends on ${later[0] ?? ""}, which stands behind it, and the order is strict.`,
  },
);

export const dependencyAcrossDocuments = define<undefined>("check/dependency-across-documents", {
  severity: "error",
  summary: "With `--layout resource` a resource depends on another.",
  why: "Each resource has a document of its own, and a machine looks for dependencies in the same document only.",
  mend: "Leave DependsOn out and apply the documents in the order of their names, or compile with `--layout node`.",
  message: () => "With a document a resource, nothing can be depended on.",
});

/** Which limit a document is over: see `check/document-size.ts`. */
export type SizeLimit = "wsman" | "lcm";

export const largeDocument = define<{
  readonly bytes: number;
  readonly limit: SizeLimit;
  readonly most: number;
  readonly target: "windows" | "linux";
  /** What MaxEnvelopeSizekb has to be. */
  readonly envelope: number;
}>("check/large-document", {
  severity: "warning",
  summary: "A document is larger than a machine takes without being told to.",
  why:
    "A Local Configuration Manager refuses documents over 10 MiB; over WS-Management far less can be sent, unless a " +
    "Windows machine's MaxEnvelopeSizekb is raised.",
  mend: "Split the resources over several documents, or over several partial configurations.",
  message: ({ bytes, limit, most, target }) => {
    const size = `The document has ${readable(bytes)}`;
    if (limit === "lcm") {
      return `${size}, and a Local Configuration Manager takes ${readable(most)} ("MOF file size exceeded").`;
    }
    const setting = target === "windows" ? " unless its MaxEnvelopeSizekb is raised" : "";
    return `${size}, and a machine takes ${readable(most)} over WS-Management${setting}.`;
  },
  help: ({ limit, target, envelope }) => {
    if (limit !== "wsman") return "Split its resources over several documents or partial configurations.";
    return target === "windows"
      ? `On the machine: Set-Item WSMan:\\localhost\\MaxEnvelopeSizekb ${envelope}; or split the document.`
      : "Apply the document on the machine itself, or split it.";
  },
});

/** Bytes in the largest unit of which there is one, rounded up to a tenth. */
function readable(bytes: number): string {
  const [unit, size] = bytes >= 1 << 20 ? (["MiB", 1 << 20] as const) : (["KiB", 1024] as const);
  const tenths = Math.ceil((bytes / size) * 10);
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)} ${unit}`;
}
