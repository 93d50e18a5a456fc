/** The top k: the first `count` items by `order`, in order. Far quicker than sorting all of many items. */
export function topK<Item>(
  items: Iterable<Item>,
  count: number,
  order: (a: Item, b: Item) => number,
): Item[] {
  let best: Item[] = [];
  let bar: Item | undefined;
  for (const item of items) {
    if (bar !== undefined && order(item, bar) > 0) continue;
    best.push(item);
    if (best.length < 4 * count + 64) continue;
    best = best.sort(order).slice(0, count);
    bar = best.at(-1);
  }
  return best.sort(order).slice(0, count);
}
