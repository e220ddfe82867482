"""The changelog: what has changed in the contract, a day an entry, each change with whether it breaks clients and, then, why.

    app/openapi.json                what is promised now
    tools/contract/baseline.json    what was promised before the newest entry: from it the entry's changes are worked out
    app/changelog.json              the entries; of a change that breaks a person writes the `reason`, the rest is written by `make openapi`

The last release and not the last commit is compared with: a clone may be shallow, and an archive has no history at all.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from app.kernel.contract.breaking import changes
from app.kernel.contract.changes import BREAKING, MEANINGS, Change, Kind
from app.kernel.contract.openapi import Json

PROSE = ("title", "summary", "description", "example", "examples", "externalDocs")
# Of these the keys are names that we gave, so that a field may be called `title`.
NAMES = ("properties", "schemas", "parameters", "headers", "paths", "content", "responses", "x-problems")


def compared(document: Json) -> Json:
    """The part of a document that clients are held to, without what is only said."""
    shared = document.get("components", {})
    named = {part: shared[part] for part in ("parameters", "schemas") if part in shared}
    kept: Json = _without_prose({"paths": document["paths"], "components": named})
    return kept


def _without_prose(value: Any, *, names: bool = False) -> Any:
    if isinstance(value, list):
        return [_without_prose(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _without_prose(one, names=key in NAMES and not names)
        for key, one in value.items()
        if names or key not in PROSE
    }


def laid_out(baseline: Json) -> str:
    """An operation or a schema a line: its differences are read like those of a program."""
    paths = _lines(baseline["paths"])
    parts = [f"{json.dumps(part)}: {_lines(named)}" for part, named in baseline["components"].items()]
    return '{"paths": ' + paths + ',\n"components": {' + ",\n".join(parts) + "}}\n"


def _lines(named: Json) -> str:
    rows = [f"{json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in named.items()]
    return "{\n" + ",\n".join(rows) + "\n}"


def recorded(day: str, committed: Json, generated: Json, baseline: Json, changelog: Json) -> tuple[Json, Json]:
    """The baseline and the changelog once `generated` takes the place of `committed`: on a new day a new entry is begun."""
    newest = next((entry["date"] for entry in changelog["entries"]), None)
    if newest not in (None, day) and changes(committed, generated):
        return compared(committed), with_changes(changelog, day, changes(committed, generated))
    return baseline, with_changes(changelog, newest or day, changes(baseline, generated))


def with_changes(changelog: Json, day: str, made: Iterable[Change]) -> Json:
    """The entry of that day, the first, with these changes; the reasons that were given stay with what they are given for."""
    entries = changelog["entries"]
    same_day = [one for one in entries if one["date"] == day]
    reasons = {_key(told): told["reason"] for one in same_day for told in one["changes"]}
    entry = {"date": day, "changes": [{**told, "reason": reasons.get(_key(told))} for told in _grouped(made)]}
    kinds = {kind.value: words._asdict() for kind, words in MEANINGS.items()}
    return {"kinds": kinds, "entries": [entry, *(one for one in entries if one["date"] != day)]}


def _grouped(made: Iterable[Change]) -> list[Json]:
    """The same change at many places, as of a header that every answer gets, is told once."""
    places: dict[tuple[Kind, str | None, str | None], list[str]] = {}
    for change in made:
        places.setdefault((change.kind, change.was, change.now), []).append(change.at)
    return [
        {"kind": kind.value, "breaking": kind in BREAKING, "was": was, "now": now, "at": at}
        for (kind, was, now), at in places.items()
    ]


def _key(told: Json) -> tuple[Any, ...]:
    return told["kind"], told["was"], told["now"], tuple(told["at"])


def unexplained(changelog: Json) -> Iterator[str]:
    """The breaking changes of any entry that lack a reason in both languages."""
    for entry in changelog["entries"]:
        for told in entry["changes"]:
            if told["breaking"] and not (told["reason"] and told["reason"].get("vi") and told["reason"].get("en")):
                yield f"{entry['date']} {told['kind']} {', '.join(told['at'])}: {told['was']} → {told['now']}"
