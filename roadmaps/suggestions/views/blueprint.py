"""The blueprint of this room."""

from flask import Blueprint

pages = Blueprint("suggestions", __name__)
