"""Settings: one file. Environments differ in values, not in files. See docs/settings.md."""

import hashlib
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from sunhall.config import env
from sunhall.config.database import from_url

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(env.text("SUNHALL_VAR", str(ROOT / "var"), "Folder for everything Sunhall writes."))

DEMO = env.flag("SUNHALL_DEMO", False, "Load and announce the demonstration county.")
DEBUG = env.flag("SUNHALL_DEBUG", False, "Show errors in the browser. Never on a real machine.")


def _kept_secret(name: str) -> str:
    """A secret for a machine that has none configured: made once, kept in a private file."""
    file = VAR / "secrets" / name
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32), encoding="utf-8")
    return file.read_text(encoding="utf-8").strip()


def _secret(variable: str, name: str, sentence: str) -> str:
    return env.text(variable, "", sentence) or _kept_secret(name)


SECRET_KEY = _secret("SUNHALL_SECRET_KEY", "session", "Signs cookies. Empty: made and kept in VAR.")
JOURNAL_KEY = hashlib.sha256(
    _secret(
        "SUNHALL_JOURNAL_KEY", "journal", "Seals ends of chains and daily roots. Keep a copy apart."
    ).encode()
).digest()
JOURNAL_DIGEST = env.choice(
    "SUNHALL_DIGEST", "sha256", ("sha256", "sm3"), "Digest of the journal: sha256 or sm3 国密."
)
SEALED_KEYS = env.words(
    "SUNHALL_SEALED_KEYS",
    "",
    "Keys of sealed fields, newest first, each id:hex64. Empty: made and kept in VAR.",
) or [f"1:{_kept_secret('sealed')}"]
SEALED_CIPHER = env.choice(
    "SUNHALL_CIPHER", "aes-gcm", ("aes-gcm", "sm4-gcm"), "Cipher of sealed fields."
)
BLIND_KEY = _secret(
    "SUNHALL_BLIND_KEY", "blind", "Key of blind indexes. Never rotated; keep a copy apart."
)

ALLOWED_HOSTS = env.words("SUNHALL_HOSTS", "*", "Host names this site answers to.")
CSRF_TRUSTED_ORIGINS = env.words(
    "SUNHALL_ORIGINS", "", "Origins trusted behind a proxy, such as https://hall.example.cn."
)
HTTPS = env.flag("SUNHALL_HTTPS", False, "The site is reached by https only.")
PROXIES = env.words(
    "SUNHALL_PROXIES", "", "Addresses of our own proxies, whose X-Forwarded-For is believed."
)
COUNTY = env.text("SUNHALL_COUNTY", "青禾县", "Name of the county in page headers.")
COUNTY_CODE = env.text("SUNHALL_COUNTY_CODE", "990101", "Division code of the county.")
HELP_PHONE = env.text("SUNHALL_HELP_PHONE", "12345", "Phone number shown under 人工帮助.")

INSTALLED_APPS = [
    "sunhall.ground.access",
    "sunhall.ground.journal",
    "sunhall.ground.files",
    "sunhall.ground.papers",
    "sunhall.ground.outbox",
    "sunhall.ground.lines",
    "sunhall.ground.inbox",
    "sunhall.ground.web",
    "sunhall.clocks",
    "sunhall.places",
    "sunhall.people",
    "sunhall.directory",
    "sunhall.knowledge",
    "sunhall.matters",
    "sunhall.calls",
    "sunhall.hotline",
    "sunhall.days",
    "sunhall.care",
    "sunhall.portal",
    "sunhall.workbench",
    "sunhall.supervision",
    "sunhall.sunshine",
    "sunhall.reports",
    "sunhall.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "template_partials",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]

MIDDLEWARE = [
    "sunhall.config.middleware.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sunhall.config.middleware.ActorMiddleware",
    "sunhall.config.signin.SignInMiddleware",
    "sunhall.ground.web.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "sunhall.config.urls"
WSGI_APPLICATION = "sunhall.config.wsgi.application"
AUTH_USER_MODEL = "access.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "sunhall.ground.web.context.chrome",
            ],
        },
    }
]

DATABASE_POOL = env.number("SUNHALL_POOL", 0, "Connections kept open per process (PostgreSQL).")
DATABASES = {
    "default": from_url(
        env.text(
            "DATABASE_URL",
            f"sqlite:///{VAR / 'sunhall.sqlite3'}",
            "sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME.",
        ),
        pool=DATABASE_POOL,
    )
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "sunhall.ground.web.bundles.BundleFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Sign-in: GB/T 22239-2019 level 3, 身份鉴别 a–d (norms 5.1).
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "sunhall.ground.access.passwords.MixedKinds"},
    {"NAME": "sunhall.ground.access.passwords.NotUsedBefore"},
]
PASSWORD_DAYS = env.number("SUNHALL_PASSWORD_DAYS", 90, "Days until a staff password expires.")
DORMANT_DAYS = env.number(
    "SUNHALL_DORMANT_DAYS",
    0 if DEMO else 90,
    "Days without a sign-in until an account is closed. 0: never.",
)
AXES_FAILURE_LIMIT = env.number("SUNHALL_LOGIN_FAILURES", 5, "Failed sign-ins before a lock.")
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "web/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 60 * env.number("SUNHALL_IDLE_MINUTES", 30, "Minutes until a sign-in ends.")
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = True
# The standard asks for a limit and gives no number; norms 5.1 marks ours as our own choice.
SESSIONS = env.number(
    "SUNHALL_SESSIONS",
    0 if DEMO else 3,
    "Devices on which one person is signed in at a time; a newer sign-in ends the oldest. "
    "0: no limit. (GB/T 22239-2019 身份鉴别 b)",
)
ADMIN_SESSIONS = env.number(
    "SUNHALL_ADMIN_SESSIONS", 0 if DEMO else 1, "The same for the three administrators."
)
ADMIN_IDLE_MINUTES = env.number("SUNHALL_ADMIN_IDLE_MINUTES", 15, "The same for administrators.")

