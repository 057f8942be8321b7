/** What is found by several texts in turn, without making one text of them: for every event that would be half of the work. */
export class Tree<T> {
  value: T | undefined;
  #key = "";
  #child: Tree<T> | undefined;
  #children: Map<string, Tree<T>> | undefined;

  /** What is found by one more text; made when it was not there. */
  under(key: string): Tree<T> {
    // Most have one child, or are asked for the same one again: a comparison is cheaper than a hash of a text that was just read.
    if (this.#child !== undefined && this.#key === key) return this.#child;
    let child = this.#children?.get(key);
    if (child === undefined) {
      child = new Tree<T>();
      if (this.#child !== undefined) (this.#children ??= new Map([[this.#key, this.#child]])).set(key, child);
    }
    this.#key = key;
    this.#child = child;
    return child;
  }
}
