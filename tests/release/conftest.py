"""What tests of releases share."""

import msgspec
import pytest

from assessments.release.actions import publishing

_examined: dict[bytes, publishing.Examined] = {}


@pytest.fixture
def gate_run_once_per_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real gate, but not twice for the same document and the same hidden words: each run takes seconds."""
    really_examine = publishing.examine

    def examine(document: publishing.PublicDocument, *, hidden: tuple[str, ...], **settings: object):
        asked = msgspec.json.encode((document, hidden))
        if asked not in _examined:
            _examined[asked] = really_examine(document, hidden=hidden, **settings)
        return _examined[asked]

    monkeypatch.setattr(publishing, "examine", examine)
