"""Who a request comes from is what the connection says, and what a proxy says where one is named."""

import asyncio

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from app.cli.serve import TRUSTED_PROXIES, server_options
from app.settings import Settings

REQUEST = b"GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.1\r\nConnection: close\r\n\r\n"


async def _telling(scope: Scope, receive: Receive, send: Send) -> None:
    client = Request(scope, receive).client
    await JSONResponse(client and client.host)(scope, receive, send)


async def _told() -> bytes:
    """What the server that `serve` starts takes for the address of a client on this machine."""
    options = server_options(Settings(host="127.0.0.1", port=0))
    server = uvicorn.Server(uvicorn.Config(_telling, lifespan="off", **options))
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  uvicorn tells it by a flag alone
        await asyncio.sleep(0)
    reader, writer = await asyncio.open_connection(*server.servers[0].sockets[0].getsockname())
    try:
        writer.write(REQUEST)
        return (await asyncio.wait_for(reader.read(), 10)).partition(b"\r\n\r\n")[2]
    finally:
        writer.close()
        server.should_exit = True
        await running


async def test_a_client_on_this_machine_is_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TRUSTED_PROXIES, raising=False)
    assert await _told() == b'"127.0.0.1"'


@pytest.mark.parametrize(("named", "told"), [("127.0.0.1", b'"192.0.2.1"'), ("192.0.2.7", b'"127.0.0.1"')])
async def test_a_proxy_that_is_named_is_believed(monkeypatch: pytest.MonkeyPatch, named: str, told: bytes) -> None:
    monkeypatch.setenv(TRUSTED_PROXIES, named)
    assert await _told() == told
