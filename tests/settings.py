"""Settings of the tests: the real ones, cheap password hashing, a folder that goes at the end."""

import os
import tempfile

if "SUNHALL_VAR" not in os.environ:
    # In memory where there is such a folder: what tests commit need not outlive a power cut.
    _memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
    _folder = tempfile.TemporaryDirectory(prefix="sunhall-test-", dir=_memory)
    os.environ["SUNHALL_VAR"] = _folder.name

from sunhall.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file: the threads of a live server then have connections of their own, as in life.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}  # noqa: F405
