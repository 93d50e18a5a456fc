/** Where a channel's pages are, below the page's address: by its token, and in a browser that has shown it by its handle. */
export function channelPath(tokenOrHandle: string): string {
  return `/c/${tokenOrHandle}`;
}

/** Where a link to sign in is used, below the page's address. */
export function openPath(token: string): string {
  return `/open/${token}`;
}
