import { expect, test } from "vitest";
import { authorNames } from "../../../src/papers/import/authors.ts";

test.each([
  ["Ana Bee", ["Ana Bee"]],
  ["Ana Bee, Cy Dee and Eve Fly", ["Ana Bee", "Cy Dee", "Eve Fly"]],
  ["Ana Bee, Cy Dee, and Eve Fly", ["Ana Bee", "Cy Dee", "Eve Fly"]],
  ["Ana Bee & Cy Dee", ["Ana Bee", "Cy Dee"]],
  ["Ana Bee (Hive, Rome), Cy Dee", ["Ana Bee", "Cy Dee"]],
  ["Bee, Ana; Dee, Cy", ["Ana Bee", "Cy Dee"]],
  ["Bee, Ana and Dee, Cy", ["Ana Bee", "Cy Dee"]],
  ["Ana Bee, Jr., Cy Dee III", ["Ana Bee Jr.", "Cy Dee III"]],
  ["Ana Bee et al.", ["Ana Bee"]],
  ["Andy Sand, Brandy Land", ["Andy Sand", "Brandy Land"]],
  ["", []],
])("%j", (line, names) => {
  expect(authorNames(line)).toEqual(names);
});
