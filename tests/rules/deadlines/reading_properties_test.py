"""What holds for every text: made of the words of deadlines, of their slips, or of anything at all.

TIENDO_PROOF_CASES sets the number of cases of each property (`make proof` asks for 100,000).
"""

import json
import os
import unicodedata
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.deadlines import (
    Boundary,
    Confidence,
    Context,
    Kind,
    Policy,
    Purpose,
    Reading,
    WorkingDays,
    due_after_event,
    occurrences,
    read_deadline,
)

CASES = int(os.environ.get("TIENDO_PROOF_CASES", "300"))
proof = settings(
    max_examples=CASES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

_WORDS = """
tháng quý năm ngày tuần trước sau đến hết từ trong chậm nhất muộn không quá hoàn thành xong báo cáo tiến độ tham mưu
hằng hàng mỗi định kỳ lần thứ Tư Sáu Hai cuối đầu giữa nửa kể khi có yêu cầu hướng dẫn theo kế hoạch thường xuyên
liên tục nếu cần và hoặc các tiếp giai đoạn nhiệm kỳ họp HĐND UBND Sở Tài chính về làm việc giờ vòng thời hạn I II
III IV V lI 1 2 3 6 9 12 15 20 30 31 06 2026 2027 20/6/2026 30/6 31/6 6/2026 15.7.2026 2O26 l5/6 T4/2026 Q.II 17h00
bắt đầu nay này tới dự kiến khoảng tổng kết sơ số 12/KH-UBND trừ 10 9999 , ; . / - ( ) : & + | %
"""
WORDS = _WORDS.split()
PIECES = [
    "Quý II/2026", "Tháng 4/2026", "trước ngày 20/6/2026", "hằng tháng", "trong vòng 10 ngày", "kể từ ngày ban hành",
    "06 tháng/ năm", "thường xuyên", "(nếu cần)", "theo kế hoạch", "sau khi có hướng dẫn", "02 lần/năm", "giai đoạn 2026-2030",
    "quý II, quý III năm 2026", "thứ Tư hằng tuần", "tuần cuối tháng 6", "đến hết", "từ", "đến", "hoặc", "và", ";", "năm sau",
    "ngày 25 của tháng cuối quý", "6 tháng đầu năm", "trong quý", "các năm tiếp theo", "trước", "05 ngày làm việc", "ngày 31",
]  # fmt: skip
spoken = st.lists(st.sampled_from([*WORDS, *PIECES]), max_size=14).map(" ".join)
texts = st.one_of(
    spoken, spoken, st.text(max_size=80), st.lists(st.sampled_from([*WORDS, "\u200b", "\u00a0"])).map("".join)
)
days = st.dates(date(1950, 1, 1), date(2100, 12, 31))
contexts = st.builds(
    Context,
    year=st.one_of(st.none(), st.integers(1950, 2100)),
    issued_on=st.one_of(st.none(), days),
    purpose=st.sampled_from(Purpose),
)
policies = st.builds(
    Policy,
    before_is_inclusive=st.booleans(),
    roll_over=st.frozensets(st.sampled_from(Kind)),
    cutoffs=st.sampled_from(["nd09", "calendar"]),
    submission_lag_working_days=st.integers(0, 10),
)


@given(texts, contexts)
@proof
def test_every_text_has_a_sound_reading(text: str, context: Context) -> None:
    reading = read_deadline(text, context)
    assert reading.text == text
    for day in (reading.start_on, reading.due_on):
        assert day is None or date(1900, 1, 1) <= day <= date(2200, 12, 31)
    if reading.start_on and reading.due_on:
        assert reading.start_on <= reading.due_on
    if reading.kind in {Kind.date, Kind.range}:
        assert reading.due_on is not None
    assert (reading.recurrence is not None) is (reading.kind is Kind.recurring)
    assert (reading.triggers != ()) is (reading.kind is Kind.event)
    assert (reading.confidence is Confidence.exact) or reading.notes
    if reading.kind is Kind.unscheduled:
        assert reading.confidence is Confidence.unresolved
        assert reading.due_on is None


@given(texts, contexts)
@proof
def test_a_reading_is_stored_without_loss_and_told_in_both_languages(text: str, context: Context) -> None:
    reading = read_deadline(text, context)
    assert Reading.from_json(json.loads(json.dumps(reading.to_json()))) == reading
    vietnamese, english = reading.as_dict("vi"), reading.as_dict("en")
    assert len(vietnamese["notes"]) == len(english["notes"]) == len(reading.notes)
    assert {**vietnamese, "notes": []} == {**english, "notes": []}


def _content(text: str, context: Context) -> str:
    """The reading without its text, and quoted words without their case."""
    return json.dumps({**read_deadline(text, context).to_json(), "text": ""}, ensure_ascii=False).casefold()


@given(spoken, contexts)
@proof
def test_form_case_and_spacing_do_not_matter(text: str, context: Context) -> None:
    expected = _content(text, context)
    assert _content(unicodedata.normalize("NFD", text), context) == expected
    assert _content(text.upper(), context) == expected
    assert _content("\n " + text.replace(" ", " \u00a0\t ") + "\u200b ", context) == expected
    assert _content(f"<p><b>{text}</b></p>", context) == expected


@given(spoken, contexts)
@proof
def test_reading_again_says_the_same(text: str, context: Context) -> None:
    reading = read_deadline(text, context)
    assert read_deadline(reading.text, context) == reading


@given(texts, contexts, policies, days, days)
@proof
def test_every_reading_has_days(text: str, context: Context, policy: Policy, first: date, second: date) -> None:
    from_, until = min(first, second), min(max(first, second), date(min(first, second).year + 2, 1, 1))
    reading = read_deadline(text, context)
    calendar = WorkingDays(frozenset({date(2026, 4, 30), date(2026, 5, 1)}), frozenset())
    found = occurrences(reading, policy, calendar, from_, until)
    assert [one.nominal_due_date for one in found] == sorted({one.nominal_due_date for one in found})
    assert all(one.nominal_due_date <= one.effective_due_date for one in found)
    if reading.kind is Kind.recurring:
        assert all(from_ <= one.nominal_due_date <= until for one in found)
    else:
        assert len(found) == (reading.kind in {Kind.date, Kind.range})
    if reading.boundary is Boundary.before and reading.kind is not Kind.recurring:
        assert all(one.nominal_due_date == one.effective_due_date for one in found)


@given(texts, contexts, policies, days)
@proof
def test_every_trigger_can_occur(text: str, context: Context, policy: Policy, occurred_on: date) -> None:
    for trigger in read_deadline(text, context).triggers:
        due = due_after_event(trigger, occurred_on, policy, WorkingDays())
        assert (due is None) is (trigger.amount is None)
        assert due is None or due.nominal_due_date <= due.effective_due_date
