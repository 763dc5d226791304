"""Where the built front end's files are found, by the names their sources have."""

from pathlib import Path

import msgspec

STATIC_FOLDER = Path(__file__).resolve().parent.parent / "static"


class Build:
    """A folder of hashed files, whose manifest is read again whenever it was built anew."""

    def __init__(self, folder: Path, *, prefix: str = "/static/") -> None:
        self._manifest = folder / "manifest.json"
        self._prefix = prefix
        self._read_at: int | None = None
        self._files: dict[str, str] = {}

    def address(self, name: str) -> str:
        """The address of `style.css` and the like; RuntimeError when it was not built."""
        file = self._current_files().get(name)
        if file is None:
            raise RuntimeError(
                f"The front end has no “{name}”: run `make build` to build it again."
            )
        return self._prefix + file

    def _current_files(self) -> dict[str, str]:
        written_at = self._written_at()
        if written_at != self._read_at:
            self._files = msgspec.json.decode(self._manifest.read_bytes(), type=dict[str, str])
            self._read_at = written_at
        return self._files

    def _written_at(self) -> int:
        try:
            return self._manifest.stat().st_mtime_ns
        except FileNotFoundError:
            raise RuntimeError(
                "The front end has not been built: run `make build` first."
            ) from None


asset = Build(STATIC_FOLDER).address
