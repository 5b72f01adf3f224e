/*
 * What two lists have in common, in order: as much as there is, as long as finding it takes no more steps than are
 * allowed. In lists that are too long for that, elements that do not repeat divide them into shorter ones (in time
 * n log n), and what repeats in one that is still too long is told as taken out and put in.
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

/** How many pairs of elements may still be compared. */
export interface Budget {
  steps: number;
}

/** So many pairs of elements are compared for one pair of lists at most. */
const mostSteps = 4_000_000;

/** Elements that stay, in order; elements are equal when their numbers are. */
export function commonSequence(
  before: readonly number[],
  after: readonly number[],
  whole: Budget = { steps: mostSteps },
): readonly Match[] {
  const budget = { steps: Math.min(mostSteps, whole.steps) };
  const granted = budget.steps;
  const found = findCommon(before, after, budget);
  whole.steps -= granted - budget.steps;
  return found.sort((a, b) => a.old - b.old);
}

function findCommon(before: readonly number[], after: readonly number[], budget: Budget): Match[] {
  const found: Match[] = [];
  const all = { oldStart: 0, oldEnd: before.length, newStart: 0, newEnd: after.length };
  const range = trim(before, after, all, found);
  if (longest(before, after, range, { found, budget })) return found;
  let { oldStart, newStart } = range;
  for (const anchor of [...anchors(before, after, range), { old: range.oldEnd, new: range.newEnd }]) {
    const gap = { oldStart, oldEnd: anchor.old, newStart, newEnd: anchor.new };
    const rest = trim(before, after, gap, found);
    longest(before, after, rest, { found, budget });
    if (anchor.old < range.oldEnd) found.push(anchor);
    oldStart = anchor.old + 1;
    newStart = anchor.new + 1;
  }
  return found;
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

/** Finds a longest common subsequence (the table of Wagner and Fischer); false when that takes too many steps. */
function longest(
  before: readonly number[],
  after: readonly number[],
  { oldStart, oldEnd, newStart, newEnd }: Range,
  { found, budget }: { readonly found: Match[]; readonly budget: Budget },
): boolean {
  const rows = oldEnd - oldStart;
  const columns = newEnd - newStart;
  if (rows * columns > budget.steps) return false;
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
  return true;
}
