"""The changelog tells every change of the contract since its last entry was begun, and of each that breaks why it was made."""

import json
from copy import deepcopy
from pathlib import Path

import httpx

from app import main
from app.kernel.contract.breaking import changes
from app.kernel.contract.changelog import compared, laid_out, recorded, unexplained, with_changes
from app.kernel.contract.changes import Change, Kind
from app.kernel.contract.openapi import Json
from tests.apps import without_database
from tests.contract.service import document

CHANGELOG = Path(main.__file__).with_name("changelog.json")
BASELINE = Path(__file__).parents[2] / "tools" / "contract" / "baseline.json"
BROKEN = Change(Kind.FIELD_REMOVED, "Report.note")
REASON = {"vi": "Không ai dùng", "en": "Nobody used it"}


def _read(path: Path) -> Json:
    read: Json = json.loads(path.read_text(encoding="utf-8"))
    return read


def test_the_newest_entry_is_what_has_changed_since_the_baseline() -> None:
    told, *_ = _read(CHANGELOG)["entries"]
    expected = with_changes({"entries": [told]}, told["date"], changes(_read(BASELINE), document()))
    assert [told] == expected["entries"], "run `make openapi`; what breaks clients needs a reason"


def test_no_change_breaks_clients_without_a_reason() -> None:
    assert list(unexplained(_read(CHANGELOG))) == []


def test_entries_are_days_the_newest_first() -> None:
    days = [entry["date"] for entry in _read(CHANGELOG)["entries"]]
    assert days == sorted(set(days), reverse=True)


def test_a_field_that_goes_is_noticed() -> None:
    new = deepcopy(document())
    del new["components"]["schemas"]["Report"]["properties"]["submitted_at"]
    assert [str(one) for one in changes(document(), new)] == ["field_removed Report.submitted_at: None → None"]


def test_the_baseline_is_the_contract_without_what_is_only_said() -> None:
    kept = compared(document())
    assert changes(kept, document()) == changes(document(), kept) == []
    assert json.loads(laid_out(kept)) == kept
    assert "title" in kept["components"]["schemas"]["Task"]["properties"], "a field, and no prose"


def test_a_break_asks_for_a_reason_in_both_languages() -> None:
    changelog = with_changes({"entries": []}, "2026-11-26", [BROKEN])
    assert len(list(unexplained(changelog))) == 1
    changelog["entries"][0]["changes"][0]["reason"] = {"vi": "Không ai dùng", "en": ""}
    assert len(list(unexplained(changelog))) == 1
    changelog["entries"][0]["changes"][0]["reason"] = REASON
    assert list(unexplained(changelog)) == []


def test_a_reason_stays_with_its_change_and_its_day() -> None:
    changelog = with_changes({"entries": []}, "2026-11-26", [BROKEN])
    changelog["entries"][0]["changes"][0]["reason"] = REASON
    again = with_changes(changelog, "2026-11-26", [BROKEN, Change(Kind.FIELD_ADDED, "Report.tone")])
    assert [told["reason"] for told in again["entries"][0]["changes"]] == [REASON, None]
    next_day = with_changes(again, "2026-11-27", [BROKEN])
    assert [entry["date"] for entry in next_day["entries"]] == ["2026-11-27", "2026-11-26"]
    assert next_day["entries"][0]["changes"][0]["reason"] is None


def _contract(*names: str) -> Json:
    return {"paths": {f"/{name}": {"get": {"operationId": name, "responses": {}}} for name in names}}


def _told(changelog: Json) -> dict[str, list[str]]:
    return {entry["date"]: [at for told in entry["changes"] for at in told["at"]] for entry in changelog["entries"]}


def test_the_same_change_in_many_places_is_told_once() -> None:
    made = [Change(Kind.HEADER_ADDED, name, now="RateLimit") for name in ("getTask 200", "getPlan 200")]
    ((told,),) = [entry["changes"] for entry in with_changes({"entries": []}, "2026-11-26", made)["entries"]]
    assert (told["now"], told["at"]) == ("RateLimit", ["getTask 200", "getPlan 200"])


def test_a_day_is_an_entry_and_begins_from_what_was_committed() -> None:
    baseline, changelog = recorded("2026-11-26", _contract("a"), _contract("a", "b"), _contract("a"), {"entries": []})
    assert _told(changelog) == {"2026-11-26": ["b"]}
    # Later on that day the same entry is written anew, from the same baseline.
    baseline, changelog = recorded("2026-11-26", _contract("a", "b"), _contract("a", "c"), baseline, changelog)
    assert _told(changelog) == {"2026-11-26": ["c"]}
    # A day on which nothing has changed begins no entry.
    baseline, changelog = recorded("2026-11-27", _contract("a", "c"), _contract("a", "c"), baseline, changelog)
    assert _told(changelog) == {"2026-11-26": ["c"]}
    baseline, changelog = recorded("2026-11-28", _contract("a", "c"), _contract("a"), baseline, changelog)
    assert _told(changelog) == {"2026-11-28": ["c"], "2026-11-26": ["c"]}
    assert baseline == compared(_contract("a", "c"))
    assert len(list(unexplained(changelog))) == 1


async def test_it_is_served_as_it_is_committed() -> None:
    transport = httpx.ASGITransport(without_database())
    async with httpx.AsyncClient(transport=transport, base_url="http://tiendo.test") as client:
        answer = await client.get("/changelog.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.content == CHANGELOG.read_bytes()
