/** Where a host's service is found: `https://export.arxiv.org`, or a folder with the host's name on a mirror. */
export type BaseUrl = (host: string) => string;

/** The hosts themselves, or everything below one address. */
export function baseUrl(mirror?: string): BaseUrl {
  return (host) =>
    mirror === undefined ? `https://${host}` : `${mirror.replace(/(?<!\/)\/+$/, "")}/${host}`;
}

/** The address with a query of the given values, those that are undefined left out. */
export function withQuery(
  url: string,
  values: Readonly<Record<string, string | number | undefined>>,
): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, `${value}`]],
  );
  return `${url}?${new URLSearchParams(Object.fromEntries(given))}`;
}
