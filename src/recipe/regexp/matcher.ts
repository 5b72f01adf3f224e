import { assertNever } from "../../source/assert-never.js";
import { BacktrackStack, entry, WIDTH } from "./backtracking.js";
import { before, holds, pointAt, stepBack } from "./boundaries.js";
import { byteLength } from "./case-folding.js";
import { contains } from "./character-set.js";
import { bytesOf, foldedEnd, oneFoldedEnd, sameFoldedEnd } from "./folded-text.js";
import type {
  CountStep,
  Instruction,
  NotStart,
  OneOf,
  Program,
  RareInstruction,
  SetLoop,
  SetTest,
} from "./program.js";

/** Comparing so many characters costs a step; one that a property decides costs as much as so many steps. */
const CHEAP = 16;
const DEAR = 8;

/** Runs a program at places of a text, within a budget of steps and without recursion. */
export class Matcher {
  position = 0;
  /** Where the match is said to begin: `\K` moves it. */
  keep = 0;
  steps = 0;
  /** Stopped because Ruby's answer is not sure. */
  undecided = false;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  private readonly registers: Int32Array;
  private readonly stack = new BacktrackStack();
  private pc = 0;
  /** Where the last empty backreference was: there Onigmo mistakes the next character for the one before. */
  private stuck = -1;
  private asciiOnly: boolean | undefined;

  constructor(
    private readonly program: Program,
    private readonly text: string,
    private readonly searchStart: number,
    readonly budget: number,
  ) {
    this.starts = new Int32Array(program.groups + 1).fill(-1);
    this.ends = new Int32Array(program.groups + 1).fill(-1);
    this.registers = new Int32Array(program.registers);
    this.pass(program.groups + program.registers);
    if (program.asciiOnly && !this.isAscii()) this.giveUp();
  }

  /** It went over its budget, or is undecided. */
  get stopped(): boolean {
    return this.steps > this.budget;
  }

  /** Whether the program matches at a position, unless it `stopped`. */
  matchesAt(position: number): boolean {
    const { code } = this.program;
    this.position = position;
    this.keep = position;
    this.pc = 0;
    this.stuck = -1;
    this.stack.top = 0;
    for (;;) {
      const instruction = code[this.pc];
      if (instruction === undefined) return true;
      if (++this.steps > this.budget) return false;
      this.pc++;
      if (!this.step(instruction) && (this.stopped || !this.backtrack())) return false;
    }
  }

  /** Counts what is passed without a look: characters of the text, or registers to set up. */
  pass(count: number): void {
    this.steps += count / CHEAP;
  }

  /** Does one instruction; false: it failed. */
  private step(instruction: Instruction): boolean {
    switch (instruction.kind) {
      case "set":
        return this.passSet(instruction.test);
      case "set loop":
        return this.loop(instruction);
      case "text":
        this.steps += instruction.text.length / CHEAP;
        return (
          this.text.startsWith(instruction.text, this.position) &&
          this.moveTo(this.position + instruction.text.length)
        );
      case "choice":
        return this.pushChoice(this.pc + instruction.other);
      case "jump":
        this.pc += instruction.by;
        return true;
      case "group start":
        return this.startGroup(instruction.group);
      case "group end":
        this.ends[instruction.group] = this.position;
        return true;
      case "anchor":
        return holds(instruction.anchor, this.spot());
      case "count start":
        return this.setRegister(instruction.register, 0);
      case "count":
        return this.count(instruction);
      case "empty start":
        return (
          this.setRegister(instruction.register + 1, this.stack.top) &&
          this.setRegister(instruction.register, this.position)
        );
      case "empty end":
        return this.endEmpty(instruction.register, instruction.captures);
      default:
        return this.stepRarely(instruction);
    }
  }

