/** Whether something needs a person, may pass by itself, or is fine. */
export type Light = "🔴" | "🟡" | "🟢";

export interface StateLine {
  readonly light: Light;
  readonly text: string;
}
