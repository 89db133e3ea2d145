"""One question, one answer, over the OpenAI-compatible protocol (``POST {url}/chat/completions``).

Retried with growing pauses: no connection, a time-out, 408, 429 (as long as the server asks for, within reason), 5xx.
Never followed: a redirect, which would carry a report and a key to an address that nobody agreed to. What comes back is
bounded in size and in time, however slowly a server drips.
"""

import json
import time
from typing import Any

import urllib3

from ledgerstone.errors import BudgetSpent, ModelFailed

_TRIES = 4
_FIRST_PAUSE = 1.0  # seconds; doubled at each try
_LONGEST_PAUSE = 60.0  # seconds that a server may ask for
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
_OK = 200
_LARGEST = 2 << 20  # bytes of an answer
_CHUNK = 1 << 14
_CHARACTERS = 3  # of a text that are surely less than a token; a cautious count where the server gives none


class Endpoint:
    """A model at an address. It counts the tokens that it spends and stops at the budget.

    Args:
        url: the base address, as "https://models.example/v1".
        model: the model's name there.
        key: the key, sent as a bearer token; empty for none.
        budget: tokens, questions and answers together.
        per_minute: questions a minute at most.
        seconds: how long one answer may take in all.
        pause: seconds before the second try.
    """

    def __init__(
        self,
        *,
        url: str,
        model: str,
        key: str = "",
        budget: int,
        per_minute: int,
        seconds: float = 120.0,
        pause: float = _FIRST_PAUSE,
    ) -> None:
        self.url = url
        self.model = model
        self.budget = budget
        self.spent = 0
        self._seconds = seconds
        self._pause = pause
        self._between = 60.0 / per_minute
        self._next = 0.0
        self._headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self._pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(connect=10.0, read=min(seconds, 60.0)))

    def __call__(self, question: str) -> str:
        """Return the model's answer.

        Raises:
            BudgetSpent: the question could go over the budget; it was not sent.
            ModelFailed: no usable answer came, after every try.
        """
        likely = len(question) // _CHARACTERS
        if self.spent + likely > self.budget:
            raise BudgetSpent(
                f"{self.spent:,} of {self.budget:,} tokens are spent, and the next question needs about {likely:,}.",
                do="What was found is kept. Raise LEDGERSTONE_MODEL_BUDGET and run again; it goes on there.",
            )
        body = {"model": self.model, "temperature": 0, "messages": [{"role": "user", "content": question}]}
        answer, tokens = _said(self._posted(json.dumps(body).encode()), self.url)
        self.spent += tokens if tokens is not None else likely + len(answer) // _CHARACTERS
        return answer

    def _posted(self, body: bytes) -> bytes:
        why = ""
        for attempt in range(_TRIES):
            self._wait()
            status, asked, data, why = self._once(body)
            if status == _OK:
                return data
            if status and status not in _RETRIED:
                break
            if attempt + 1 < _TRIES:
                time.sleep(asked if asked is not None else self._pause * 2**attempt)
        raise ModelFailed(f"{self.url} gave no answer: {why}.", do="Nothing is lost; run again when it answers.")

    def _wait(self) -> None:
        """Keep to the pace that was set."""
        pause = self._next - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        self._next = time.monotonic() + self._between

    def _once(self, body: bytes) -> tuple[int, float | None, bytes, str]:
        """Return (status or 0, seconds that the server asks to wait, the answer's bytes, what went wrong)."""
        try:
            response = self._pool.request(
                "POST",
                f"{self.url}/chat/completions",
                body=body,
                headers=self._headers,
                redirect=False,
                preload_content=False,
            )
            try:
                if response.status != _OK:
                    return response.status, _retry_after(response), b"", f"it answered {response.status}"
                return _OK, None, self._read(response), ""
            finally:
                response.close()
        except urllib3.exceptions.HTTPError as error:
            return 0, None, b"", type(error).__name__
        except _TooMuch as error:
            return 413, None, b"", str(error)

    def _read(self, response: urllib3.BaseHTTPResponse) -> bytes:
        until = time.monotonic() + self._seconds
        data = bytearray()
        while chunk := response.read1(_CHUNK):
            data += chunk
            if len(data) > _LARGEST:
                raise _TooMuch(f"the answer is over {_LARGEST:,} bytes")
            if time.monotonic() > until:
                raise _TooMuch(f"the answer was not complete after {self._seconds:g} seconds")
        return bytes(data)


class _TooMuch(Exception):
    """An answer that is over a bound; asking again would bring another such."""


def _retry_after(response: urllib3.BaseHTTPResponse) -> float | None:
    said = response.headers.get("Retry-After", "")
    return min(float(said), _LONGEST_PAUSE) if said.isdecimal() else None


def _said(data: bytes, url: str) -> tuple[str, int | None]:
    """Return (the answer's text, the tokens that it cost or None where the server does not say)."""
    try:
        tree: Any = json.loads(data)
        content = tree["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        what = f"{url} answered in another form than the protocol's ({type(error).__name__})."
        raise ModelFailed(what, do="Look whether the address is that of a chat endpoint.") from error
    if not isinstance(content, str):
        raise ModelFailed(f"{url} answered without text.", do="Look whether the model answers in words.")
    usage = tree.get("usage")
    tokens = usage.get("total_tokens") if isinstance(usage, dict) else None
    return content, tokens if type(tokens) is int and tokens >= 0 else None
