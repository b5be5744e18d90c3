"""The blueprint of this room."""

from flask import Blueprint

pages = Blueprint("snapshots", __name__)
