import { expect, it } from "vitest";
import { createSerial } from "../../src/async/serial.ts";

it("runs one after the other, past what fails", async () => {
  const serial = createSerial();
  const seen: string[] = [];
  const step = (name: string, fails = false) =>
    serial(async () => {
      seen.push(`${name} begins`);
      await new Promise(setImmediate);
      seen.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const [first, second, third] = await Promise.allSettled([step("a"), step("b", true), step("c")]);
  expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  expect(first).toEqual({ status: "fulfilled", value: "a" });
  expect(second).toMatchObject({ status: "rejected", reason: new Error("b") });
  expect(third).toEqual({ status: "fulfilled", value: "c" });
});
