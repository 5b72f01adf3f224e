/*
 * What two lists have in common, in order: where nothing repeats, all of it is found in time n log n; what repeats is
 * looked for in full as long as that takes no more steps than are allowed, and else told as taken out and put in.
 */

/** Places of one element in both lists. */
export interface Match {
  readonly old: number;
  readonly new: number;
}

/** A part of each list, up to but without `…End`. */
interface Range {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** So many pairs of elements are compared in one call at most. */
const mostSteps = 4_000_000;

/** Elements that stay, in order; elements are equal when their numbers are. */
export function commonSequence(before: readonly number[], after: readonly number[]): readonly Match[] {
  const found: Match[] = [];
  const budget = { steps: mostSteps };
  const whole = { oldStart: 0, oldEnd: before.length, newStart: 0, newEnd: after.length };
  const range = trim(before, after, whole, found);
  let { oldStart, newStart } = range;
  for (const anchor of [...anchors(before, after, range), { old: range.oldEnd, new: range.newEnd }]) {
    const gap = { oldStart, oldEnd: anchor.old, newStart, newEnd: anchor.new };
    const rest = trim(before, after, gap, found);
    longest(before, after, rest, { found, budget });
    if (anchor.old < range.oldEnd) found.push(anchor);
    oldStart = anchor.old + 1;
    newStart = anchor.new + 1;
  }
  return found.sort((a, b) => a.old - b.old);
}

/** Indexes of a longest part whose numbers rise, in order (patience sorting). */
export function risingPart(numbers: readonly number[]): readonly number[] {
  const piles: number[] = [];
  const previous: number[] = [];
  for (const [index, number] of numbers.entries()) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[piles[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    previous.push(piles[low - 1] ?? -1);
    piles[low] = index;
  }
  const rising: number[] = [];
  for (let index = piles.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) rising.push(index);
  return rising.reverse();
}

/** What both parts start with and end with is common; gives what is between. */
function trim(
  before: readonly number[],
  after: readonly number[],
  { oldStart, oldEnd, newStart, newEnd }: Range,
  found: Match[],
): Range {
  let [start, end] = [0, 0];
  const most = Math.min(oldEnd - oldStart, newEnd - newStart);
  while (start < most && before[oldStart + start] === after[newStart + start]) {
    found.push({ old: oldStart + start, new: newStart + start });
    start += 1;
  }
  while (end < most - start && before[oldEnd - 1 - end] === after[newEnd - 1 - end]) {
    found.push({ old: oldEnd - 1 - end, new: newEnd - 1 - end });
    end += 1;
  }
  return {
    ...{ oldStart: oldStart + start, oldEnd: oldEnd - end },
    ...{ newStart: newStart + start, newEnd: newEnd - end },
  };
}

/** Elements that occur once in both parts, as many as stand in the same order. */
function anchors(before: readonly number[], after: readonly number[], range: Range): readonly Match[] {
  const oldPlaces = uniquePlaces(before, range.oldStart, range.oldEnd);
  const newPlaces = uniquePlaces(after, range.newStart, range.newEnd);
  const both: Match[] = [];
  for (const [element, old] of oldPlaces) {
    const place = newPlaces.get(element);
    if (old !== undefined && place !== undefined) both.push({ old, new: place });
  }
  both.sort((a, b) => a.old - b.old);
  return risingPart(both.map((match) => match.new)).flatMap((index) => both[index] ?? []);
}

function uniquePlaces(
  list: readonly number[],
  start: number,
  end: number,
): ReadonlyMap<number, number | undefined> {
  const places = new Map<number, number | undefined>();
  for (let index = start; index < end; index += 1) {
    const element = list[index] ?? 0;
    places.set(element, places.has(element) ? undefined : index);
  }
  return places;
}

/** A longest common subsequence of two parts (the table of Wagner and Fischer), unless that takes too many steps. */
function longest(
  before: readonly number[],
  after: readonly number[],
  { oldStart, oldEnd, newStart, newEnd }: Range,
  { found, budget }: { readonly found: Match[]; readonly budget: { steps: number } },
): void {
  const rows = oldEnd - oldStart;
  const columns = newEnd - newStart;
  if (rows === 0 || columns === 0 || rows * columns > budget.steps) return;
  budget.steps -= rows * columns;
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const same = before[oldStart + row] === after[newStart + column];
      lengths[row * width + column] = same
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (before[oldStart + row] === after[newStart + column]) {
      found.push({ old: oldStart + row, new: newStart + column });
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
}
