import { plain } from "./names.ts";
import { bitsIn, DAYS, mark, shifted, sorted, type Table } from "./state.ts";

/** A group that has more values than this has no habit. */
const MOST_VALUES = 500;
/** New values of a group that one day may teach. */
const NEW_PER_DAY = 100;
const GROUPS = 16;

/**
 * On which of the last 30 days each value was seen, for each entity and dimension. One day counts once however busy: no single day
 * makes a value frequent. Rows are numbers in typed arrays, so a million of them is some 60 MB and their texts.
 */
export class Profiles {
  readonly #max: number;
  #texts: string[] = [""];
  #ids = new Map<string, number>([["", 0]]);
  // INVARIANT: a row with value 0 is the group itself; its `next` begins the list of its values, its `count` is how many they are.
  #group: Int32Array;
  #value: Int32Array;
  #last: Int32Array;
  #bits: Int32Array;
  #count: Float64Array;
  #next: Int32Array;
  #index: Int32Array;
  #rows = 0;
  /** New values of the group on the day of its `last`: by row of the group. */
  #fresh = new Map<number, number>();
  #freshDay = 0;
  #today = 0;
  /** Grows whenever rows and ids are numbered anew: what others kept of them is void. */
  era = 0;

  constructor(max = 1_000_000) {
    this.#max = max;
    const room = 4_096;
    this.#group = new Int32Array(room);
    this.#value = new Int32Array(room);
    this.#last = new Int32Array(room);
    this.#bits = new Int32Array(room);
    this.#count = new Float64Array(room);
    this.#next = new Int32Array(room);
    this.#index = new Int32Array(room * 2).fill(-1);
  }

  get rows(): number {
    return this.#rows;
  }

  id(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const kept = plain(text);
    let id = this.#ids.get(kept);
    if (id === undefined) {
      id = this.#texts.length;
      this.#texts.push(kept);
      this.#ids.set(kept, id);
    }
    return id;
  }

  text(id: number): string {
    return this.#texts[id] ?? "";
  }

  /** Notes that the entity was active; how often counts for maturity only. */
  seen(entity: number, day: number, events = 1): void {
    this.#prepare(day);
    const row = this.#rowOf(entity * GROUPS, 0) ?? this.#add(entity * GROUPS, 0, day);
    this.#mark(row, day);
    this.#count[row] = (this.#count[row] as number) + events;
  }

