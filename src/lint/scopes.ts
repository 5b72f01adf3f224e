import type { Node } from "../recipe/children.js";
import type { Assignment, Call, LocalRead, Span } from "../recipe/tree.js";
import { asDscBlock, type DscBlock } from "./blocks.js";

/** A local or a parameter of a block. */
export interface Variable {
  readonly name: string;
  readonly kind: "local" | "parameter";
  /** Where it is defined. */
  readonly place: Span;
  /** The assignments to it, in order of the text; of a parameter those in its block. */
  readonly assignments: readonly Assignment[];
  readonly isRead: boolean;
  /** The local outside of the block that a parameter of the same name hides. */
  readonly hides: Variable | undefined;
}

interface Open extends Variable {
  readonly assignments: Assignment[];
  isRead: boolean;
}

interface Scope {
  readonly variables: Map<string, Open>;
  /** The call that the block of the scope is given to; undefined for the file itself. */
  readonly call: Call | undefined;
}

/**
 * What surrounds the node being visited: the blocks, and the locals as Ruby scopes them: a block sees those round it
 * and keeps its own. Code that is not in the tree (`refused`) is not seen: who asks whether a local is used looks at
 * its text too.
 */
export class Scopes {
  readonly #scopes: Scope[] = [{ variables: new Map(), call: undefined }];
  readonly #all: Open[] = [];

  /** All variables seen so far, in order of their definition. */
  get all(): readonly Variable[] {
    return this.#all;
  }

  /** The variable of a name that can be seen here. */
  find(name: string): Variable | undefined {
    return this.#find(name);
  }

  #find(name: string): Open | undefined {
    for (let depth = this.#scopes.length - 1; depth >= 0; depth--) {
      const found = this.#scopes[depth]?.variables.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The calls whose blocks stand round here, the innermost first. */
  *calls(): Iterable<Call> {
    for (let depth = this.#scopes.length - 1; depth > 0; depth--) {
      const call = this.#scopes[depth]?.call;
      if (call !== undefined) yield call;
    }
  }

  /**
   * The DSC block whose attributes are written here. Loops inside of it, which are blocks of a method, do not count;
   * the code of a guard is no place for attributes.
   */
  dscBlock(kind?: "resource" | "script"): DscBlock | undefined {
    for (const call of this.calls()) if (call.receiver === undefined) return asDscBlock(call, kind);
    return undefined;
  }

  /** To be told of every node before the rules are. */
  enter(node: Node, parent: Node | undefined): void {
    if (node.kind === "block") {
      const outer = node.parameters.map(({ name }) => this.#find(name));
      this.#scopes.push({ variables: new Map(), call: parent?.kind === "call" ? parent : undefined });
      for (const [index, parameter] of node.parameters.entries())
        this.#define(parameter.name, "parameter", parameter, outer[index]);
    } else if (node.kind === "assignment" && node.target.kind === "local") {
      this.#assign(node, node.target);
    } else if (node.kind === "local" && !isPlainTarget(node, parent)) {
      const read = this.#find(node.name);
      if (read !== undefined) read.isRead = true;
    }
  }

  /** To be told of every node after the rules have been. */
  leave(node: Node): void {
    if (node.kind === "block") this.#scopes.pop();
  }

  #assign(assignment: Assignment, { name, start, end }: LocalRead): void {
    const known = this.#find(name) ?? this.#define(name, "local", { start, end }, undefined);
    known.assignments.push(assignment);
  }

  #define(name: string, kind: Variable["kind"], place: Span, hides: Variable | undefined): Open {
    const variable: Open = { name, kind, place, assignments: [], isRead: false, hides };
    this.#scopes.at(-1)?.variables.set(name, variable);
    this.#all.push(variable);
    return variable;
  }
}

/** The name left of `=`, which is not read; `x += 1` reads it. */
function isPlainTarget(node: LocalRead, parent: Node | undefined): boolean {
  return parent?.kind === "assignment" && parent.target === node && parent.operator === undefined;
}
