import { describe, expect, it } from "vitest";
import { createVisitorOf, type TrustedProxies } from "../../src/http/visitor.ts";

function visitor(trusted: TrustedProxies, remoteAddress: string | undefined, forwarded?: string): string {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return createVisitorOf(trusted)({ headers, socket: { remoteAddress } });
}

describe("who asks", () => {
  it.each([
    ["the connection's address", 0, "192.0.2.1", undefined, "192.0.2.1"],
    ["whatever the header says, where nobody is trusted", 0, "192.0.2.1", "198.51.100.7", "192.0.2.1"],
    ["what one proxy says", 1, "127.0.0.1", "198.51.100.7", "198.51.100.7"],
    ["not what the visitor has put before it", 1, "127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"],
    ["what the first of two proxies says", 2, "127.0.0.1", "9.9.9.9, 198.51.100.7,10.0.0.2", "198.51.100.7"],
    ["the first that is named, where fewer are", 3, "127.0.0.1", "198.51.100.7", "198.51.100.7"],
    ["the proxy, where it names nobody", 1, "127.0.0.1", undefined, "127.0.0.1"],
    ["the proxy, where it names something else", 1, "127.0.0.1", "unknown", "127.0.0.1"],
    ["without a port", 1, "127.0.0.1", "198.51.100.7:4711", "198.51.100.7"],
    ["without brackets and port", 1, "::1", "[2001:db8:1:2:3::4]:4711", "2001:db8:1:2::/64"],
  ] as const)("is %s", (_, trusted, remote, forwarded, expected) => {
    expect(visitor(trusted, remote, forwarded)).toBe(expected);
  });

  it.each([
    ["a trusted address", "127.0.0.1", "198.51.100.7", "198.51.100.7"],
    [
      "one in a trusted network, and one beyond it",
      "10.1.2.3",
      "203.0.113.9, 198.51.100.7, fd00::2",
      "198.51.100.7",
    ],
    ["IPv4 written as IPv6", "::ffff:10.1.2.3", "198.51.100.7", "198.51.100.7"],
    ["nobody who is not", "192.0.2.1", "198.51.100.7", "192.0.2.1"],
  ])("is believed of %s", (_, remote, forwarded, expected) => {
    expect(visitor(["127.0.0.1", "10.0.0.0/8", "fd00::/8"], remote, forwarded)).toBe(expected);
  });

  it.each([
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::ffff:c000:201", "192.0.2.1"],
    ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
    [undefined, ""],
  ])("of %s is %s", (address, expected) => {
    expect(visitor(0, address)).toBe(expected);
  });
});
