/**
 * A value to be stored without U+0000, which PostgreSQL refuses in a text and nobody has ever meant. It is removed on both
 * databases, so that a library can move from one to the other.
 */
export function withoutNul(value: unknown): unknown {
  return typeof value === "string" && value.includes("\0") ? value.replaceAll("\0", "") : value;
}
