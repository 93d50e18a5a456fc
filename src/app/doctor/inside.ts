import { createRecent } from "../../async/recent.ts";
import type { DoctorReport } from "../../doctor/report.ts";
import type { Database } from "../../store/database.ts";
import type { Host } from "../host.ts";

interface Inside {
  readonly db: Database;
  papers(): number;
  /** Whether this process answers on platforms, and so has a port and a page of its own. */
  readonly isServing: boolean;
}

/** Who asks again within so many milliseconds gets the same report: each asks every host. */
const REMEMBERED_MS = 20_000;

/** What a doctor says of the program from inside of it. Loaded only where somebody asks. */
export function doctorInside(host: Host, inside: Inside): () => Promise<DoctorReport> {
  const recent = createRecent<DoctorReport>({ forMs: REMEMBERED_MS, most: 1, now: () => performance.now() });
  return () =>
    recent("report", async () => {
      const { createDoctor } = await import("./create-doctor.ts");
      return createDoctor({ ...host, inside })();
    });
}
