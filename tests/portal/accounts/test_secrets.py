"""References are easy to read aloud; secrets have at least 128 bits and are kept as hashes."""

from datetime import date

from django.test import override_settings

from investors.cases.chain import mac, same_mac
from investors.enquiries.tokens import secret_of_form
from portal.accounts.sealing import unseal
from portal.accounts.secrets import (
    LETTERS,
    hash_secret,
    new_code,
    new_reference,
    same_secret,
)
from tests.cast import SECRET

OTHER = SECRET.replace("A", "B")
DIGESTS = {
    "secret": "410b21034bae651d3283daa39448e2bca3d5a32b2c7a3a7bf216527b3a482bca",
    "code": "b2af6c37dbc74fbe2fd1a6f0400a10193e5110cb15842ce547b0293f24a6e656",
    "form": "J62I-UK2A-BEX3-P2J5-55OK-4OZD-3OJQ-OA5T",
    "event": "2719fa69785a4c917a5c9e5fe0b4ecf4751c964ed50cbded4b709175e107c944",
    "sealed": "gAAAAABrBsZd1XnReI3KyPJnZVfIyjugKPoFmSmbXcSY9D8iSt7Dnwr874nO"
    "4T_7Q3Tx9oOzcTsKW2ztuYYctp8x6oi0iOkkGQ==",
    "event of its own": "2fc8a5386eab1d4a5b5b0334c8dd312166b6b1fb94e8d2d433c40ce077df316c",
}


def test_a_reference_has_no_letters_that_are_confused() -> None:
    assert not set("01ILOU") & set(LETTERS)
    reference = new_reference("YC", date(2026, 11, 23))
    assert reference.startswith("YC-2611-")
    assert len(reference) == len("YC-2611-XXXXXX")


def test_a_secret_opens_however_it_is_typed() -> None:
    secret = SECRET
    kept = hash_secret(secret)
    assert secret not in kept
    for typed in (secret, secret.lower(), secret.replace("-", ""), f" {secret} "):
        assert same_secret(typed, kept)


def test_a_wrong_secret_an_empty_one_and_an_empty_hash_open_nothing() -> None:
    kept = hash_secret(SECRET)
    assert not same_secret(OTHER, kept)
    assert not same_secret("", kept)
    assert not same_secret("", "")
    assert not same_secret(OTHER, "")


def test_a_secret_still_opens_after_the_key_was_rotated() -> None:
    with override_settings(SECRET_KEY="old-key"):
        kept = hash_secret(SECRET)
    with override_settings(SECRET_KEY="new-key", SECRET_KEY_FALLBACKS=["old-key"]):
        assert same_secret(SECRET, kept)
    with override_settings(SECRET_KEY="new-key", SECRET_KEY_FALLBACKS=[]):
        assert not same_secret(SECRET, kept)


def test_a_code_for_one_purpose_is_none_for_another() -> None:
    code = new_code()
    assert len(code) == 6
    assert code.isdigit()
    assert not same_secret(code, hash_secret(code, purpose="code"), purpose="secret")


def test_what_was_hashed_and_sealed_before_still_opens() -> None:
    """Digests written down when these rows could first exist; other ones would orphan them."""
    with override_settings(SECRET_KEY="the key", SECRET_KEY_FALLBACKS=[], EVENT_KEY=""):
        assert hash_secret(SECRET) == DIGESTS["secret"]
        assert hash_secret("7123456", purpose="e-mail code") == DIGESTS["code"]
        assert secret_of_form("nonce", "digest") == DIGESTS["form"]
        assert mac(b"event") == DIGESTS["event"]
        assert unseal(DIGESTS["sealed"].encode()) == "sealed"
    with override_settings(SECRET_KEY="the key", EVENT_KEY="its own"):
        assert mac(b"event") == DIGESTS["event of its own"]
        assert same_mac(b"event", DIGESTS["event"])
