"""Run by test_stub_judges.py: a team's own service and access fit into the server of the movie example."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID, uuid4

import httpx
from fastapi import HTTPException
from movie_api_server.generated import models
from movie_api_server.generated.memory import InMemory
from movie_api_server.generated.problems import ProblemError
from movie_api_server.generated.refusals import EmailTakenError
from movie_api_server.generated.security import Caller, Credential, current_caller
from movie_api_server.generated.server import build


class Service(InMemory):
    async def get_movie(self, movie_id: UUID) -> models.Movie:
        raise ProblemError(409, "It is being cut.", movie=str(movie_id))

    async def create_user(self, body: models.CreateUserRequest) -> models.User:
        raise EmailTakenError(login=f"/login/{body.email}")

    async def get_movie_actor(self, movie_id: UUID, actor_id: UUID) -> models.Actor:
        raise HTTPException(404, "on holiday" if movie_id != actor_id else "never")

    async def get_user(self, user_id: UUID) -> models.User:
        name = current_caller().name
        return models.User(id=user_id, name=name, email="a@mail.test", registered_at=datetime.now(UTC))

    async def delete_user(self, user_id: UUID, *, if_match: str | None = None) -> None:
        raise ZeroDivisionError(user_id, if_match)


async def authenticate(credential: Credential) -> Caller | None:
    await asyncio.sleep(0)
    known = {"reader": frozenset({"movies:read", "users:read"}), "writer": None}
    return Caller(credential.value, known[credential.value]) if credential.value in known else None


async def main() -> None:
    app = build(Service(), authenticate)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://server.test/v1") as http:

        async def ask(method: str, path: str, token: str = "reader") -> httpx.Response:  # noqa: S107
            response = await http.request(method, path, headers={"Authorization": f"Bearer {token}"})
            if response.is_error:
                assert response.headers["content-type"] == "application/problem+json"
                assert response.json()["status"] == response.status_code
            return response

        one, other = uuid4(), uuid4()
        conflict = await ask("GET", f"/movies/{one}")
        assert conflict.status_code == 409
        assert conflict.json()["movie"] == str(one)
        body = {"name": "Ada", "email": "ada@mail.test", "password": "correct horse"}
        refused = await http.post("/users", json=body)
        assert refused.status_code == 409
        told = {"type": "/v1/problems/email-taken", "title": "The e-mail address is taken"}
        assert refused.json().items() >= (told | {"login": "/login/ada@mail.test"}).items()
        assert (
            "The e-mail address is taken"
            in (await http.get("http://server.test/v1/problems/email-taken")).text
        )
        assert (await ask("GET", f"/movies/{one}/actors/{other}")).json()["detail"] == "on holiday"
        assert (await ask("GET", f"/users/{one}")).json()["name"] == "reader"
        assert (await ask("GET", f"/users/{one}", "writer")).json()["name"] == "writer"
        assert (await ask("GET", f"/users/{one}", "stranger")).status_code == 401
        assert (await ask("DELETE", f"/users/{one}")).status_code == 403
        failed = await ask("DELETE", f"/users/{one}", "writer")
        assert failed.status_code == 500
        assert "Zero" not in failed.text
        app.state.policy.limiter.clock = lambda: 1e6
        answers = [await ask("GET", "/movies") for _ in range(21)]
        assert [one.status_code for one in answers] == [200] * 20 + [429]
        assert int(answers[-1].headers["retry-after"]) >= 1


if __name__ == "__main__":
    asyncio.run(main())
    print("it fits")  # noqa: T201 - tells the test that it came to its end
