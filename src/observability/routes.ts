import { end, type HttpServer } from "../http/server.ts";
import type { Metrics } from "./metrics.ts";
import { type MetricsAccess, mayReadMetrics } from "./metrics-access.ts";
import type { Readiness } from "./readiness.ts";

interface RouteParts {
  readonly readiness: Readiness;
  readonly metrics: Pick<Metrics, "text" | "contentType">;
  readonly access: MetricsAccess;
}

/** Mounts /readyz and /metrics; the server has /healthz itself. */
export function mountHealth(
  server: Pick<HttpServer, "mount">,
  { readiness, metrics, access }: RouteParts,
): void {
  const methods = ["GET", "HEAD"];
  server.mount({
    path: "/readyz",
    methods,
    async answer(_, response) {
      const reasons = await readiness.reasons();
      end(response, reasons.length === 0 ? 200 : 503, reasons.length === 0 ? "ok\n" : lines(reasons));
    },
  });
  server.mount({
    path: "/metrics",
    methods,
    async answer(request, response) {
      if (mayReadMetrics(request, access)) {
        const text = await metrics.text();
        response.writeHead(200, { "content-type": metrics.contentType, "cache-control": "no-store" });
        response.end(text);
        return;
      }
      if (access.token !== undefined) {
        response.setHeader("www-authenticate", "Bearer");
        return end(response, 401, "Send METRICS_TOKEN as “Authorization: Bearer …”.\n");
      }
      end(
        response,
        403,
        "Only this machine can read the metrics. To read them from elsewhere, set METRICS_TOKEN.\n",
      );
    },
  });
}

function lines(reasons: readonly string[]): string {
  return reasons.map((reason) => `${reason}\n`).join("");
}
