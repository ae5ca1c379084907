"""The key ring of this house, as the settings name it."""

from functools import lru_cache

from django.conf import settings

from sunhall.ground.sealed.cipher import KeyRing, key_ring


def ring() -> KeyRing:
    """Give the key ring; built once for one state of the settings."""
    return _built(tuple(settings.SEALED_KEYS), settings.SEALED_CIPHER)


@lru_cache(maxsize=8)
def _built(words: tuple[str, ...], cipher: str) -> KeyRing:
    return key_ring(words, cipher)
