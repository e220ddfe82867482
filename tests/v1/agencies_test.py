"""`/v1/agencies`."""

from tests.callers import Callers


async def test_a_reader_gets_one_agency_by_id_code_or_e_identifier(callers: Callers) -> None:
    answer = await callers.viewer.get("/v1/agencies/so-tai-chinh")
    assert answer.status_code == 200
