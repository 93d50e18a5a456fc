import { describe, expect, test } from "vitest";
import { authorsAgree, nameKeys } from "../../../src/papers/same-work/names.ts";
import { isSameVenue } from "../../../src/papers/same-work/venues.ts";

const keys = (...authors: readonly string[]) => nameKeys({ authors: [...authors] });

describe("authorsAgree", () => {
  test.each<[readonly string[], readonly string[], boolean | undefined]>([
    [["Ana Bee"], ["A. Bee"], true],
    [["Bo van der Wasp"], ["Bo Wasp"], true],
    [["Zoë Müller"], ["Z. Mueller"], true],
    [["Wang Xiaoming"], ["Xiaoming Wang"], true],
    [["Luis García Márquez"], ["L. Garcia-Marquez"], true],
    [["Martin Wasp Jr."], ["Martin Wasp"], true],
    [["The Hive Collaboration"], ["Hive Collaboration"], true],
    [["Hive Collaboration"], ["Nest Collaboration"], false],
    [["Ana Bee", "Bo Wasp"], ["Bo Wasp", "Ana Bee", "Cy Ant"], true],
    [["Di Fly", "Ana Bee", "Eva Moth", "Flo Gnat"], ["Ana Bee", "Bo Wasp", "Cy Ant"], false],
    [["Ana Bee"], ["Cy Ant"], false],
    [["Ana Bee"], [], undefined],
    [["王小明"], ["Xiaoming Wang"], undefined],
  ])("%j and %j: %s", (a, b, expected) => {
    expect(authorsAgree(keys(...a), keys(...b))).toBe(expected);
    expect(authorsAgree(keys(...b), keys(...a))).toBe(expected);
  });

  test("takes the family name from a name in parts", () => {
    const names = [{ family: "García Márquez", given: "Luis" }];
    const [inParts, said] = [nameKeys({ authors: ["Luis García Márquez"], names }), keys("L. Márquez")];
    expect(authorsAgree(inParts, said)).toBe(true);
  });
});

describe("isSameVenue", () => {
  test.each<[string, string, boolean]>([
    ["NeurIPS 2024", "Advances in Neural Information Processing Systems 37", true],
    ["CVPR", "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition", true],
    ["ICLR", "The Twelfth International Conference on Learning Representations", true],
    ["J. Mach. Learn. Res.", "Journal of Machine Learning Research", true],
    ["Toy Nature", "toy nature", true],
    ["Handbook of Hives", "Lectures on Nests", false],
    ["Annals of Lamps", "Journal of Wings", false],
    ["ICML", "NeurIPS", false],
    ["Ant Letters", "Annals of Nest Technology", false],
    ["Nature", "Science", false],
  ])("%s and %s: %s", (a, b, expected) => {
    expect(isSameVenue(a, b)).toBe(expected);
    expect(isSameVenue(b, a)).toBe(expected);
  });
});
