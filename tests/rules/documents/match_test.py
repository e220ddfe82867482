"""Which row of a new version is which task of the plan: each case a few lines, written as number, title and leads."""

import pytest

from app.documents.imports.match import Line, match


def lines(written: str) -> list[Line]:
    """`section number title | leads`, a title in the plan that has reports ends in `!`; a dash stands for nothing."""
    return [_line(line.strip()) for line in written.strip().splitlines() if line.strip()]


def _line(written: str) -> Line:
    text, _, leads = written.partition("|")
    section, number, title = text.strip().split(maxsplit=2)
    named = tuple(one.strip() for one in leads.split(",") if one.strip())
    return Line(_none(number), _none(section), title.rstrip("! "), named, has_reports=title.rstrip().endswith("!"))


def _none(written: str) -> str | None:
    return None if written == "-" else written


PLAN = """
    I 1 ban hanh ke hoach chuyen doi so | a
    I 2 ra soat quy trinh tiep dan | b
    II 1 mo cong dich vu cong | c
"""
# plan, file, the number of the task in its section that each row is (or new), with ? where it is unsure
CASES: dict[str, tuple[str, str, str]] = {
    "the same": (PLAN, PLAN, "I.1 I.2 II.1"),
    "in another order under other numbers": (
        PLAN,
        "I 1 mo cong dich vu cong | c\nI 2 ra soat quy trinh tiep dan | b\nI 3 ban hanh ke hoach chuyen doi so | a",
        "II.1 I.2 I.1",
    ),
    "one is put in before": (
        PLAN,
        "I 1 viec moi | d\nI 2 ban hanh ke hoach chuyen doi so | a\nI 3 ra soat quy trinh tiep dan | b",
        "new I.1 I.2",
    ),
    "another lead": (PLAN, "I 1 ban hanh ke hoach chuyen doi so | z", "I.1"),
    "another lead and another number": (PLAN, "I 7 ban hanh ke hoach chuyen doi so | z", "I.1"),
    "reworded under its number": (PLAN, "I 1 ban hanh ke hoach chuyen doi so nam 2026 | a", "I.1"),
    "reworded, its number another's": (
        PLAN,
        "I 1 viec moi hoan toan | d\nI 2 ban hanh ke hoach chuyen doi so nam 2026 | a\nI 3 ra soat quy trinh tiep dan | b",
        "new I.1? I.2",
    ),
    "reworded and renumbered with another lead is new": (
        PLAN,
        "I 9 ban hanh ke hoach chuyen doi so nam 2026 | z",
        "new",
    ),
    "by its number alone": (PLAN, "I 1 to chuc hoi thi sang tao | z", "I.1?"),
    "by its number alone, but it has reports": ("I 1 ban hanh ke hoach ! | a", "I 1 to chuc hoi thi | a", "new"),
    "reworded under its number, with reports": ("I 1 ban hanh ke hoach ! | a", "I 1 ban hanh ke hoach moi | a", "I.1"),
    "the number of another section is another": (PLAN, "III 1 to chuc hoi thi | z", "new"),
    "no number on either side": ("- - viec mot | a", "- - viec hai | a", "new"),
    "twice the same title, told by the leads": (
        "I 1 bao cao | a\nI 2 bao cao | b",
        "I 1 bao cao | b\nI 2 bao cao | a",
        "I.2 I.1",
    ),
    "twice the same title and leads, told by the number": (
        "I 1 bao cao | a\nI 2 bao cao | a",
        "I 2 bao cao | a\nI 1 bao cao | a",
        "I.2 I.1",
    ),
    "twice the same title, told by the section": (
        "I 1 bao cao | a\nII 1 bao cao | a",
        "II 4 bao cao | a\nI 4 bao cao | a",
        "II.1 I.1",
    ),
    "the same title twice in the file": ("I 1 bao cao | a", "I 1 bao cao | a\nI 2 bao cao | a", "I.1 new"),
    "two rows with one number": (PLAN, "I 1 mot viec | y\nI 1 hai viec | z", "I.1? new"),
    "nothing in the plan": ("", "I 1 viec | a", "new"),
    "nothing in the file": (PLAN, "", ""),
    "leads in another order are no reason": (
        "I 1 xay dung cau duong bo | a, b",
        "I 5 xay dung cau duong bo | b, a",
        "I.1",
    ),
    "the likest of two that share words": (
        "I 1 xay dung cau duong qua song | a\nI 2 xay dung cau duong sat | a",
        "I 8 xay dung cau duong qua song lon | a",
        "I.1?",
    ),
}


def told(plan: str, file: str, denied: tuple[int, ...] = ()) -> str:
    tasks, rows = lines(plan), lines(file)
    found = match(rows, tasks, denied)
    names = {place: f"{task.section or '-'}.{task.number or '-'}" for place, task in enumerate(tasks)}
    return " ".join(
        (names[found.task_of[place]] + "?" * (place in found.unsure)) if place in found.task_of else "new"
        for place in range(len(rows))
    )


@pytest.mark.parametrize(("plan", "file", "expected"), CASES.values(), ids=CASES)
def test_a_row_is_the_task_it_says_it_is(plan: str, file: str, expected: str) -> None:
    assert told(plan, file) == expected


def test_who_says_that_an_unsure_match_is_none_is_believed() -> None:
    reworded = "I 5 ban hanh ke hoach chuyen doi so nam 2026 | a"
    assert [told(PLAN, reworded), told(PLAN, reworded, denied=(0,))] == ["I.1?", "new"]
    by_number = "I 1 to chuc hoi thi sang tao | z"
    assert [told(PLAN, by_number), told(PLAN, by_number, denied=(0,))] == ["I.1?", "new"]


@pytest.mark.parametrize("reword", ["{} lan hai", "hoan toan khac {}"], ids=["reworded", "replaced"])
def test_twenty_thousand_rows_are_matched_in_a_moment(reword: str) -> None:
    """A title of its own each, all of them changed and moved by one: nothing here goes through all tasks for each row."""
    tasks = [Line(str(n), None, f"xay dung ke hoach so{n} phat trien vung{n}", ("a",)) for n in range(20_000)]
    rows = [Line(str(n + 1), None, reword.format(task.title), ("a",)) for n, task in enumerate(tasks)]
    assert len(match(rows, tasks).task_of) == 20_000
