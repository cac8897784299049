"""Who may call: yours to write. archkit wrote this file once, as a start, and never touches it again."""

from .generated.security import Caller, Credential, developer


def authenticate(credential: Credential) -> Caller | None:
    """Return who shows a credential; None refuses.

    The start knows nobody but a developer with the development token. Judge real credentials here: the signature,
    audience and end of a token, or a key that your database knows; ``async def`` is fine too. A service learns from
    ``current_caller()`` of ``generated/security.py`` who it was.
    """
    return developer(credential)
