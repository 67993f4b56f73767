"""References are easy to read aloud; secrets have at least 128 bits and are kept as hashes."""

from datetime import date

from django.test import override_settings

from portal.accounts.secrets import (
    LETTERS,
    hash_secret,
    new_code,
    new_reference,
    same_secret,
)
from tests.cast import SECRET

OTHER = SECRET.replace("A", "B")


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