ACCOUNT_ADAPTER = "sunhall.config.accounts.Adapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "5/30m/key"}
SECOND_FACTOR = env.flag(
    "SUNHALL_SECOND_FACTOR", not DEMO, "Administrators and leaders must use a second factor."
)
MFA_ADAPTER = "sunhall.config.accounts.MfaAdapter"
MFA_FORMS = {
    "authenticate": "sunhall.config.accounts.CodeForm",
    "reauthenticate": "sunhall.config.accounts.CodeAgainForm",
    "add_webauthn": "sunhall.config.security_key.NewKeyForm",
    "authenticate_webauthn": "sunhall.config.security_key.KeyForm",
    "reauthenticate_webauthn": "sunhall.config.security_key.KeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Sunhall"
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/workbench/home/"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

UPLOAD_MOST_BYTES = 1024 * 1024 * env.number("SUNHALL_UPLOAD_MB", 50, "Largest file in MB.")
UNSENT_MOST_BYTES = (
    1024
    * 1024
    * env.number(
        "SUNHALL_UNSENT_MB", 1024, "Files in MB that one address may keep with us without sending."
    )
)
PICTURE_MOST_PIXELS = 10**6 * env.number(
    "SUNHALL_PICTURE_MEGAPIXELS", 64, "Largest picture in million pixels."
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FONTS = env.text("SUNHALL_FONTS", "", "Folder with official fonts beside those of the system.")
CLAMAV = env.text("SUNHALL_CLAMAV", "", "Address of clamd, host:port or unix:/path. Empty: none.")

SMS_URL = env.text("SUNHALL_SMS_URL", "", "HTTP gateway that sends SMS. Empty: kept in house.")
SMS_KEY = env.text("SUNHALL_SMS_KEY", "", "Key of the SMS gateway.")
SMS_NUMBERS = env.words(
    "SUNHALL_SMS_NUMBERS",
    "",
    "Public numbers 公开号码 that take texts: 106900012345?code=mayor&name=县长短信, each with "
    "owner=POST as needed. Empty: none.",
)
WECHAT_URL = env.text("SUNHALL_WECHAT_URL", "", "Template message API. Empty: kept in house.")
WECHAT_KEY = env.text("SUNHALL_WECHAT_KEY", "", "App id and secret, id:secret.")
WECHAT_TOKEN = env.text(
    "SUNHALL_WECHAT_TOKEN", "", "Token of the account's server settings. Empty: nothing comes in."
)
WECHAT_AES_KEY = env.text(
    "SUNHALL_WECHAT_AES_KEY", "", "EncodingAESKey of the safe mode. Empty: in the clear."
)
WECHAT_NAME = env.text("SUNHALL_WECHAT_NAME", "", "Name of the official account for its page.")
WECHAT_OWNER = env.text(
    "SUNHALL_WECHAT_OWNER", "", "Post that answers what comes by WeChat. Empty: the desk."
)
EMAIL_URL = env.text(
    "SUNHALL_SMTP_URL", "", "smtp://user:password@host:port. Empty: kept in house."
)
OUTBOX_CHANNELS = env.words(
    "SUNHALL_CHANNELS",
    "inapp",
    "Channels that must work: inapp, sms, email, wechat. One without address stops the start.",
)
LINES = env.choice(
    "SUNHALL_LINES",
    "simulator" if DEMO else "",
    ("", "ari", "webhook", "simulator"),
    "Telephone exchange: ari (Asterisk), webhook (any CTI), simulator (trials). Empty: none.",
)
LINES_URL = env.text(
    "SUNHALL_LINES_URL",
    "",
    "Address of ARI (http://host:8088/ari), or of a CTI that takes orders.",
)
LINES_KEY = env.text("SUNHALL_LINES_KEY", "", "user:password of ARI, or the key of the CTI.")
LINES_APP = env.text("SUNHALL_LINES_APP", "sunhall", "Name that the dialplan gives to Stasis().")
LINES_OUT = env.text(
    "SUNHALL_LINES_OUT", "", "How ARI dials a number outside, such as PJSIP/{number}@trunk."
)
MAILBOXES = env.words(
    "SUNHALL_MAILBOXES",
    "",
    "Public mailboxes 公开信箱 to read: imaps://user:password@host/?code=mayor&name=县长信箱, each "
    "with owner=POST, address=, since=YYYY-MM-DD as needed. Empty: none is read.",
)
LETTER_MOST_BYTES = (
    1024 * 1024 * env.number("SUNHALL_LETTER_MB", 25, "Largest letter in MB that is taken whole.")
)
ITEMS_AN_HOUR = env.number(
    "SUNHALL_ITEMS_AN_HOUR",
    10,
    "Letters of one sender in an hour that are taken unseen by a clerk.",
)
HANDED_IN_AN_HOUR = env.number(
    "SUNHALL_HANDED_IN_AN_HOUR", 600, "Requests that one other system may hand in within an hour."
)
SITE_URL = env.text("SUNHALL_SITE_URL", "", "Public address for links in messages.")

LOGGING_CONFIG = None
LOG_LEVEL = env.choice(
    "SUNHALL_LOG", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR"), "Least level of log lines."
)

SILENCED_SYSTEM_CHECKS: list[str] = []

if stray := env.unknown():
    raise env.BadSetting(f"Unknown settings {', '.join(stray)}. docs/settings.md lists all.")
