import { describe, expect, test } from "vitest";
import { createCooldown } from "../../src/chat/cooldown.ts";

function setUp() {
  let time = 1_000_000;
  const cooldown = createCooldown(() => time);
  return {
    take: (user = "ann") => cooldown.take(user),
    wait(ms: number) {
      time += ms;
    },
  };
}

const LIMIT = 12;

describe("createCooldown", () => {
  test("lets twelve requests in thirty seconds through, and no more", () => {
    const { take, wait } = setUp();
    for (let request = 0; request < LIMIT; request++) expect(take()).toBe(0);
    expect(take()).toBe(30);
    wait(10_500);
    expect(take()).toBe(20);
    wait(19_499);
    expect(take()).toBe(1);
    wait(1);
    expect(take()).toBe(0);
  });

  test("counts no request that it refused", () => {
    const { take, wait } = setUp();
    for (let request = 0; request < LIMIT; request++) take();
    wait(29_000);
    for (let request = 0; request < 100; request++) expect(take()).toBe(1);
    wait(1_000);
    for (let request = 0; request < LIMIT; request++) expect(take()).toBe(0);
  });

  test("slides: each request is forgiven thirty seconds after it was made", () => {
    const { take, wait } = setUp();
    for (let request = 0; request < LIMIT; request++) {
      expect(take()).toBe(0);
      wait(2_500);
    }
    expect(take()).toBe(0);
    expect(take()).toBe(3);
  });

  test("counts each person apart, across the sweeping of old ones", () => {
    const { take, wait } = setUp();
    for (let request = 0; request < LIMIT; request++) take("ann");
    expect(take("bo")).toBe(0);
    wait(29_000);
    for (let request = 1; request < LIMIT; request++) take("bo");
    wait(1_001);
    expect(take("ann")).toBe(0);
    expect(take("bo")).toBe(0);
    expect(take("bo")).toBe(29);
  });
});