  touch(entity: number, dimension: number, value: number, day: number): void {
    this.#prepare(day);
    const group = entity * GROUPS + dimension;
    const known = this.#rowOf(group, value);
    if (known !== undefined) return this.#mark(known, day);
    const head = this.#rowOf(group, 0) ?? this.#add(group, 0, day);
    const fresh = this.#fresh.get(head) ?? 0;
    if (fresh >= NEW_PER_DAY || (this.#count[head] as number) >= MOST_VALUES) return;
    this.#fresh.set(head, fresh + 1);
    const row = this.#add(group, value, day);
    this.#next[row] = this.#next[head] as number;
    this.#next[head] = row;
    this.#count[head] = (this.#count[head] as number) + 1;
  }

  /** Active days before `day`, of the last 30. */
  days(entity: number, dimension: number, value: number, day: number): number {
    const row = this.#rowOf(entity * GROUPS + dimension, value);
    return row === undefined ? 0 : this.#before(row, day);
  }

  activeDays(entity: number, day: number): number {
    const row = this.#rowOf(entity * GROUPS, 0);
    return row === undefined ? 0 : this.#before(row, day);
  }

  /** How many days before `day` it was first seen, of the last 30; 0 when it was not. */
  since(entity: number, dimension: number, value: number, day: number): number {
    const row = this.#rowOf(entity * GROUPS + dimension, value);
    if (row === undefined) return 0;
    const behind = day - (this.#last[row] as number);
    return Math.max(0, behind >= DAYS ? 0 : 31 - Math.clz32(this.#bits[row] as number) + behind);
  }

  events(entity: number): number {
    const row = this.#rowOf(entity * GROUPS, 0);
    return row === undefined ? 0 : (this.#count[row] as number);
  }

  /** Values with their days before `day`, the most usual first. */
  usual(entity: number, dimension: number, day: number): readonly { readonly value: number; readonly days: number }[] {
    const head = this.#rowOf(entity * GROUPS + dimension, 0);
    if (head === undefined) return [];
    const out: { value: number; days: number }[] = [];
    for (let row = this.#next[head] as number; row >= 0; row = this.#next[row] as number) {
      const days = this.#before(row, day);
      if (days > 0) out.push({ value: this.#value[row] as number, days });
    }
    return out.toSorted((a, b) => b.days - a.days || (this.text(a.value) < this.text(b.value) ? -1 : 1));
  }

  /**
   * How likely a value never seen is (Witten and Bell's escape): of so many noted days, so many brought something new. 1 when the
   * group has no habit at all.
   */
  escape(entity: number, dimension: number, day: number): number {
    const head = this.#rowOf(entity * GROUPS + dimension, 0);
    if (head === undefined || (this.#count[head] as number) >= MOST_VALUES) return 1;
    let [values, days] = [0, 0];
    for (let row = this.#next[head] as number; row >= 0; row = this.#next[row] as number) {
      const active = this.#before(row, day);
      if (active === 0) continue;
      values += 1;
      days += active;
    }
    return values === 0 ? 1 : values / (values + days);
  }

  #before(row: number, day: number): number {
    const behind = day - (this.#last[row] as number);
    const bits = this.#bits[row] as number;
    if (behind <= 0) return behind < -DAYS ? 0 : bitsIn(bits & ~((1 << (1 - behind)) - 1));
    return bitsIn(shifted(bits, behind));
  }

  #mark(row: number, day: number): void {
    if ((this.#last[row] as number) === day) return;
    const { bits, last } = mark(this.#bits[row] as number, this.#last[row] as number, day);
    this.#bits[row] = bits;
    this.#last[row] = last;
  }

  #slot(group: number, value: number): number {
    let hash = Math.imul(group, 0x9e37_79b1) ^ Math.imul(value, 0x85eb_ca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2_ae35);
    const mask = this.#index.length - 1;
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const row = this.#index[slot] as number;
      if (row < 0 || (this.#group[row] === group && this.#value[row] === value)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #rowOf(group: number, value: number): number | undefined {
    const row = this.#index[this.#slot(group, value)] as number;
    return row < 0 ? undefined : row;
  }

  #add(group: number, value: number, day: number): number {
    if (this.#rows === this.#group.length) this.#grow(this.#rows * 2);
    const row = this.#rows;
    this.#rows += 1;
    this.#group[row] = group;
    this.#value[row] = value;
    this.#last[row] = day;
    this.#bits[row] = 1;
    this.#count[row] = 0;
    this.#next[row] = -1;
    this.#index[this.#slot(group, value)] = row;
    return row;
  }

  #prepare(day: number): void {
    if (day > this.#today) this.#today = day;
    if (day !== this.#freshDay) {
      this.#fresh.clear();
      this.#freshDay = day;
    }
  }

  #grow(room: number): void {
    const wider = <T extends Int32Array | Float64Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#group = wider(new Int32Array(room), this.#group);
    this.#value = wider(new Int32Array(room), this.#value);
    this.#last = wider(new Int32Array(room), this.#last);
    this.#bits = wider(new Int32Array(room), this.#bits);
    this.#count = wider(new Float64Array(room), this.#count);
    this.#next = wider(new Int32Array(room), this.#next);
    this.#index = new Int32Array(room * 2).fill(-1);
    for (let row = 0; row < this.#rows; row += 1) this.#index[this.#slot(this.#group[row] as number, this.#value[row] as number)] = row;
  }

  /** Forgets what is older than 30 days and, when that is not enough, what was seen least lately. True when it did. */
  tidy(): boolean {
    if (this.#rows < this.#max && this.#texts.length < this.#max) return false;
    const old = { texts: this.#texts, group: this.#group, value: this.#value, last: this.#last, bits: this.#bits, count: this.#count };
    let kept = this.#youngest(this.#today - DAYS);
    do {
      this.#clear();
      const ids = new Int32Array(old.texts.length).fill(-1);
      const idOf = (id: number) => {
        if ((ids[id] as number) < 0) ids[id] = this.id(old.texts[id] as string);
        return ids[id] as number;
      };
      for (const row of kept) {
        const [group, day, bits] = [old.group[row] as number, old.last[row] as number, old.bits[row] as number];
        this.#restore(
          idOf(Math.floor(group / GROUPS)),
          group % GROUPS,
          idOf(old.value[row] as number),
          day,
          bits,
          old.count[row] as number,
        );
      }
      kept = kept.subarray(0, Math.floor(kept.length * 0.6));
    } while (kept.length > 0 && (this.#rows > this.#max * 0.7 || this.#texts.length > this.#max * 0.7));
    return true;
  }

  /** Rows that are younger, the youngest first, then by key: which of a day's are kept is all the same, but it is the same in every run. */
  #youngest(oldest: number): Int32Array {
    const [group, value, last] = [this.#group, this.#value, this.#last];
    const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
    const rows = Int32Array.from({ length: this.#rows }, (_, row) => row).filter(
      (row) => (last[row] as number) > oldest && !this.#isHead(row),
    );
    return rows.sort((a, b) => {
      const [one, other] = [group[a] as number, group[b] as number];
      return (
        (last[b] as number) - (last[a] as number) ||
        order(this.text(Math.floor(one / GROUPS)), this.text(Math.floor(other / GROUPS))) ||
        (one % GROUPS) - (other % GROUPS) ||
        order(this.text(value[a] as number), this.text(value[b] as number))
      );
    });
  }

  /** Whether the row only begins the list of a group's values. */
  #isHead(row: number): boolean {
    return this.#value[row] === 0 && (this.#group[row] as number) % GROUPS !== 0;
  }

  /** Puts back a row that was kept, and the head of its group. */
  #restore(entity: number, dimension: number, value: number, last: number, bits: number, count: number): void {
    this.#fresh.clear();
    // Each day of the map by itself: what is there already is kept.
    for (let age = DAYS - 1; age >= 0; age -= 1) {
      if ((bits & (1 << age)) === 0) continue;
      if (dimension === 0) this.seen(entity, last - age, 0);
      else this.touch(entity, dimension, value, last - age);
    }
    if (dimension === 0) this.seen(entity, last, count);
  }

  #clear(): void {
    const room = this.#group.length;
    this.#texts = [""];
    this.#ids = new Map([["", 0]]);
    this.#rows = 0;
    this.#group = new Int32Array(room);
    this.#value = new Int32Array(room);
    this.#last = new Int32Array(room);
    this.#bits = new Int32Array(room);
    this.#count = new Float64Array(room);
    this.#next = new Int32Array(room);
    this.#index.fill(-1);
    this.#fresh.clear();
    this.era += 1;
  }

  /** Key: entity, dimension, value; row: last day, bitmap, events. */
  dump(): Table {
    const out: [string, number[]][] = [];
    for (let row = 0; row < this.#rows; row += 1) {
      const group = this.#group[row] as number;
      const value = this.#value[row] as number;
      const dimension = group % GROUPS;
      if (this.#isHead(row)) continue;
      const key = `${this.text(Math.floor(group / GROUPS))}\n${dimension}\n${this.text(value)}`;
      out.push([key, [this.#last[row] as number, this.#bits[row] as number, value === 0 ? (this.#count[row] as number) : 0]]);
    }
    return sorted(out);
  }

  load(table: Table): void {
    for (const [key, [last, bits, events]] of table) {
      const [entity = "", dimension = "", value = ""] = key.split("\n");
      this.#restore(this.id(entity), Number(dimension), this.id(value), Number(last), Number(bits), Number(events));
    }
  }
}
