import { seal, sign, unseal } from "../access/secrets.ts";
import { sameMailbox } from "./address.ts";

/** What the operator's secret makes of addresses and codes. */
export interface MailKeys {
  seal(address: string): string;
  /** Undefined where it was sealed with another secret. */
  unseal(sealed: string): string | undefined;
  /** By which an address is found again. */
  keyOf(address: string): string;
  /** By which a code is known, for one person. */
  codeKey(person: string, code: string): string;
  /** Names a mailbox and one paper in a link: nobody else can make it for another paper. */
  paperToken(handle: string, paper: string): string;
}

const ADDRESS = "mail address";

/** Nobody with the database alone can read an address, or find out whether one is there. */
export function createMailKeys(secret: string): MailKeys {
  return {
    seal: (address) => seal(secret, ADDRESS, address),
    unseal(sealed) {
      try {
        return unseal(secret, ADDRESS, sealed);
      } catch {
        return undefined;
      }
    },
    keyOf: (address) => sign(secret, ADDRESS, sameMailbox(address)),
    paperToken: (handle, paper) => handle + sign(secret, "mail paper", handle, paper),
    codeKey: (person, code) => sign(secret, "mail code", person, code),
  };
}
