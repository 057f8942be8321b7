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
    const oldest = this.#today - DAYS;
    // The youngest first, then by key: which of a day's are kept is all the same, but it is the same in every run.
    let kept = this.dump()
      .filter(([, row]) => Number(row[0]) > oldest)
      .toSorted(([a, x], [b, y]) => Number(y[0]) - Number(x[0]) || (a < b ? -1 : 1));
    do {
      this.#clear();
      this.load(kept);
      kept = kept.slice(0, Math.floor(kept.length * 0.6));
    } while (kept.length > 0 && (this.#rows > this.#max * 0.7 || this.#texts.length > this.#max * 0.7));
    return true;
  }

  #clear(): void {
    this.#texts = [""];
    this.#ids = new Map([["", 0]]);
    this.#rows = 0;
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
      if (value === 0 && dimension !== 0) continue;
      const key = `${this.text(Math.floor(group / GROUPS))}\n${dimension}\n${this.text(value)}`;
      out.push([key, [this.#last[row] as number, this.#bits[row] as number, value === 0 ? (this.#count[row] as number) : 0]]);
    }
    return sorted(out);
  }

  load(table: Table): void {
    for (const [key, [last, bits, events]] of table) {
      const [entity = "", dimension = "", value = ""] = key.split("\n");
      const [id, day] = [this.id(entity), Number(last)];
      // Each day of the map by itself: what is there already is kept.
      for (let age = DAYS - 1; age >= 0; age -= 1) {
        if ((Number(bits) & (1 << age)) === 0) continue;
        this.#fresh.clear();
        if (dimension === "0") this.seen(id, day - age, 0);
        else this.touch(id, Number(dimension), this.id(value), day - age);
      }
      if (dimension === "0") this.seen(id, day, Number(events));
    }
  }
}