  private stepRarely(instruction: RareInstruction): boolean {
    switch (instruction.kind) {
      case "folded text":
        return this.passFolded(instruction.points, instruction.spread);
      case "one of":
        return this.passOneOf(instruction);
      case "backreference":
        return this.refer(instruction.groups, instruction.ignoreCase);
      case "condition":
        if ((this.ends[instruction.group] ?? -1) < 0) this.pc += instruction.otherwise;
        return true;
      case "keep":
        this.keep = this.position;
        return true;
      case "atomic start":
        this.registers[instruction.register] = this.stack.top;
        return true;
      case "atomic end":
        this.cut(instruction.register);
        return true;
      case "ahead start":
        this.registers.set([this.stack.top, this.position, this.stuck], instruction.register);
        return true;
      case "ahead end":
        this.cut(instruction.register);
        this.position = this.registers[instruction.register + 1] ?? 0;
        this.stuck = this.registers[instruction.register + 2] ?? -1;
        return true;
      case "not start":
        return this.startNot(instruction);
      case "not end":
        this.undo(this.registers[instruction.register] ?? 0);
        return false;
      case "step back":
        this.stuck = -1;
        return this.moveTo(stepBack(this.text, this.position, instruction.length));
      default:
        return assertNever(instruction);
    }
  }

  private moveTo(position: number | undefined): boolean {
    if (position === undefined) return false;
    this.position = position;
    return true;
  }

  /** Passes one character of a set, if it stands here. */
  private passSet({ ascii, set }: SetTest): boolean {
    const { text, position } = this;
    if (position >= text.length) return false;
    const unit = text.charCodeAt(position);
    if (unit < 0x80) {
      if (ascii[unit] !== 1) return false;
      this.position++;
      return true;
    }
    this.steps += DEAR;
    const point = pointAt(text, position);
    if (!contains(set, point)) return false;
    this.position += point > 0xffff ? 2 : 1;
    return true;
  }

  private passFolded(points: readonly number[], spread: boolean): boolean {
    const { text, position } = this;
    this.steps += points.length;
    const end = foldedEnd(text, position, points);
    if (end === undefined) return false;
    const bytes = points.reduce((sum, point) => sum + byteLength(point), 0);
    const sure = spread || Array.from(text.slice(position, end)).length === points.length;
    // Onigmo's search takes every way to write a character for as long as the folded one.
    return sure && bytesOf(text, position, end) === bytes ? this.moveTo(end) : this.giveUp();
  }

  private passOneOf({ length, texts, fixed }: OneOf): boolean {
    this.steps += length;
    const end = oneFoldedEnd(this.text, this.position, length, texts);
    if (end === undefined) return false;
    return !fixed && this.isAscii() ? this.giveUp() : this.moveTo(end);
  }

  /** Ruby's answer is not sure. */
  private giveUp(): boolean {
    this.undecided = true;
    this.steps = Infinity;
    return false;
  }

  private loop({ test, lower, upper, mode }: SetLoop): boolean {
    const most = mode === "lazy" ? lower : upper;
    let count = 0;
    let least = this.position;
    while (count < most && this.steps <= this.budget && this.passSet(test)) {
      this.steps++;
      if (++count === lower) least = this.position;
    }
    if (count < lower) return false;
    const { pc, position, stuck, keep } = this;
    if (mode === "greedy" && count > lower) return this.push(entry.greedy, pc, position, stuck, keep, least);
    if (mode === "lazy" && count < upper) return this.push(entry.lazy, pc, position, stuck, keep, count);
    return true;
  }

  private spot(): Parameters<typeof holds>[1] {
    const { text, position, searchStart } = this;
    const previous = this.stuck === position ? position : before(text, position);
    return { text, position, previous, searchStart };
  }

  private startGroup(group: number): boolean {
    if (!this.push(entry.group, group, this.starts[group] ?? -1, this.ends[group] ?? -1)) return false;
    this.starts[group] = this.position;
    this.ends[group] = -1;
    return true;
  }

  private setRegister(register: number, value: number): boolean {
    if (!this.push(entry.register, register, this.registers[register] ?? 0)) return false;
    this.registers[register] = value;
    return true;
  }

  private count({ register, lower, upper, greedy, back }: CountStep): boolean {
    const count = (this.registers[register] ?? 0) + 1;
    if (!this.setRegister(register, count)) return false;
    if (count >= upper) return true;
    const again = this.pc + back;
    if (count < lower) this.pc = again;
    else if (!greedy) return this.pushChoice(again);
    else {
      if (!this.pushChoice(this.pc)) return false;
      this.pc = again;
    }
    return true;
  }

