import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/**
 * Whose word on who asks, in X-Forwarded-For, is taken: that of so many proxies in a row before this program, or of those at these
 * addresses, each an IP address or a network such as 10.0.0.0/8.
 */
export type TrustedProxies = number | readonly string[];

type Visitor = Pick<IncomingMessage, "headers"> & {
  readonly socket: Pick<IncomingMessage["socket"], "remoteAddress">;
};

/**
 * Says where a request comes from: the IPv4 address, or the first half of the IPv6 address, because a household has that many. Empty
 * where the connection has ended already.
 */
export function createVisitorOf(trusted: TrustedProxies): (request: Visitor) => string {
  const isTrusted = typeof trusted === "number" ? undefined : matcherOf(trusted);
  return ({ headers, socket }) => {
    // The visitor's end comes first: each proxy has added the address before it.
    const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",").map(bare);
    const chain = [...forwarded, socket.remoteAddress ?? ""];
    let at = chain.length - 1;
    const hasNext = () => isIP(chain[at - 1] ?? "") > 0;
    if (isTrusted) while (hasNext() && isTrusted(chain[at] ?? "")) at -= 1;
    else for (let hops = Number(trusted); hops > 0 && hasNext(); hops -= 1) at -= 1;
    return networkOf(chain[at] ?? "");
  };
}

function matcherOf(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** An address of the header without what proxies put around it: spaces, a port, the brackets and the zone of IPv6. */
function bare(typed: string): string {
  const text = typed.trim();
  const inBrackets = /^\[([^\]]{1,60})\]/.exec(text)?.[1];
  const address = inBrackets ?? (text.includes(".") ? (text.split(/:(?=\d{1,5}$)/)[0] ?? "") : text);
  return address.split("%")[0] ?? "";
}

function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const groups = groupsOf(address);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join(".");
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** The eight groups of an IPv6 address, as numbers. */
function groupsOf(address: string): readonly number[] {
  const [left = [], right] = (address.split("%")[0] ?? "").split("::").map((half) =>
    half
      .split(":")
      .filter(Boolean)
      .flatMap((group) => (group.includes(".") ? halvesOf(group) : Number.parseInt(group, 16))),
  );
  const missing = 8 - left.length - (right?.length ?? 0);
  return [...left, ...Array.from({ length: missing }, () => 0), ...(right ?? [])];
}

/** An IPv4 address as the two groups that it is at the end of an IPv6 address. */
function halvesOf(address: string): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  return [a * 256 + b, c * 256 + d];
}
