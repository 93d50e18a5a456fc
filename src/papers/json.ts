/** The text in `object[name]`; undefined if it is missing, blank or something else. Own keys only. */
export function field(object: unknown, name: string): string | undefined {
  const value = own(object, name);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** The list in `object[name]`, or an empty one. */
export function list(object: unknown, name: string): readonly unknown[] {
  const value = own(object, name);
  return Array.isArray(value) ? value : [];
}

/** The whole number of at least zero in `object[name]`. */
export function whole(object: unknown, name: string): number | undefined {
  const value = own(object, name);
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Whatever is in `object[name]`; undefined if `object` is not an object. */
export function own(object: unknown, name: string): unknown {
  if (typeof object !== "object" || object === null || !Object.hasOwn(object, name)) return undefined;
  return (object as Readonly<Record<string, unknown>>)[name];
}
