import { ensureCapacity } from "./ensure-capacity.ts";
import type { Serializable } from "./snapshot-file.ts";

/** Linked lists of numbers in two arrays, by the number of the list: each member points to the one that came before it. */
export interface LinkedLists extends Serializable {
  /** Adds a number, from 1 on, that is in no group yet; it stays there for good. */
  add(group: number, member: number): void;
  /** The members of a group, the last one first. */
  members(group: number): number[];
}

export function createLinkedLists(): LinkedLists {
  let last = new Uint32Array(64);
  let before = new Uint32Array(64);

  return {
    add(group, member) {
      last = ensureCapacity(last, group);
      before = ensureCapacity(before, member);
      before[member] = last[group] ?? 0;
      last[group] = member;
    },
    members(group) {
      const found: number[] = [];
      for (let member = last[group] ?? 0; member !== 0; member = before[member] ?? 0) found.push(member);
      return found;
    },
    async save(out) {
      await out.numbers(last);
      await out.numbers(before);
    },
    async load(from) {
      last = await from.numbers(Uint32Array);
      before = await from.numbers(Uint32Array);
    },
  };
}
