"""The WSGI object: plain, so that any server can serve it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunhall.config.settings")
application = get_wsgi_application()
