"""The chat endpoint: recorded answers, and everything that may go wrong with one."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.delivery.assistant import Assistant

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[str]]

QUESTION = {"messages": [{"role": "user", "content": "hemmelige ord"}]}
#: as an endpoint answered a question of this form
RECORDED = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1772000000,
    "model": "local",
    "choices": [
        {
            "index": 0,
            "message": {"role": "assistant", "content": '{"follow_ups": []}', "refusal": None},
            "logprobs": None,
            "finish_reason": "stop",
        }
    ],
    "usage": {"prompt_tokens": 412, "completion_tokens": 7, "total_tokens": 419},
}


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts an endpoint that answers as it is told."""
    servers: list[TestServer] = []

    async def start(handler: Handler) -> str:
        app = web.Application()
        app.router.add_post("/v1/chat/completions", handler)
        server = TestServer(app)
        servers.append(server)
        await server.start_server()
        return str(server.make_url("/v1/chat/completions"))

    yield start
    for server in servers:
        await server.close()


async def test_a_question_carries_model_and_key_and_gives_the_words(serve: Serve) -> None:
    seen: list[tuple[str | None, dict[str, Any]]] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append((request.headers.get("Authorization"), await request.json()))
        return web.json_response(RECORDED)

    assistant = Assistant(await serve(answer), "local", "sk-1")
    assert await assistant.answers([QUESTION, QUESTION], "abc") == ('{"follow_ups": []}',) * 2
    assert seen == [("Bearer sk-1", {"model": "local", **QUESTION})] * 2


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (500, b"{}", "status 500"),
        (401, b"{}", "status 401"),
        (429, b"{}", "status 429"),
        (302, b"", "status 302"),
        (200, b"<html>hemmelige ord</html>", "no answer in the reply"),
        (200, b"", "no answer in the reply"),
        (200, b"[]", "no answer in the reply"),
        (200, b'{"choices": []}', "no answer in the reply"),
        (200, b'{"choices": [{"message": {"content": null}}]}', "no answer in the reply"),
        (200, b'{"choices": [{"message": "hemmelige ord"}]}', "no answer in the reply"),
        (200, b"[" * 100_000, "no answer in the reply"),
        (200, b" " * 600_000, "ClientPayloadError"),
    ],
)
async def test_every_failure_is_a_code_in_the_log(
    serve: Serve, caplog: pytest.LogCaptureFixture, status: int, body: bytes, code: str
) -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=status, body=body, headers={"Location": "/anden"})

    assistant = Assistant(await serve(answer), "local")
    with caplog.at_level(logging.WARNING):
        assert await assistant.answers([QUESTION], "0123456789ab") == (None,)
    assert f"document 0123456789ab: {code}" in caplog.text
    assert "hemmelige" not in caplog.text


async def test_one_failure_does_not_spoil_the_other_answers(serve: Serve) -> None:
    calls = iter([500, 200])

    async def answer(_request: web.Request) -> web.Response:
        return web.json_response(RECORDED, status=next(calls))

    said = await Assistant(await serve(answer), "").answers([QUESTION, QUESTION], "abc")
    assert said == (None, '{"follow_ups": []}')


async def test_a_slow_endpoint_is_left_when_the_time_is_up(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    never = asyncio.Event()
    first = iter([True])

    async def answer(_request: web.Request) -> web.Response:
        if not next(first, False):
            await never.wait()
        return web.json_response(RECORDED)

    assistant = Assistant(await serve(answer), "", seconds=0.2)
    with caplog.at_level(logging.WARNING):
        said = await assistant.answers([QUESTION, QUESTION, QUESTION], "abc")
    never.set()
    assert said == ('{"follow_ups": []}', None, None)  # what came in time is kept
    assert "out of time" in caplog.text


async def test_an_endpoint_that_drips_is_left_too(serve: Serve) -> None:
    never = asyncio.Event()

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"{")
        await never.wait()
        return response

    said = await Assistant(await serve(answer), "", seconds=0.2).answers([QUESTION], "abc")
    never.set()
    assert said == (None,)


async def test_nobody_there_is_a_failure_like_others(caplog: pytest.LogCaptureFixture) -> None:
    assistant = Assistant("http://127.0.0.1:9/v1/chat/completions", "local", "nøgle")
    with caplog.at_level(logging.WARNING):
        assert await assistant.answers([QUESTION], "abc") == (None,)
    assert "nøgle" not in caplog.text + repr(assistant)


@pytest.mark.parametrize(
    ("url", "header"),
    [
        ("https://x.openai.azure.com/openai/v1/chat/completions", {"api-key": "k"}),
        ("https://azure.com.example.org/v1", {"Authorization": "Bearer k"}),
        ("http://127.0.0.1:8080/v1", {"Authorization": "Bearer k"}),
    ],
)
def test_where_the_key_stands(url: str, header: dict[str, str]) -> None:
    assert Assistant(url, "m", "k").headers() == header
    assert Assistant(url, "m").headers() == {}
