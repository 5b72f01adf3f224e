import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import ts from "typescript";

/** A file of src/ as the architecture test sees it. */
export interface CodeFile {
  /** Relative to src/, with `/`: `mof/print.ts`. */
  readonly path: string;
  /** The first folder, or the file itself when it stands at the root of src/. */
  readonly room: string;
  readonly tree: ts.SourceFile;
  readonly lines: number;
  /** Imported files of src/, relative to it. Types count: they are dependencies too. */
  readonly imports: readonly string[];
  /** Imported packages and Node modules. */
  readonly packages: readonly string[];
}

/** Every TypeScript file below src/. */
export function readCode(): readonly CodeFile[] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
    .sort()
    .map(readFile);
}

function readFile(path: string): CodeFile {
  const text = readFileSync(join("src", path), "utf8");
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const specifiers: string[] = [];
  visit(tree, (node) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) specifiers.push(specifier);
  });
  const own = specifiers.filter((specifier) => specifier.startsWith("."));
  const [room = path] = path.split("/");
  return {
    path,
    room,
    tree,
    lines: text.split("\n").length - 1,
    imports: own
      .map((specifier) => posix.join(dirname(path), specifier).replace(/\.js$/, ".ts"))
      .filter((target) => target.endsWith(".ts") && !target.startsWith("..")),
    packages: specifiers.filter((specifier) => !specifier.startsWith(".")),
  };
}

/** The module that a node imports: statically, dynamically, as a type, or by re-export. */
function specifierOf(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
    return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    return argument !== undefined && ts.isStringLiteral(argument) ? argument.text : undefined;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return ts.isStringLiteral(node.argument.literal) ? node.argument.literal.text : undefined;
  }
  return undefined;
}

/** Calls `see` for a node and everything below it. */
export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** `mof/print.ts:12`, for messages. */
export function placeOf(file: CodeFile, node: ts.Node): string {
  return `${file.path}:${lineOf(file, node.getStart(file.tree))}`;
}

/** How many lines a node covers. */
export function heightOf(file: CodeFile, node: ts.Node): number {
  return lineOf(file, node.getEnd()) - lineOf(file, node.getStart(file.tree)) + 1;
}

function lineOf(file: CodeFile, offset: number): number {
  return file.tree.getLineAndCharacterOfPosition(offset).line + 1;
}
