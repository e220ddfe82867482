import java.util.List;
import java.util.UUID;

import tiendo.ApiClient;
import tiendo.ApiException;
import tiendo.ApiResponse;
import tiendo.api.AccountsApi;
import tiendo.api.ObligationsApi;
import tiendo.api.PlansApi;
import tiendo.api.ReportsApi;
import tiendo.model.Obligation;
import tiendo.model.ObligationKind;
import tiendo.model.ObligationState;
import tiendo.model.Problem;
import tiendo.model.Report;
import tiendo.model.ReportCreate;
import tiendo.model.ReportStatus;

/**
 * A department's program, over a Java client that openapi-generator has made: what is owed, a report, a retry, two refusals.
 *
 * <pre>TIENDO=http://127.0.0.1:8000 TOKEN=… ELSEWHERE={a task of others} HIDDEN={a draft plan} java Scenario</pre>
 */
public final class Scenario {
    private static final ApiClient CLIENT = new ApiClient();

    public static void main(String[] arguments) throws Exception {
        CLIENT.updateBaseUri(System.getenv("TIENDO"));
        CLIENT.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + System.getenv("TOKEN")));
        ReportsApi reports = new ReportsApi(CLIENT);

        Obligation first = firstOwed();
        System.out.println("owed " + first.getId() + " " + first.getKind() + " " + first.getState());

        // The key is made once and kept with the report until it is answered: a retry is then the same report.
        String key = UUID.randomUUID().toString();
        UUID task = first.getTask().getId();
        ReportCreate report = new ReportCreate()
            .status(ReportStatus.IN_PROGRESS)
            .obligationId(first.getId())
            .percentComplete(40)
            .summary("Đã lấy ý kiến các xã");
        Report sent = reports.createReport(task, report, key, null);
        System.out.println("reported " + sent.getId() + " " + sent.getStatus());

        ApiResponse<Report> again = reports.createReportWithHttpInfo(task, report, key, null);
        String replayed = String.join(",", again.getHeaders().getOrDefault("idempotency-replayed", List.of()));
        System.out.println("replayed " + again.getData().getId() + " " + replayed);

        Report read = reports.getReport(sent.getId(), null);
        System.out.println("read " + read.getId() + " " + read.getSubmittedOn() + " " + read.getSummary());

        Problem notItsOwn = refusal(() -> reports.createReport(UUID.fromString(System.getenv("ELSEWHERE")), report, null, null));
        System.out.println("refused " + notItsOwn.getStatus() + " " + notItsOwn.getType());

        Problem notToBeSeen = refusal(() -> new PlansApi(CLIENT).getPlan(System.getenv("HIDDEN"), null));
        System.out.println("refused " + notToBeSeen.getStatus() + " " + notToBeSeen.getType());
    }

    private static Obligation firstOwed() throws ApiException {
        UUID agency = new AccountsApi(CLIENT).getMe(null).getAgencies().get(0).getId();
        return new ObligationsApi(CLIENT).listObligations(
            agency.toString(), null, null, null, ObligationKind.PROGRESS_REPORT, ObligationState.OPEN, null, null, null,
            null, null, null, null, null, 1, null, null, null, null
        ).getItems().get(0);
    }

    /** Why it was refused: this client throws, and leaves the reading of the problem to its user. */
    private static Problem refusal(Call asked) throws Exception {
        try {
            asked.answer();
        } catch (ApiException refused) {
            return CLIENT.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        }
        throw new IllegalStateException("it was not refused");
    }

    private interface Call {
        Object answer() throws ApiException;
    }
}