  /**
   * Ends a round of a repeat that may be empty. With groups an empty round counts as one only when each group that it
   * began had captured nothing, just here, before; where one had captured nothing elsewhere the round fails
   * (regexec.c, `STACK_NULL_CHECK_MEMST`).
   */
  private endEmpty(register: number, captures: boolean): boolean {
    if (this.registers[register] !== this.position) return true;
    let moved = false;
    const { data, top } = this.stack;
    const height = this.registers[register + 1] ?? 0;
    for (let at = captures ? height : top; at < top; at += WIDTH) {
      this.steps++;
      if (data[at] !== entry.group) continue;
      const end = data[at + 3] ?? -1;
      if (end < 0 || data[at + 2] !== end) return true;
      if (end !== this.position) moved = true;
    }
    if (moved) return false;
    this.pc++;
    return true;
  }

  private startNot({ register, back, by }: NotStart): boolean {
    const { pc, position, stuck, keep } = this;
    const from = back === undefined ? position : stepBack(this.text, position, back);
    if (from === undefined) {
      this.pc += by;
      return true;
    }
    this.registers[register] = this.stack.top;
    if (!this.push(entry.choice, pc + by, position, stuck, keep)) return false;
    if (back !== undefined) this.stuck = -1;
    return this.moveTo(from);
  }

  private refer(groups: readonly number[], ignoreCase: boolean): boolean {
    const { text, position } = this;
    for (const group of groups) {
      const start = this.starts[group] ?? -1;
      const end = this.ends[group] ?? -1;
      if (start < 0 || end < 0) continue;
      this.steps += end - start;
      // Onigmo gives up on all of the groups when the text is too short for one.
      const bytes = bytesOf(text, start, end);
      if (bytesOf(text, position, text.length, bytes) < bytes) return false;
      const same = text.startsWith(text.slice(start, end), position) ? position + end - start : undefined;
      const reached = ignoreCase ? sameFoldedEnd(text, position, start, end) : same;
      if (reached === undefined) continue;
      if (bytesOf(text, position, reached) !== bytes) return this.giveUp();
      if (end === start) this.stuck = position;
      return this.moveTo(reached);
    }
    return false;
  }

  private isAscii(): boolean {
    if (this.asciiOnly === undefined) this.steps += this.text.length / CHEAP;
    this.asciiOnly ??= /^[\0-\x7f]*$/.test(this.text);
    return this.asciiOnly;
  }

  private pushChoice(pc: number): boolean {
    return this.push(entry.choice, pc, this.position, this.stuck, this.keep);
  }

  /** What does not fit exhausts the budget. */
  private push(kind: number, first: number, second: number, third = 0, fourth = 0, fifth = 0): boolean {
    if (this.stack.push(kind, first, second, third, fourth, fifth)) return true;
    this.steps = Infinity;
    return false;
  }

  private cut(register: number): void {
    this.steps += this.stack.cut(this.registers[register] ?? 0);
  }

  /** Restores what changed since the stack had a height, and forgets the choices since. */
  private undo(height: number): void {
    while (this.stack.top > height) this.restore();
  }

  /** Takes the last entry off and restores what it holds, if it is no choice. */
  private restore(): void {
    const { stack } = this;
    stack.top -= WIDTH;
    const { data, top } = stack;
    const index = data[top + 1] ?? 0;
    if (data[top] === entry.group) {
      this.starts[index] = data[top + 2] ?? -1;
      this.ends[index] = data[top + 3] ?? -1;
    } else if (data[top] === entry.register) this.registers[index] = data[top + 2] ?? 0;
  }

  /** Goes back to the last choice; false: there is none left. */
  private backtrack(): boolean {
    const { stack } = this;
    while (stack.top > 0) {
      this.restore();
      const { data, top } = stack;
      const kind = data[top] ?? 0;
      if (kind >= entry.group) continue;
      this.pc = data[top + 1] ?? 0;
      this.position = data[top + 2] ?? 0;
      this.stuck = data[top + 3] ?? -1;
      this.keep = data[top + 4] ?? 0;
      if (kind === entry.choice || this.again(kind, data[top + 5] ?? 0)) return true;
    }
    return false;
  }

  /** Goes on with a loop over a set that gives back or takes one character. */
  private again(kind: number, rest: number): boolean {
    const { pc, stuck, keep } = this;
    if (kind === entry.greedy) {
      this.position = before(this.text, this.position);
      return this.position === rest || this.push(entry.greedy, pc, this.position, stuck, keep, rest);
    }
    const loop = this.program.code[pc - 1];
    if (loop?.kind !== "set loop" || !this.passSet(loop.test)) return false;
    const count = rest + 1;
    return count === loop.upper || this.push(entry.lazy, pc, this.position, stuck, keep, count);
  }
}
