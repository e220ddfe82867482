/**
 * A department's program, over a TypeScript client that openapi-generator has made: what is owed, a report, a retry, two refusals.
 *
 *     TIENDO=http://127.0.0.1:8000 TOKEN=… ELSEWHERE={a task of others} HIDDEN={a draft plan} node scenario.js
 */
import { randomUUID } from "node:crypto";

import {
  AccountsApi,
  Configuration,
  ObligationKind,
  ObligationsApi,
  ObligationState,
  PlansApi,
  type Problem,
  ProblemFromJSON,
  type ReportCreate,
  ReportsApi,
  ReportStatus,
  ResponseError,
} from "./tiendo/index.js";

const { TIENDO, TOKEN, ELSEWHERE, HIDDEN } = process.env as Record<string, string>;
const configuration = new Configuration({ basePath: TIENDO, accessToken: TOKEN });
const reports = new ReportsApi(configuration);

/** Why it was refused: this client throws, and leaves the reading of the problem to its user. */
async function refusal(asked: Promise<unknown>): Promise<Problem> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof ResponseError) return ProblemFromJSON(await error.response.json());
    throw error;
  }
  throw new Error("it was not refused");
}

const me = await new AccountsApi(configuration).getMe();
const owed = await new ObligationsApi(configuration).listObligations({
  agency: me.agencies[0]?.id,
  kind: ObligationKind.ProgressReport,
  state: ObligationState.Open,
  limit: 1,
});
const first = owed.items[0]!;
console.log("owed", first.id, first.kind, first.state);

const reportCreate: ReportCreate = {
  status: ReportStatus.InProgress,
  obligationId: first.id,
  percentComplete: 40,
  summary: "Đã lấy ý kiến các xã",
};
// The key is made once and kept with the report until it is answered: a retry is then the same report.
const request = { taskId: first.task.id, idempotencyKey: randomUUID(), reportCreate };
const sent = await reports.createReport(request);
console.log("reported", sent.id, sent.status);

const again = await reports.createReportRaw(request);
console.log("replayed", (await again.value()).id, again.raw.headers.get("Idempotency-Replayed"));

const read = await reports.getReport({ reportId: sent.id });
console.log("read", read.id, read.submittedOn.toISOString().slice(0, 10), read.summary);

const notItsOwn = await refusal(reports.createReport({ taskId: ELSEWHERE!, reportCreate }));
console.log("refused", notItsOwn.status, notItsOwn.type);

const notToBeSeen = await refusal(new PlansApi(configuration).getPlan({ plan: HIDDEN! }));
console.log("refused", notToBeSeen.status, notToBeSeen.type);
