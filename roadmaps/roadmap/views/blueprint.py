"""The blueprint of this room."""

from flask import Blueprint

pages = Blueprint("roadmap", __name__)
