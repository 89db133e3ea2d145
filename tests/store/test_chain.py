import hashlib

from ledgerstone.store import chain


def _entry(**changes: object) -> chain.Entry:
    fields: dict[str, object] = {
        "seq": 1,
        "at": "2026-03-01",
        "by": "Ines",
        "action": "add",
        "settings": "s",
        "commitments": chain.digest_of(["a", "b"]),
        "previous": chain.BEGINNING,
    }
    return chain.entry(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_commitment_hashes_salt_id_and_text() -> None:
    salt = "00ff" * 16
    wanted = hashlib.sha256(bytes.fromhex(salt) + b"abc" + "größe".encode()).hexdigest()
    assert chain.commitment(salt=salt, record="abc", text="größe") == wanted


def test_equal_records_have_commitments_that_cannot_be_compared() -> None:
    assert chain.new_salt() != chain.new_salt()
    assert len(bytes.fromhex(chain.new_salt())) == 32


def test_the_head_covers_every_other_field() -> None:
    heads = {_entry().head}
    changes = (
        {"seq": 2},
        {"at": "x"},
        {"by": "x"},
        {"action": "x"},
        {"settings": "x"},
        {"commitments": "x"},
        {"previous": "x"},
    )
    for change in changes:
        heads.add(_entry(**change).head)
    assert len(heads) == len(changes) + 1


def test_commitments_have_an_order_and_borders() -> None:
    assert chain.digest_of(["a", "b"]) != chain.digest_of(["b", "a"])
    assert chain.digest_of(["ab", "c"]) != chain.digest_of(["a", "bc"])


def test_a_head_is_frozen() -> None:
    assert _entry().head == "b23ab5f6ace10323ab9a7e68f53f8244dded67eecc8cdc95b7b489d547ccacaf"
