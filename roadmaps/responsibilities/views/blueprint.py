"""The blueprint of this room."""

from flask import Blueprint

pages = Blueprint("responsibilities", __name__)
