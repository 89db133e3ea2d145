"""Which model is asked, from the environment; nothing is asked without it."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from ledgerstone.errors import BadSetting
from ledgerstone.language_model.endpoint import Endpoint

URL, MODEL, KEY, BUDGET, PACE = (f"LEDGERSTONE_MODEL_{name}" for name in ("URL", "NAME", "KEY", "BUDGET", "PER_MINUTE"))
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_BUDGET = 1_000_000  # tokens of one run, unless said otherwise
_PER_MINUTE = 60


def from_environment(environment: Mapping[str, str]) -> Endpoint:
    """Return the endpoint that the environment names.

    Raises:
        BadSetting: no address or no model is named, the address is not https (http is taken on loopback alone), or a
            number is none.
    """
    url, model = environment.get(URL, ""), environment.get(MODEL, "")
    if not url or not model:
        raise BadSetting(f"No model is named: {URL} and {MODEL} are empty.", do="Set both; docs/model.md says how.")
    try:
        parts = urlsplit(url)
        host, scheme = parts.hostname or "", parts.scheme
    except ValueError:
        host, scheme = "", ""
    if not host or scheme not in {"http", "https"} or (scheme == "http" and host not in _LOOPBACK):
        raise BadSetting(f"{URL} is no https address: {url}", do="Plain http is taken on this machine alone.")
    return Endpoint(
        url=url.rstrip("/"),
        model=model,
        key=environment.get(KEY, ""),
        budget=_number(environment, BUDGET, _BUDGET),
        per_minute=_number(environment, PACE, _PER_MINUTE),
    )


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    said = environment.get(name, "")
    if said and not (said.isdecimal() and int(said) > 0):
        raise BadSetting(f"{name} is no number above 0: {said}", do="Give a whole number, or leave it out.")
    return int(said) if said else default
