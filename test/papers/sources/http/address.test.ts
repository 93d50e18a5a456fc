import { describe, expect, it } from "vitest";
import { guardedLookup, isPublicAddress } from "../../../../src/papers/sources/http/address.ts";

describe("isPublicAddress", () => {
  it.each(["8.8.8.8", "151.101.3.42", "172.15.0.1", "172.32.0.1", "2606:4700::6810:84e5", "2a04:4e42::1"])(
    "lets %s pass",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "not an address",
    "",
  ])("keeps out %s", (address) => expect(isPublicAddress(address)).toBe(false));
});

describe("guardedLookup", () => {
  const found = (...addresses: string[]) =>
    guardedLookup(isPublicAddress, async () => addresses.map((address) => ({ address, family: 4 })));
  const ask = (lookup: ReturnType<typeof found>, all: boolean) =>
    new Promise((resolve) => lookup("example.org", { all }, (error, address) => resolve(error ?? address)));

  it("gives out one address or all, as the socket asks", async () => {
    expect(await ask(found("8.8.8.8", "8.8.4.4"), false)).toBe("8.8.8.8");
    expect(await ask(found("8.8.8.8"), true)).toEqual([{ address: "8.8.8.8", family: 4 }]);
  });

  it.each([[["10.0.0.1"]], [["8.8.8.8", "127.0.0.1"]], [[]]])("gives out none of %j", async (addresses) => {
    expect(await ask(found(...addresses), true)).toMatchObject({ trouble: "forbidden address" });
  });
});
