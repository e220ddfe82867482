"""What there is to fuzz: the two annexes of 2026, and one of each thing that is made in the course of a year."""

from typing import Any, NamedTuple

import httpx

from tools.serving import ROOT, asked, client, token

# Half a year into the plans: reports are owed, some are late, and events are still awaited.
TODAY = "2026-06-19T08:00:00+07:00"
OFFICE, AGENCY = "vp-ubnd", "so-tai-chinh"
# Readers first: what an admin does to agencies and calendars would leave the others little to see.
AGENCIES_OF = {"viewer": [], "auditor": [], "submitter": [AGENCY], "agency": [AGENCY], "office": [OFFICE], "admin": []}
ANNEX = ROOT / "seed" / "phu-luc-01-chuong-trinh-cong-tac-2026.docx"

OWED = f"/v1/obligations?agency={AGENCY}&state=open"
# Some of each, for whatever is decided or published is so for the rest of the run.
REPORTED, PUT_OFF, DRAFTS = 8, 4, 6
LATER = "2026-12-31"
# What there is to ask about, by the paths of lists: of obligations those that one agency still owes, whose tasks are its own.
LISTS = {
    "/v1/agencies": "",
    "/v1/agency-groups": "",
    "/v1/plans": "",
    "/v1/obligations": OWED.removeprefix("/v1/obligations"),
    "/v1/reports": "",
    "/v1/extension-requests": "?state=open",
    "/v1/report-requests": "",
    "/v1/awaited-events": "",
    "/v1/plan-imports": "",
    "/v1/tokens": "",
}
Things = dict[str, list[str]]


class Held(NamedTuple):
    """A token and the id by which a fuzzer would revoke it."""

    secret: str
    id: str


def tokens(admin: httpx.Client) -> dict[str, Held]:
    return {role: _held(admin, role, agencies) for role, agencies in AGENCIES_OF.items()}


def _held(admin: httpx.Client, role: str, agencies: list[str]) -> Held:
    secret = token(admin, role, agencies, f"make fuzz: {role}")
    with client(str(admin.base_url), secret) as holder:
        return Held(secret, asked(holder, "GET", "/v1/me")["token_id"])


def furnish(url: str, held: dict[str, Held]) -> Things:
    """Makes them; what cannot be found in a list afterwards, and what members of a body may name."""
    with client(url, held["office"].secret) as office, client(url, held["agency"].secret) as agency:
        tasks = list(dict.fromkeys(one["task"]["id"] for one in asked(agency, "GET", OWED)["items"]))
        reports = [_report(agency, task) for task in tasks[:REPORTED]]
        asked(agency, "POST", f"/v1/tasks/{tasks[0]}/comments", {"text": "Chờ ý kiến"})
        file = asked(agency, "POST", f"/v1/reports/{reports[0]}/attachments", files={"file": ("so-lieu.txt", b"01")})
        returned = {"action": "return", "note": "Chưa có số liệu", "respond_by": "2026-06-26"}
        asked(office, "POST", f"/v1/reports/{reports[1]}/review", returned)
        for one in [one for one in asked(agency, "GET", OWED)["items"] if one["kind"] == "completion"][:PUT_OFF]:
            later = {"obligation_id": one["id"], "due_on": LATER, "reason": "Chờ hướng dẫn của Bộ"}
            asked(agency, "POST", f"/v1/tasks/{one['task']['id']}/extension-requests", later)
        plan = asked(office, "GET", f"/v1/tasks/{tasks[0]}")["plan"]["id"]
        asked(office, "POST", "/v1/report-requests", {"plan": plan, "due_on": "2026-06-30", "text": "Báo cáo nhanh"})
        annexes = dict(_draft(office, number) for number in range(DRAFTS))
        _import(office)
    named = {"agency": [AGENCY], "monitoring_agency": [OFFICE], "office": [OFFICE], "plan": [plan], "due_on": [LATER]}
    of_plans = {f"annex of {of}": [annex] for of, annex in annexes.items()}
    return named | of_plans | {"/v1/attachments": [file["id"]], "/problems": ["not-found", "stale"]}


def agencies(url: str, by: Held) -> list[str]:
    """Those whose tokens there are, in every way they may be named."""
    with client(url, by.secret) as caller:
        found = [asked(caller, "GET", f"/v1/agencies/{code}") for code in (OFFICE, AGENCY)]
    return [one[name] for one in found for name in ("id", "code", "e_identifier") if one[name]]


def is_answered(url: str, secret: str) -> bool:
    with client(url, secret) as caller:
        return caller.get("/v1/me").is_success


def seen(url: str, by: Held) -> Things:
    """What the lists show it, by their paths; nothing of those that it may not ask for."""
    with client(url, by.secret) as caller:
        answers = {path: caller.get(path + query) for path, query in LISTS.items()}
    found = {path: answer.json().get("items", ()) for path, answer in answers.items()}
    return {path: [one["id"] for one in items] for path, items in found.items()} | {
        # Of those it may see whose reports it owes, or waits for.
        "/v1/tasks": list(dict.fromkeys(one["task"]["id"] for one in found["/v1/obligations"])),
        "client_id": [by.id],
        "client_secret": [by.secret],
    }


def _report(agency: httpx.Client, task: str) -> str:
    body = {"status": "in_progress", "percent_complete": 30, "summary": "Đã trình dự thảo lần một"}
    return str(asked(agency, "POST", f"/v1/tasks/{task}/reports", body)["id"])


def _draft(office: httpx.Client, number: int) -> tuple[str, str]:
    """A plan that is being written, and its annex."""
    named = {"code": f"du-thao-{number}-2027", "title": f"Dự thảo chương trình {number} năm 2027"}
    of_2027 = {"year": 2027, "starts_on": "2027-01-01", "ends_on": "2027-12-31", "monitoring_agency": OFFICE}
    plan = _made(office, "/v1/plans", named | of_2027)
    annex = _made(office, f"/v1/plans/{plan}/annexes", {"label": "Phụ lục I", "title": "Danh mục nhiệm vụ"})
    section = _made(office, f"/v1/plans/{plan}/sections", {"annex": annex, "label": "I", "title": "Thể chế"})
    lead = {"role": "lead", "agency": AGENCY, "text": "Sở Tài chính"}
    task = {"title": "Ban hành quy chế", "deadline_text": "Quý II/2027", "number": "1", "assignments": [lead]}
    _made(office, f"/v1/plans/{plan}/tasks", task | {"annex": annex, "section": section})
    return plan, annex


def _import(office: httpx.Client) -> None:
    """A plan that is being read from a document."""
    with ANNEX.open("rb") as file:
        form = {"plan_code": "nhap-2026", "office": OFFICE}
        asked(office, "POST", "/v1/plan-imports", data=form, files={"file": (ANNEX.name, file)})


def _made(office: httpx.Client, path: str, body: dict[str, Any]) -> str:
    return str(asked(office, "POST", path, body)["id"])
