"""An original drawn in the worker process: pages, pictures, plain text, for whoever reads the report beside it."""

from dataclasses import dataclass
from typing import Any, BinaryIO

from ledgerstone.confining.frames import Ended, TookTooLong
from ledgerstone.confining.reader import ConfinedReader
from ledgerstone.errors import TooCostly, UnreadableOriginal
from ledgerstone.records.text import normal

_PNG = b"\x89PNG\r\n\x1a\n"
_LARGEST = 40_000_000  # bytes of a picture, or of a text; the worker draws less


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """How an original is shown: "pages", "picture", "text" or "nothing"; the number of pages; the text."""

    kind: str
    pages: int
    text: str
    cut_off: bool


class ConfinedViewer(ConfinedReader):
    """Draws originals in a worker process. What comes back is checked: it is a PNG, or a text."""

    def look(self, file: BinaryIO, *, media_type: str | None, name: str | None) -> Looked:
        """Return how an original is shown.

        Raises:
            UnreadableOriginal: it cannot be opened.
            TooCostly: it took too long, or too much memory.
        """
        head, data = self._shown(file, {"show": "look", "media_type": media_type, "name": name})
        kind, pages = head.get("kind"), head.get("pages")
        if kind not in {"pages", "picture", "text"} or not isinstance(pages, int):
            kind, pages = "nothing", 0
        text = normal(data.decode("utf-8", "replace"))
        return Looked(kind=kind, pages=pages, text=text, cut_off=bool(head.get("cut_off")))

    def draw_page(self, file: BinaryIO, number: int) -> bytes:
        """Return a page of a PDF as PNG. The errors are those of :meth:`look`."""
        return self._png(file, {"show": "page", "number": number})

    def draw_picture(self, file: BinaryIO, *, veiled: bool) -> bytes:
        """Return a picture as PNG. The errors are those of :meth:`look`."""
        return self._png(file, {"show": "picture", "veiled": veiled})

    def draw_screenshot(self, file: BinaryIO, *, veiled: bool) -> bytes:
        """Return the picture of a captured page as PNG, no bytes where none was taken. The errors are as there."""
        return self._png(file, {"show": "screenshot", "veiled": veiled}, or_nothing=True)

    def _png(self, file: BinaryIO, request: dict[str, Any], *, or_nothing: bool = False) -> bytes:
        _, data = self._shown(file, request)
        if data.startswith(_PNG) or (or_nothing and not data):
            return data
        raise UnreadableOriginal("The original was not drawn as a picture.", do="Keep it as it is.")

    def _shown(self, file: BinaryIO, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        answer: tuple[dict[str, Any], bytes] | None = None
        said = ""
        try:
            frames = self._ask(file, request)
            while (head := frames.head())["is"] != "done":
                data = frames.data(min(head["size"], _LARGEST))  # what is larger ends as no frame
                if head["is"] == "shown":
                    answer = (head, data)
                else:
                    said = data.decode("utf-8", "replace")
        except (Ended, TookTooLong) as error:
            raise TooCostly(self._why(error), do="") from error
        except BaseException:
            self.close()
            raise
        if head.get("last"):
            self.close()
        if answer is None:
            raise UnreadableOriginal(normal(said) or "The original cannot be shown.", do="Keep it as it is.")
        return answer
