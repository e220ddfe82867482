"""What is compared with a plan, without any: the draft through JSON, what an answer makes of a row, what blocks a commit."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.agencies.matching import Register
from app.deadlines import Context, read_deadline
from app.documents.annex.read import read_annex
from app.documents.imports.answers import Answer, Resolution, says_no_name, settled, taken
from app.documents.imports.carried import Earlier, Now, carried
from app.documents.imports.compare import compare
from app.documents.imports.doubts import lead_moves, of_past
from app.documents.imports.draft import Draft, Name, Target
from app.documents.imports.draft_json import from_json, to_json
from app.documents.imports.from_annex import draft_of
from app.documents.imports.plan_now import PlanNow, TaskNow
from app.documents.readers.txt import read_txt
from tests.make.imports import annex, draft_of_one

A, B, C = (Target(UUID(int=n), code, f"Sở {code}") for n, code in enumerate(("so-a", "so-b", "so-c"), 1))
GROUP = Target(UUID(int=9), "cac-so", "Các sở")
ACCEPTED, REJECTED = Answer(Resolution.accepted), Answer(Resolution.rejected)


def read(*rows: str) -> Draft:
    return draft_of(read_annex(read_txt(annex(*rows)), Register([], []), year=2026))


def lead(*targets: Target | None, role: str = "lead") -> tuple[Name, ...]:
    return tuple(
        Name(role, one.name if one else "Ban X", None if one is GROUP else one, one if one is GROUP else None)
        for one in targets
    )


def task(**given: object) -> TaskNow:
    plain = {"number": "1", "section_id": None, "section": None, "parent_id": None, "position": 1, "deliverable": None}
    stands = {"id": UUID(int=50), "title": "Ban hành kế hoạch", "is_heading": False, "completion_rule": "each"}
    return TaskNow(**{**plain, **stands, **given})  # type: ignore[arg-type]


def plan(*tasks: TaskNow, status: str = "published") -> PlanNow:
    return PlanNow(UUID(int=60), status, UUID(int=61), tasks)


def test_a_draft_is_the_same_after_json() -> None:
    draft = read(
        "I\tPHẦN MỘT",
        "1\tThực hiện Nghị định 358/2025/NĐ-CP ngày 31/12/2025, hoàn thành trước ngày 30/6/2026\tBan A/ Ban B\t\tHằng quý\tBáo cáo",
        "1.1\tViệc con\t\t\tsớm nhất có thể\t",
    )
    assert from_json(to_json(draft)) == draft
    assert len({one.id for one in draft.findings}) == len(draft.findings) > 3


def test_what_a_finding_says_twice_of_one_row_has_two_ids() -> None:
    found = [one.id for one in read("1\tViệc\tBan A; Ban B\t\tQuý II\tX").findings if one.code == "unknown-agency"]
    assert found == ["unknown-agency-1-lead-1", "unknown-agency-1-lead-2"]


def test_a_code_that_nobody_knows_may_be_seen_and_nothing_else() -> None:
    assert taken("some-later-code") == {Resolution.open, Resolution.accepted}


def test_a_row_whose_number_is_another_s_bears_none_when_it_is_rejected() -> None:
    draft = read("1\tViệc một\tBan A\t\tQuý II\tX", "1\tViệc hai\tBan A\t\tQuý II\tX")
    rows = settled(draft, {"duplicate-number-2-number-1": REJECTED}).rows
    assert [row.number for row in rows] == ["1", None]


def test_a_heading_that_is_given_a_lead_is_none_any_more() -> None:
    draft = read("1\tViệc một", "2\tViệc hai\tBan A\t\tQuý II\tX")
    given = {"missing-lead-1-lead-1": Answer(Resolution.replaced, "so-a", agency=A)}
    assert [row.is_heading for row in (draft.rows[0], settled(draft, given).rows[0])] == [True, False]


def test_a_row_that_asks_for_a_product_stays_a_task_whatever_is_answered_about_it() -> None:
    draft = read("\tViệc một\t\t\t\tX", "2\tViệc hai\tBan A\t\tQuý II\tX")
    given = {"missing-number-1-number-1": Answer(Resolution.accepted)}
    assert [row.is_heading for row in (draft.rows[0], settled(draft, given).rows[0])] == [False, False]


@pytest.mark.parametrize(
    ("code", "leads", "deadline"),
    [
        ("deadline-part-unread", "Ban A", "Trong quý III/2026 và báo cáo trước 25/12/2026"),
        ("unpaired-lines", "Ban A; Ban B", "Quý II/2026; quý III/2026"),
    ],
)
def test_a_deadline_that_was_read_in_part_is_written_anew(code: str, leads: str, deadline: str) -> None:
    draft = read(f"1\tViệc\t{leads}\t\t{deadline}\tX")
    anew = read_deadline("30/9/2026", Context(2026))
    given = {f"{code}-1-deadline-1": Answer(Resolution.replaced, "30/9/2026", reading=anew)}
    assert settled(draft, given).rows[0].deadline == anew


@pytest.mark.parametrize(
    ("code", "leads", "coordinating"),
    [
        ("guessed-role-1-lead-1", "Ban A (chủ trì); Ban B", ""),
        ("lead-in-coordinating-1-coordinating-1", "Ban A", "Ban B (CT)"),
    ],
)
def test_who_was_guessed_to_coordinate_leads_when_that_is_rejected(code: str, leads: str, coordinating: str) -> None:
    draft = read(f"1\tViệc\t{leads}\t{coordinating}\tQuý II\tX")
    read_as, rejected = draft.rows[0], settled(draft, {code: REJECTED}).rows[0]
    assert [[one.text for one in row.of("lead")] for row in (read_as, rejected)] == [["Ban A"], ["Ban A", "Ban B"]]


@pytest.mark.parametrize(
    ("text", "is_none"),
    [
        ("30", True),
        ("30/6/2026", True),
        ("Quý II", True),
        ("tháng 6/2026", True),
        ("Ban A", False),
        ("Tổ công tác 06", False),
    ],
)
def test_a_number_or_a_day_is_no_name(text: str, is_none: bool) -> None:
    assert says_no_name(text) is is_none


def test_what_the_plan_has_settled_before_is_no_change() -> None:
    """A name put to an agency, a date taken from the title, a rule: the file can say none of it."""
    draft = read("1\tBan hành kế hoạch, hoàn thành trong tháng 6 năm 2026\tBan X\t\tQuý III/2026\t")
    known = task(
        title="Ban hành kế hoạch, hoàn thành trong tháng 6 năm 2026",
        names=(Name("lead", "Ban X", A),),
        deadline="Quý III/2026",
        second=("trong tháng 6 năm 2026",),
        completion_rule="any",
    )
    compared = compare(draft, {}, plan(known))
    assert not compared.changes_something
    assert compared.open_errors == ()
    answered = compare(draft, {"unknown-agency-1-lead-1": REJECTED}, plan(known))
    assert [one.field for one in answered.items[0].fields] == ["leads"]


def test_an_edited_note_changes_a_draft_and_is_told_of_a_published_plan() -> None:
    one = draft_of_one()
    draft = replace(
        one.with_row(0, replace(one.rows[0], notes=(("Ghi chú", "mới"), ("(*)", "ở chân bảng")))),
        column_titles=("Ghi chú",),
    )
    noted = task(notes=(("Ghi chú", "cũ"),))
    changed = compare(draft, {}, plan(noted, status="draft"))
    assert [(one.field, one.before, one.after) for one in changed.items[0].fields] == [
        ("notes", "Ghi chú: cũ", "Ghi chú: mới")
    ]
    told = compare(draft, {}, plan(noted))
    assert (told.changes_something, [one.code for one in told.findings]) == (False, ["note-differs"])
    same = compare(draft, {}, plan(task(notes=(("Ghi chú", " mới"),))))
    assert same.findings == ()


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Ban hành  kế hoạch", "Ban hành kế hoạch"),
        ("Ban hành kế hoạch", "Ban ha\u0300nh kế hoạch"),
        ("Ban hành\nkế hoạch", "Ban hành kế hoạch"),
    ],
)
def test_as_written_is_no_matter_of_spaces_or_unicode_forms(written: str, stored: str) -> None:
    assert not compare(draft_of_one(written), {}, plan(task(title=stored))).changes_something


@pytest.mark.parametrize(
    ("before", "after", "moves"),
    [
        ((A,), (B,), ([("so-a", "Sở so-b")], [])),
        ((A, B), (A, C), ([("so-b", "Sở so-c")], [])),
        ((A, B), (A,), ([], ["so-b"])),
        ((A, B), (C,), ([("so-a", "Sở so-c")], ["so-b"])),
        ((A,), (A, B), None),
        ((A,), (), None),
        ((GROUP,), (A,), None),
        ((A,), (GROUP,), None),
        ((None,), (A,), None),
    ],
)
def test_which_leads_hand_on_to_which(
    before: tuple[Target | None, ...],
    after: tuple[Target | None, ...],
    moves: tuple[list[tuple[str, str]], list[str]] | None,
) -> None:
    row = replace(draft_of_one().rows[0], names=lead(*after))
    found = lead_moves(task(names=lead(*before)), row)
    told = None if found is None else ([(old.code, new.text) for old, new in found[0]], [one.code for one in found[1]])
    assert told == moves


@pytest.mark.parametrize(
    ("known", "fields"),
    [
        (task(names=lead(A, role="coordinating")), ["coordinating"]),
        (task(deadline="Quý II/2026"), ["deadline"]),
        (task(second=("tháng 6",)), ["title_deadlines"]),
        (task(names=lead(GROUP)), ["leads"]),
    ],
)
def test_what_no_amendment_changes_of_a_published_plan_is_said_and_stays_when_accepted(
    known: TaskNow, fields: list[str]
) -> None:
    draft = draft_of_one()
    asked = compare(draft, {}, plan(known))
    assert [(one.id, one.params["fields"]) for one in asked.open_errors] == [("not-amendable-1", ", ".join(fields))]
    assert not compare(draft, {"not-amendable-1": ACCEPTED}, plan(known)).changes_something
    assert compare(draft, {}, plan(known, status="draft")).open_errors == ()


def test_what_is_cancelled_is_missed_by_nobody() -> None:
    gone = task(id=UUID(int=51), title="Việc đã bỏ", number="2", position=2, is_over=True)
    assert not compare(draft_of_one(), {}, plan(task(), gone)).changes_something


@pytest.mark.parametrize(
    ("today", "past"), [("2026-06-30", None), ("2026-07-01", "1"), ("2027-01-01", "2")], ids=["none", "one", "both"]
)
def test_deadlines_that_are_past_are_told_before_a_plan_is_published(today: str, past: str | None) -> None:
    draft = read(
        "1\tViệc một\tBan A\t\tQuý II/2026\tX",
        "2\tViệc hai\tBan A\t\t31/12/2026\tX",
        "3\tViệc ba\tBan A\t\tHằng quý\tX",
    )
    day = date.fromisoformat(today)
    for found in (of_past(draft, None, day), of_past(draft, plan(status="draft"), day)):
        assert [one.params["rows"] for one in found] == ([past] if past else [])
    assert of_past(draft, plan(), day) == []


REPLACED = Answer(Resolution.replaced, "Quý III/2026", reading=read_deadline("Quý III/2026", Context(2026)))
VAGUE = "1\tViệc\tBan A\t\tsớm nhất có thể\tX"
ISSUED = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("earlier", "now", "goes_on"),
    [
        pytest.param((VAGUE,), ("1\tViệc khác\tBan A\t\tQuý I\tX", VAGUE), True, id="the row has moved"),
        pytest.param((VAGUE,), (VAGUE.replace("\tX", "\tY"),), True, id="another cell says something else"),
        pytest.param((VAGUE,), (VAGUE.replace("Việc", "Việc này"),), False, id="its title does"),
        pytest.param((VAGUE,), (VAGUE.replace("sớm", "muộn"),), False, id="the words it is about do"),
        pytest.param((VAGUE,), (VAGUE, VAGUE), False, id="two rows say it"),
        pytest.param((VAGUE, VAGUE), (VAGUE,), False, id="two rows said it"),
    ],
)
def test_an_answer_goes_on_for_the_same_finding_of_the_same_row(
    earlier: tuple[str, ...], now: tuple[str, ...], goes_on: bool
) -> None:
    before = Earlier(read(*earlier), {"unread-deadline-1-deadline-1": REPLACED}, ISSUED, is_committed=False)
    assert list(carried(before, Now(read(*now), ISSUED, frozenset())).values()) == [REPLACED] * goes_on


@pytest.mark.parametrize(
    ("id_", "answer", "changed", "goes_on"),
    [
        ("unread-deadline-1-deadline-1", REPLACED, {}, True),
        ("unread-deadline-1-deadline-1", REPLACED, {"is_committed": True}, True),
        ("unread-deadline-1-deadline-1", REPLACED, {"issued_on": None}, False),
        ("unread-deadline-1-deadline-1", ACCEPTED, {"issued_on": None}, True),
        ("unknown-agency-1-lead-1", REJECTED, {}, True),
        ("unknown-agency-1-lead-1", REJECTED, {"is_committed": True}, False),
        ("unknown-agency-1-lead-1", Answer(Resolution.replaced, "so-a", agency=A), {}, True),
        ("unknown-agency-1-lead-1", Answer(Resolution.replaced, "so-a", agency=A), {"is_committed": True}, True),
        ("unknown-agency-1-lead-1", Answer(Resolution.replaced, "so-b", agency=B), {}, False),
    ],
)
def test_an_answer_goes_on_as_far_as_it_still_holds(
    id_: str, answer: Answer, changed: dict[str, object], goes_on: bool
) -> None:
    before = replace(Earlier(read(VAGUE), {id_: answer}, ISSUED, is_committed=False), **changed)  # type: ignore[arg-type]
    assert (id_ in carried(before, Now(read(VAGUE), ISSUED, {A.id}))) is goes_on
