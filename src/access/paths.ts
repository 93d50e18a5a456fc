/** The path of a channel's pages: with its token, or with its handle in a browser that has its cookie. */
export function channelPath(tokenOrHandle: string): string {
  return `/c/${tokenOrHandle}`;
}

/** The path of a sign-in link. */
export function openPath(token: string): string {
  return `/open/${token}`;
}
