"""What a WSGI server is pointed at: ``gunicorn wsgi:app``."""

from roadmaps.app import create_app_from_environment

app = create_app_from_environment()
