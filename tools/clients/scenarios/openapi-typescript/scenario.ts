/**
 * A department's program, over the types that openapi-typescript has made and openapi-fetch: what is owed, a report, a retry, two refusals.
 *
 *     TIENDO=http://127.0.0.1:8000 TOKEN=… ELSEWHERE={a task of others} HIDDEN={a draft plan} node scenario.js
 */
import { randomUUID } from "node:crypto";

import createClient from "openapi-fetch";

import type { components, paths } from "./tiendo.js";

const { TIENDO, TOKEN, ELSEWHERE, HIDDEN } = process.env as Record<string, string>;
const tiendo = createClient<paths>({ baseUrl: TIENDO, headers: { Authorization: `Bearer ${TOKEN}` } });

/** What was answered, where a refusal leaves nothing to go on with. */
function granted<T>({ data, error }: { data?: T; error?: components["schemas"]["Problem"] }): T {
  if (data === undefined) throw new Error(error?.detail);
  return data;
}

const me = granted(await tiendo.GET("/v1/me"));
const owed = granted(
  await tiendo.GET("/v1/obligations", {
    params: { query: { agency: me.agencies[0]?.id, kind: "progress_report", state: "open", limit: 1 } },
  }),
);
const first = owed.items[0]!;
console.log("owed", first.id, first.kind, first.state);

// The key is made once and kept with the report until it is answered: a retry is then the same report.
const params = { path: { task_id: first.task.id }, header: { "Idempotency-Key": randomUUID() } };
const body = {
  status: "in_progress",
  obligation_id: first.id,
  percent_complete: 40,
  summary: "Đã lấy ý kiến các xã",
} satisfies components["schemas"]["ReportCreate"];

const sent = granted(await tiendo.POST("/v1/tasks/{task_id}/reports", { params, body }));
console.log("reported", sent.id, sent.status);

const again = await tiendo.POST("/v1/tasks/{task_id}/reports", { params, body });
console.log("replayed", granted(again).id, again.response.headers.get("Idempotency-Replayed"));

const read = granted(await tiendo.GET("/v1/reports/{report_id}", { params: { path: { report_id: sent.id } } }));
console.log("read", read.id, read.submitted_on, read.summary);

const notItsOwn = await tiendo.POST("/v1/tasks/{task_id}/reports", { params: { path: { task_id: ELSEWHERE! } }, body });
console.log("refused", notItsOwn.error?.status, notItsOwn.error?.type);

const notToBeSeen = await tiendo.GET("/v1/plans/{plan}", { params: { path: { plan: HIDDEN! } } });
console.log("refused", notToBeSeen.error?.status, notToBeSeen.error?.type);
