"""An API operation is proposed from a step of a flow, and written by one key."""

TEXT = """\
actors: {rider: {name: Rider}}
components:
  app: {kind: service, interface: rest}
  store: {kind: database}
entities: {ride: {fields: {id: uuid}}}
use_cases:
  look:
    steps: # what happens
      - rider -> app: {action: List rides, returns: [ride]}
      - app -> store: Read rides # inside
"""


def test_a_call_gets_the_operation_that_its_contract_would_have(make_workspace, play) -> None:
    root = make_workspace(TEXT)

    async def scene(screen) -> None:
        await screen.show("flows")
        await screen.judged()
        await screen.press("p")
        assert (
            screen.session.elements("use_cases")[0].data["steps"][0]["rider -> app"]["operation"]
            == "GET /rides"
        )
        await screen.judged()
        before = screen.session.text("requirements/all.yaml")
        await screen.press("p", "down", "p")
        assert screen.session.text("requirements/all.yaml") == before, "a database has no API of ours"

    play(root, scene)
    assert (root / "requirements/all.yaml").read_text() == TEXT.replace(
        "returns: [ride]}", "returns: [ride], operation: GET /rides}"
    )
