import type { Caller } from "../chat/command.ts";
import type { Services } from "../present/services.ts";

/** The services for one caller, who is told when something takes long: fetching a paper from the network, or reading a file. */
export function hearingOf(services: Services, { working }: Caller): Services {
  const { fetchPaper, readPasted } = services;
  if (!working) return services;
  return {
    ...services,
    readPasted(...asked) {
      working("Reading what you sent…");
      return readPasted(...asked);
    },
    ...(fetchPaper && {
      fetchPaper(id) {
        working("Fetching the paper…");
        return fetchPaper(id);
      },
    }),
  };
}
