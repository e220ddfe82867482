"""What a person reads in a browser: the contract in Swagger UI, and a page for every type of problem with a list of them.

All of it comes from this process (`assets/`): the networks it runs in reach no CDN. Nothing here asks for a token.
"""

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path as FilePath
from string import Template
from typing import Annotated

from fastapi import APIRouter, FastAPI, Path, Request, Response
from starlette.staticfiles import StaticFiles

from app.kernel.contract import for_generators, written
from app.kernel.problems import CATALOGUE, NotFound, Problem, request_language, responses
from app.kernel.schema import CODE, Output
from app.kernel.words import Language, Words

ASSETS = FilePath(__file__).with_name("assets")
CHANGELOG = FilePath(__file__).parents[1] / "changelog.json"
# Swagger UI sets style attributes; scripts come from files alone, and the page talks to this host only.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SECURED = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
LABELS = {
    "label_type": Words("Mã lỗi", "Type"),
    "label_status": Words("Mã trạng thái HTTP", "HTTP status"),
    "label_cure": Words("Cần làm gì", "What to do"),
    "label_all": Words("Các loại lỗi", "Types of problems"),
}

OTHER: Mapping[Language, Language] = {"vi": "en", "en": "vi"}
ENTRY = Template(
    '<dt><a href="$slug"><code>$slug</code></a> $status</dt><dd>$title</dd><dd lang="$other_language">$other_title</dd>'
)

documents = APIRouter(include_in_schema=False)
problems = APIRouter(tags=["Service"])


class ProblemType(Output):
    """What one type of problem means."""

    type: str
    title: str
    status: int
    cure: str


@documents.get("/openapi.json")
async def contract(request: Request) -> Response:
    return Response(_whole(request.app), media_type="application/json")


@documents.get("/openapi-client.json")
async def contract_for_generators(request: Request) -> Response:
    return Response(_for_generators(request.app), media_type="application/json")


@documents.get("/changelog.json")
async def changelog() -> Response:
    return Response(_changelog(), media_type="application/json")


@documents.get("/docs")
async def docs() -> Response:
    return Response(_template("docs.html").template, headers=SECURED, media_type="text/html")


@documents.get("/problems")
async def problem_index_without_its_slash() -> Response:
    """The links of the list are relative, for a proxy may put a path before them: they hold below a folder only."""
    return Response(status_code=308, headers={"Location": "problems/"})


@documents.get("/problems/")
async def problem_index(request: Request) -> Response:
    language = request_language(request)
    headers = {"Content-Language": language, "Vary": "Accept-Language"}
    return Response(_index(language), headers=SECURED | headers, media_type="text/html")


def install(app: FastAPI) -> None:
    """The pages outside the contract; `problems` is a router of it like any other."""
    app.include_router(documents)
    app.mount("/docs/assets", StaticFiles(directory=ASSETS), name="assets")


@problems.get(
    "/problems/{slug}",
    response_model=ProblemType,
    responses={200: {"content": {"text/html": {"schema": {"type": "string"}}}}, **responses(NotFound)},
)
async def get_problem_type(
    request: Request, slug: Annotated[str, Path(min_length=1, max_length=100, pattern=CODE)]
) -> Response:
    """What a problem's `type` means and what to do: a page for people, or JSON with `Accept: application/json`."""
    problem = CATALOGUE.get(slug)
    if problem is None:
        raise NotFound
    language = request_language(request)
    headers = {"Content-Language": language, "Vary": "Accept, Accept-Language"}
    if _wants_json(request):
        told = described(problem, language)
        return Response(told.model_dump_json(), headers=headers, media_type="application/json")
    return Response(_page(problem, language), headers=SECURED | headers, media_type="text/html")


def _wants_json(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return "json" in accepted and "text/html" not in accepted


def described(problem: type[Problem], language: Language) -> ProblemType:
    return ProblemType(
        type=f"/problems/{problem.slug}",
        title=problem.title.in_(language),
        status=problem.status,
        cure=problem.cure.in_(language),
    )


def _page(problem: type[Problem], language: Language) -> str:
    """In the language asked for, and below it in the other: a person who follows a link has set no header."""
    other = OTHER[language]
    labels = {name: words.in_(language) for name, words in LABELS.items()}
    here, there = ({name: escape(str(value)) for name, value in described(problem, one)} for one in (language, other))
    beside = {f"other_{name}": value for name, value in there.items()}
    return _template("problem.html").substitute(labels, language=language, other_language=other, **here, **beside)


@cache
def _index(language: Language) -> str:
    """Every type in both languages, in the order of the statuses."""
    other = OTHER[language]
    listed = sorted(CATALOGUE.values(), key=lambda problem: (problem.status, problem.slug))
    entries = [
        ENTRY.substitute(
            slug=problem.slug,
            status=problem.status,
            title=escape(problem.title.in_(language)),
            other_language=other,
            other_title=escape(problem.title.in_(other)),
        )
        for problem in listed
    ]
    return _template("problems.html").substitute(
        language=language, title=LABELS["label_all"].in_(language), entries="\n".join(entries)
    )


@cache
def _template(name: str) -> Template:
    return Template((ASSETS / name).read_text(encoding="utf-8"))


@cache
def _changelog() -> bytes:
    return CHANGELOG.read_bytes()


@cache
def _whole(app: FastAPI) -> bytes:
    return written(app.openapi()).encode()


@cache
def _for_generators(app: FastAPI) -> bytes:
    return written(for_generators(app.openapi())).encode()
