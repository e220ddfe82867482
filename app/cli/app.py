"""The command with its commands, in the order in which `--help` lists them. The options of each stand in `commands/`, and what it
does in a file of its own beside this one.
"""

import asyncpg
import typer
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from app.cli.commands.export import export
from app.cli.commands.import_ import import_
from app.cli.commands.migrate import migrate
from app.cli.commands.openapi import openapi
from app.cli.commands.overdue import overdue, waiting
from app.cli.commands.seed import seed
from app.cli.commands.serve import serve
from app.cli.commands.summary import summary
from app.cli.commands.token import create_token, list_tokens, revoke_token, rotate_token
from app.cli.guard import NotFitToServe
from app.cli.refusals import fail, said, wrong
from app.documents.refusals import RefusedFile
from app.kernel.embedded import UnusableFolder
from app.kernel.failures import claimed_problem
from app.kernel.problems import Problem

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Tiến độ: ai nợ việc gì, đến khi nào.")
app.command()(serve)
app.command()(migrate)
app.command()(seed)
app.command("import")(import_)
app.command()(export)
app.command()(summary)
app.command()(overdue)
app.command()(waiting)
app.command()(openapi)

token_app = typer.Typer(no_args_is_help=True, help="Mã truy cập / access tokens.")
token_app.command("create")(create_token)
token_app.command("list")(list_tokens)
token_app.command("rotate")(rotate_token)
token_app.command("revoke")(revoke_token)
app.add_typer(token_app, name="token")


def run() -> None:
    """Every refusal that is expected is a sentence and exit status 1; a traceback means a fault of ours."""
    try:
        app()
    except (NotFitToServe, UnusableFolder, RefusedFile) as refused:
        fail(refused.detail.vi + "\n" + refused.detail.en if isinstance(refused, RefusedFile) else str(refused))
    except Problem as problem:
        fail(said(problem))
    except ValidationError as invalid:
        fail(wrong(invalid))
    except FileExistsError as taken:
        fail(f"Đã có tệp {taken.filename}: không ghi đè, chọn tên khác.\n{taken.filename} exists: choose another name.")
    except (OSError, asyncpg.PostgresError, DBAPIError) as trouble:
        claimed = claimed_problem(trouble)
        fail(f"{type(trouble).__name__}: {trouble}" if claimed is None else said(claimed))
