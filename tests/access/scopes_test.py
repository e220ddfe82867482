"""The scopes that the contract names are the permissions that the operations ask for."""

from pathlib import Path

from uuid_utils.compat import uuid7

from app.access.roles import ROLE_PERMISSIONS, ROLES_OF_AN_AGENCY, Permission, Role
from app.access.tokens import new_token
from app.scopes import WHAT_THEY_ALLOW, scopes
from tests.access.import_probes import import_rows
from tests.access.matrix_test import TABLE, operation_of
from tests.access.more_rows import more_rows, store_evidence
from tests.access.requests import valid
from tests.callers import Caller, Tokens
from tests.client import Contract, ContractClient
from tests.clones import Clone
from tests.make import world
from tests.make.access import token_row
from tests.make.office import office_rows

# One request for each operation.
ROWS = {operation_of(row): row for row in reversed(TABLE)}


def test_every_permission_is_a_scope_that_is_explained() -> None:
    assert list(WHAT_THEY_ALLOW) == list(Permission)


async def test_an_operation_asks_for_the_scopes_it_declares(
    database: Clone, tokens: Tokens, http: ContractClient, contract: Contract, tmp_path: Path
) -> None:
    """Without any it names the first of them; with those and no other it asks for nothing more."""
    await database.store(*more_rows(tokens), *office_rows(tokens.made["office"][0]), *import_rows(tokens))
    store_evidence(tmp_path)
    declared = {
        name: scopes()[one["operationId"]] for name, (_, _, one) in contract.operations().items() if one["security"]
    }
    bare = await _holder(database, http, [])
    first = {name: await _missing(bare, name) for name in declared}
    assert first == {name: sets[0][0] if sets[0] else None for name, sets in declared.items()}
    for needed in {tuple(one) for sets in declared.values() for one in sets}:
        narrowed = await _holder(database, http, list(needed))
        asked = [name for name, sets in declared.items() if list(needed) in sets]
        assert {name: await _missing(narrowed, name) for name in asked} == dict.fromkeys(asked)


async def test_the_contract_says_so(contract: Contract) -> None:
    for _, _, operation in contract.operations().values():
        if operation["security"]:
            asked = [one["OAuth2"] for one in operation["security"] if "OAuth2" in one]
            assert asked == scopes()[operation["operationId"]]


async def _holder(database: Clone, http: ContractClient, permissions: list[str]) -> Caller:
    """Of a role that may have all of them."""
    role = next(one for one, offered in ROLE_PERMISSIONS.items() if offered.issuperset(permissions))
    agencies = [world.OFFICE if role is Role.office else world.LEAD] if role in ROLES_OF_AN_AGENCY else []
    id_ = uuid7()
    new = new_token(role.value, id_)
    await database.store(token_row(new, id=id_, role=role.value, agency_ids=agencies, permissions=permissions))
    return Caller("narrowed", http, new.token, id_)


async def _missing(caller: Caller, name: str) -> str | None:
    """The permission that the operation misses in this caller."""
    method, template = name.split(" ")
    request = valid(ROWS[name])
    answer = await caller.request(method, request.url(template), if_match=request.if_match, **request.sent(1))
    is_missing = answer.status_code == 403 and answer.json()["type"] == "/problems/permission-missing"
    return answer.json()["permission"] if is_missing else None
