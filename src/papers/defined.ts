/** The object without the keys whose value is undefined. */
export function defined<T extends object>(object: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  // A loop, since every name of every paper goes through here.
  const kept: Partial<T> = {};
  for (const key in object) if (object[key] !== undefined) kept[key] = object[key];
  return kept as { [Key in keyof T]: Exclude<T[Key], undefined> };
}
