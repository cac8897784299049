"""Each component that speaks gRPC becomes a module of Protocol Buffers: its service, and how buf judges it."""

from collections.abc import Iterator

from archkit.contracts import contracts_of
from archkit.diagnostics import Place
from archkit.generators._artifact import Artifact, Dossier, Generator, safe_name
from archkit.generators._proto import package_of, proto_text
from archkit.model import Loop, Requirements, messages, walk

_BUF = """\
# Written by archkit; the requirements are the source.
# Judge with: buf lint; buf format -d --exit-code; buf breaking --against the version that callers use.
version: v2
lint:
  use:
    - STANDARD
    - COMMENTS
breaking:
  use:
    - FILE
"""


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make a module for each component: one file in the folder of its package, beside ``buf.yaml``."""
    requirements = dossier.requirements
    streamed = frozenset(_in_loops(requirements))
    for contract in contracts_of(requirements):
        if contract.component.interface != "grpc" or not contract.asked:
            continue
        folder = f"apis/{safe_name(contract.id)}/proto"
        package = package_of(contract, requirements)
        name = package.split(".")[-2]
        yield Artifact.text(f"{folder}/buf.yaml", _BUF)
        yield Artifact.text(
            f"{folder}/{package.replace('.', '/')}/{name}.proto", proto_text(contract, requirements, streamed)
        )


def _in_loops(requirements: Requirements) -> Iterator[Place]:
    """Yield the messages that a flow repeats and nobody waits for: they follow one another as a stream."""
    for use_case in requirements.use_cases.values():
        for flow in (use_case.steps, *(one.steps for one in use_case.extensions)):
            for step in walk(flow):
                if isinstance(step, Loop):
                    yield from (one.place for one in messages(step.steps) if not one.waits)


GENERATOR = Generator("Protocol Buffers of each component that speaks gRPC", make, order=72)
