"""Run by test_stub_judges.py: the generated client of the movie example against its generated server, by both transports."""

import asyncio
import sys
from datetime import UTC, datetime
from uuid import UUID, uuid4

import httpx
from movie_api_client import AsyncMovieApiClient, MovieApiClient, ProblemError, etag_of, location_of, models
from movie_api_client.problems import ConflictError, NotFoundError, PreconditionFailedError, UnauthorizedError
from movie_api_client.refusals import EmailTakenError
from movie_api_server.app import app

BASE = "http://server.test/v1"


def raises(kind: type[Exception], status: int) -> "Expected":
    return Expected(kind, status)


class Expected:
    def __init__(self, kind: type[Exception], status: int) -> None:
        self.kind, self.status = kind, status

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        assert isinstance(error, self.kind), error
        assert isinstance(error, ProblemError)
        assert error.status == self.status
        assert error.title
        self.error = error
        return True


async def asynchronous() -> None:
    http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app))
    async with AsyncMovieApiClient(BASE, credential="development", http=http) as api:
        movies = [movie async for movie in api.iterate_movies(page_size=1)]
        assert len(movies) == 3
        assert movies == (await api.list_movies()).items
        body = models.CreateUserRequest(name="Ada", email="ada@mail.test", password="correct horse")  # noqa: S106
        user = await api.create_user(body, idempotency_key="one-and-the-same")
        again = await api.create_user(body, idempotency_key="one-and-the-same")
        assert user == again
        assert location_of(user) == f"/v1/users/{user.id}"
        read = await api.get_user(UUID(str(user.id)))
        changed = models.ReplaceUserRequest(name="Grace", email="grace@mail.test")
        replaced = await api.replace_user(read.id, changed, if_match=etag_of(read))
        assert (replaced.name, replaced.id) == ("Grace", read.id)
        assert etag_of(replaced) != etag_of(read)
        with raises(PreconditionFailedError, 412):
            await api.delete_user(read.id, if_match=etag_of(read))
        await api.delete_user(read.id, if_match=etag_of(replaced))
        with raises(NotFoundError, 404):
            await api.get_user(read.id)
        with raises(NotFoundError, 404):
            await api.get_movie(uuid4())
    http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app))
    async with AsyncMovieApiClient(BASE, credential="wrong", http=http) as api:
        with raises(UnauthorizedError, 401):
            await api.list_movies()


def repeats() -> None:
    """What may be repeated is, with one idempotency key; what may not is not."""
    seen: list[httpx.Request] = []

    def busy(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if len(seen) < 3:
            return httpx.Response(503, headers={"Retry-After": "0"})
        user = models.User(id=uuid4(), name="Ada", email="ada@mail.test", registered_at=datetime.now(UTC))
        return httpx.Response(201, content=user.model_dump_json(exclude_unset=True))

    def client() -> MovieApiClient:
        seen.clear()
        return MovieApiClient(
            BASE, credential="secret", http=httpx.Client(transport=httpx.MockTransport(busy))
        )

    body = models.CreateUserRequest(name="Ada", email="ada@mail.test", password="correct horse")  # noqa: S106
    with client() as api:
        api.create_user(body)
    assert len(seen) == 3
    assert len({one.headers["idempotency-key"] for one in seen}) == 1
    assert all("authorization" not in one.headers for one in seen), "registering needs no credentials"
    changed = models.ReplaceUserRequest(name="Grace", email="grace@mail.test")
    with client() as api, raises(ProblemError, 503):
        api.replace_user(uuid4(), changed, if_match='"v1"')
    assert len(seen) == 1, "its own success would make the condition fail"
    with client() as api:
        api.replace_user(uuid4(), changed)
    assert len(seen) == 3
    assert {one.headers["authorization"] for one in seen} == {"Bearer secret"}


def refusals() -> None:
    """What the domain refuses is an exception of its own, wherever the server stands, and still one of its status."""
    for kind in ("/v1/problems/email-taken", "https://api.test/v1/problems/email-taken"):
        content = {"type": kind, "title": "Taken", "status": 409, "login": "/login"}
        answer = httpx.MockTransport(lambda _, content=content: httpx.Response(409, json=content))
        body = models.CreateUserRequest(name="Ada", email="ada@mail.test", password="correct horse")  # noqa: S106
        with MovieApiClient(BASE, http=httpx.Client(transport=answer)) as api:
            expected = raises(EmailTakenError, 409)
            with expected:
                api.create_user(body)
        assert isinstance(expected.error, ConflictError)
        assert expected.error.more == {"login": "/login"}


def main() -> None:
    asyncio.run(asynchronous())
    repeats()
    refusals()
    print("the client and the server understand each other")  # noqa: T201 - tells the test that it came to its end


if __name__ == "__main__":
    sys.exit(main())
