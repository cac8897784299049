"""The first screen, and the screen in a browser: who begins, and who may look."""

import asyncio
from pathlib import Path

import pytest

from archkit.errors import UsageError, WriteRefusedError
from archkit.model import suggest_id
from archkit.tui.serving import make_server
from archkit.tui.start import StartApp


def begin(here: Path, *keys: str) -> tuple[Path | None, str]:
    async def run() -> tuple[Path | None, str]:
        app = StartApp(here)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        return app.return_value, text

    return asyncio.run(run())


def test_an_empty_folder_becomes_a_blank_workspace_by_two_keys(tmp_path: Path) -> None:
    chosen, _ = begin(tmp_path, "enter", "enter")
    assert chosen is not None
    assert f"id: {suggest_id(tmp_path.name)}\n" in (chosen / "archkit.yaml").read_text()


def test_an_example_is_begun_beside_what_lies_there(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text("")
    chosen, _ = begin(tmp_path, "down", "down", "enter", "down", "down", "down", "enter", "enter")
    assert chosen == tmp_path / "hitchhiking"
    assert (chosen / "requirements" / "actors.yaml").is_file()


def test_a_folder_that_is_in_use_is_told_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "architecture").mkdir()
    (tmp_path / "architecture" / "plan.txt").write_text("")
    chosen, text = begin(tmp_path, "enter", "enter")
    assert chosen is None
    assert "is in use" in " ".join(text.split())
    assert [path.name for path in (tmp_path / "architecture").iterdir()] == ["plan.txt"]


def test_a_browser_is_served_only_with_the_key_and_from_no_other_site(root: Path) -> None:
    pytest.importorskip("textual_serve", reason="needs archkit[web]")
    from aiohttp.test_utils import TestClient, TestServer

    server = make_server(root, 8734)

    async def run() -> None:
        async with TestClient(TestServer(await server._make_app())) as client:

            async def status(path: str, **headers: str) -> int:
                async with client.get(path, headers={"Host": "127.0.0.1:8734", **headers}) as answer:
                    if answer.status == 200:
                        page = await answer.text()
                        assert "googleapis" not in page
                        assert "'self'" in answer.headers["Content-Security-Policy"]
                    return answer.status

            assert await status(f"/?key={server.key}") == 200
            assert await status("/") == 403
            assert await status("/?key=guessed") == 403
            assert await status(f"/?key={server.key}", Host="evil.example") == 403
            assert await status(f"/ws/{server.key}", Origin="http://evil.example") == 403
            assert await status("/ws") == 403

    asyncio.run(run())


def test_without_the_package_serving_says_what_to_install(root: Path, monkeypatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "archkit.tui.guarded", None)
    with pytest.raises(UsageError, match="package"):
        make_server(root, 8734)


def test_begin_refuses_a_folder_in_use(tmp_path: Path) -> None:
    from archkit.begin import begin as begin_there

    (tmp_path / "x").write_text("")
    with pytest.raises(WriteRefusedError):
        begin_there(tmp_path)
