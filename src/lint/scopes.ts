import type { Node } from "../recipe/children.js";
import type { Block, Call, LocalRead, Parameter, RestTarget, Span, Target } from "../recipe/tree.js";
import { asDscBlock, type DscBlock } from "./blocks.js";

/** A local or a parameter of a block. */
export interface Variable {
  readonly name: string;
  readonly kind: "local" | "parameter";
  /** Where it is defined. */
  readonly place: Span;
  /** How many assignments to it there are; a parameter's own value is none. */
  readonly assignments: number;
  readonly isRead: boolean;
  /** The local outside of the block that a parameter of the same name hides. */
  readonly hides: Variable | undefined;
}

interface Open extends Variable {
  assignments: number;
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
      this.#open(node, parent?.kind === "call" ? parent : undefined);
    } else if (node.kind === "multiple assignment") {
      this.#assignAll(node.targets);
    } else if (node.kind === "assignment" && node.target.kind === "local") {
      this.#assign(node.target);
    } else if (node.kind === "refused") {
      for (const local of node.assigns) this.#assign(local).isRead = true;
    } else if (node.kind === "match assignment") {
      // The name of a group also says what the group is.
      for (const local of node.locals) this.#assign(local).isRead = true;
    } else if (node.kind === "local" && !isPlainTarget(node, parent)) {
      const read = this.#find(node.name);
      if (read !== undefined) read.isRead = true;
    }
  }

  /** To be told of every node after the rules have been. */
  leave(node: Node): void {
    if (node.kind === "block") this.#scopes.pop();
  }

  #open({ parameters, variables }: Block, call: Call | undefined): void {
    const here = this.#scopes.at(-1);
    // The body of a `for` has no locals of its own.
    const isOwn = variables === undefined || here === undefined;
    const named = parameters.flatMap(namedParameters);
    const outer = named.map(({ name }) => this.#find(name));
    if (variables !== undefined) this.#assignAll(variables);
    this.#scopes.push({ variables: isOwn ? new Map() : here.variables, call });
    for (const [index, { name, start, end }] of named.entries())
      this.#define(name, "parameter", { start, end }, outer[index]);
  }

  /** What is assigned with others counts as read: it may be there for its place alone. */
  #assignAll(target: Target): void {
    for (const local of localsOf(target)) this.#assign(local).isRead = true;
  }

  #assign({ name, start, end }: LocalRead): Open {
    const known = this.#find(name) ?? this.#define(name, "local", { start, end }, undefined);
    known.assignments += 1;
    return known;
  }

  #define(name: string, kind: Variable["kind"], place: Span, hides: Variable | undefined): Open {
    const variable: Open = { name, kind, place, assignments: 0, isRead: false, hides };
    this.#scopes.at(-1)?.variables.set(name, variable);
    this.#all.push(variable);
    return variable;
  }
}

/** What a block gets a new value for whenever it runs. */
export function loopVariables({ parameters, variables }: Block): readonly string[] {
  const named = parameters.flatMap(namedParameters);
  const assigned = variables === undefined ? [] : localsOf(variables);
  return [...named, ...assigned].map(({ name }) => name);
}

/** The parameters that have a name, those in parentheses too. */
function namedParameters(parameter: Parameter): readonly (Span & { readonly name: string })[] {
  if (parameter.kind === "parameters") return parameter.items.flatMap(namedParameters);
  const { name, start, end } = parameter;
  return name === undefined ? [] : [{ name, start, end }];
}

/** The locals that a target assigns. */
function localsOf(target: Target | RestTarget): readonly LocalRead[] {
  switch (target.kind) {
    case "local":
      return [target];
    case "targets":
      return target.items.flatMap(localsOf);
    case "rest target":
      return target.target === undefined ? [] : localsOf(target.target);
    case "refused":
      return target.assigns;
    case "constant":
    case "index":
    case "call":
      return [];
  }
}

/** The name left of `=`, which is not read; `x += 1` reads it. */
function isPlainTarget(node: LocalRead, parent: Node | undefined): boolean {
  return parent?.kind === "assignment" && parent.target === node && parent.operator === undefined;
}
