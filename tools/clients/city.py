"""What a scenario finds on a live server with the two annexes of 2026: a commune that owes reports, and what is not its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from tools.serving import asked, client, served, token

# The communes owe their report of the second quarter by 20 June.
TODAY = "2026-06-19T08:00:00+07:00"


@dataclass(frozen=True, slots=True)
class City:
    """`url` serves; `elsewhere` is a task that no commune leads, `hidden` a plan that only its office may see."""

    url: str
    admin: httpx.Client
    communes: list[str]
    elsewhere: str
    hidden: str

    def environment(self, commune: str) -> dict[str, str]:
        """Of a program that reports for that commune."""
        given = {"TOKEN": _token(self.admin, "agency", commune), "ELSEWHERE": self.elsewhere, "HIDDEN": self.hidden}
        return {"TIENDO": self.url, **given}


@contextmanager
def city() -> Iterator[City]:
    with served(clock=TODAY) as admin:
        yield _furnished(str(admin.base_url).rstrip("/"), admin)


def _furnished(url: str, admin: httpx.Client) -> City:
    communes = asked(admin, "GET", "/v1/agency-groups/communes/members?limit=200")["items"]
    others = asked(admin, "GET", "/v1/tasks?lead=so-tai-chinh&limit=1")["items"]
    draft = {"code": "du-thao-2027", "title": "Dự thảo chương trình công tác năm 2027", "type": "work_program"}
    dated = {"year": 2027, "starts_on": "2027-01-01", "ends_on": "2027-12-31"}
    with client(url, _token(admin, "office", "vp-ubnd")) as office:
        hidden = asked(office, "POST", "/v1/plans", draft | dated | {"monitoring_agency": "vp-ubnd"})
    return City(url, admin, [commune["code"] for commune in communes], others[0]["id"], hidden["id"])


def _token(admin: httpx.Client, role: str, agency: str) -> str:
    return token(admin, role, [agency], f"make clients: {agency}")
