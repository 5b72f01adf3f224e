/** What an entry is for; each has five numbers. */
export const entry = {
  /** Instruction, position, `stuck`, `keep`: where to go on. */
  choice: 0,
  /** The same and the least position: a loop over a set that can give back its last character. */
  greedy: 1,
  /** The same and how often the set was matched: a loop that can take one more. */
  lazy: 2,
  /** Group, and where it began and ended before. */
  group: 3,
  /** Register, and what it held before. */
  register: 4,
} as const;

/** Numbers an entry takes, its kind among them. */
export const WIDTH = 6;

/** Some 50 MB. */
const MOST_ENTRIES = 1 << 21;

/** V8 keeps so few numbers where it keeps objects, so that a short search makes nothing that is dear. */
const FEW = WIDTH * 2;

const none = new Int32Array(0);

/** What to go back to when something fails, and what to restore on the way there. */
export class BacktrackStack {
  data = none;
  top = 0;

  /** False, and nothing done, when it is full. */
  push(kind: number, first: number, second: number, third = 0, fourth = 0, fifth = 0): boolean {
    if (this.top === this.data.length && !this.grow()) return false;
    const { data, top } = this;
    data[top] = kind;
    data[top + 1] = first;
    data[top + 2] = second;
    data[top + 3] = third;
    data[top + 4] = fourth;
    data[top + 5] = fifth;
    this.top = top + WIDTH;
    return true;
  }

  private grow(): boolean {
    if (this.top >= MOST_ENTRIES * WIDTH) return false;
    const larger = new Int32Array(Math.max(FEW, this.data.length * 4));
    larger.set(this.data);
    this.data = larger;
    return true;
  }

  /** Drops the choices above a height, and keeps what is to be restored; returns how many entries it has seen. */
  cut(height: number): number {
    const { data, top } = this;
    let to = height;
    for (let from = height; from < top; from += WIDTH) {
      if ((data[from] ?? 0) < entry.group) continue;
      if (to !== from) data.copyWithin(to, from, from + WIDTH);
      to += WIDTH;
    }
    this.top = to;
    return (top - height) / WIDTH;
  }
}
