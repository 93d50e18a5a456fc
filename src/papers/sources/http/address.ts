import { type LookupAddress, lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { SourceError } from "./source-error.ts";

/** Says whether an IP address may be connected to. */
export type AddressPolicy = (address: string) => boolean;

/** Finds all addresses of a name. */
export type Resolver = (host: string) => Promise<readonly LookupAddress[]>;

// IANA's special-purpose registries. Of IPv6, 2000::/3 is all there is of public addresses, so the rest need not be listed.
const NOT_PUBLIC_V4 =
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 " +
  "192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 " +
  "203.0.113.0/24 224.0.0.0/4 240.0.0.0/4";
const NOT_PUBLIC_V6 = "2001::/23 2001:db8::/32 2002::/16 3fff::/20";

const notPublic = new BlockList();
for (const range of NOT_PUBLIC_V4.split(" ")) add(notPublic, range, "ipv4");
for (const range of NOT_PUBLIC_V6.split(" ")) add(notPublic, range, "ipv6");
const globalV6 = new BlockList();
add(globalV6, "2000::/3", "ipv6");

/** Whether an address belongs to the public internet: not private, loopback, link-local, shared, reserved or a tunnel to such. */
export const isPublicAddress: AddressPolicy = (address) => {
  const family = isIP(address);
  if (family === 4) return !notPublic.check(address, "ipv4");
  return family === 6 && globalV6.check(address, "ipv6") && !notPublic.check(address, "ipv6");
};

/** All addresses of a name, as the system resolves it. */
export const systemResolver: Resolver = (host) =>
  new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

/**
 * A lookup for sockets that gives out allowed addresses only. As the socket connects to what was checked here, a name that
 * resolves differently a moment later gains nothing. A name with one bad address among good ones is refused.
 */
export function guardedLookup(isAllowed: AddressPolicy, resolve: Resolver): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined || !addresses.every(({ address }) => isAllowed(address))) {
          callback(forbidden(host), "", 0);
        } else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };
}

/** Throws if the host is a bare address that is not allowed: for such, sockets look nothing up. */
export function checkBareAddress(url: URL, isAllowed: AddressPolicy): void {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !isAllowed(host)) throw forbidden(host);
}

function forbidden(host: string): SourceError {
  return new SourceError("forbidden address", `${host} is not on the public internet`);
}

function add(list: BlockList, range: string, family: "ipv4" | "ipv6"): void {
  const [network = "", bits] = range.split("/");
  list.addSubnet(network, Number(bits), family);
}
