/** A count with its noun, whose plural ends in s: "1 paper", "1,200 papers". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
