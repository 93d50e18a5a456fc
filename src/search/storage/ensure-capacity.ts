/** Ensures capacity: the array, or a longer copy in which there is an element at `index`; what is new is 0. */
export function ensureCapacity<Numbers extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  numbers: Numbers,
  index: number,
): Numbers {
  if (index < numbers.length) return numbers;
  const longer = new (numbers.constructor as new (length: number) => Numbers)(Math.ceil((index + 1) * 1.5));
  longer.set(numbers);
  return longer;
}
