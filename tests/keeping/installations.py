"""Installations to take copies of, to put copies into, and to move."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text

from roadmaps.app import know_every_table
from roadmaps.config import Settings
from roadmaps.files.stores import FolderStore
from roadmaps.foundation.database import Base, Database
from roadmaps.keeping.backing_up import Source
from roadmaps.keeping.restoring import Place
from roadmaps.migrating import newest_migration
from tests.databases import SERVER

SECRET = "kept by the tests, and thirty-two letters long"


@dataclass
class Installation:
    """A site in a folder of its own."""

    settings: Settings
    database: Database
    store: FolderStore
    programs: Path | None = None

    @property
    def source(self) -> Source:
        return Source(self.settings, self.database, self.store, self.programs)

    @property
    def place(self) -> Place:
        return Place(self.settings, self.database, self.store, self.programs)

    @property
    def file(self) -> Path:
        """The database, where it is a file."""
        return Path(str(self.database.engine.url.database))


def an_installation(folder: Path, *, url: str = "", secret: str = SECRET, programs: Path | None = None) -> Installation:
    """A place for a site, with nothing in it yet."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    url = url or f"sqlite:///{folder / 'roadmaps.sqlite'}"
    settings = Settings(database_url=url, secret_key=secret, data_dir=folder, is_testing=True)
    return Installation(settings, Database(url), FolderStore(folder / "files"), programs)


def furnish(database: Database) -> None:
    """Make the tables as the models say, as if they had been made by migrations."""
    know_every_table()
    Base.metadata.create_all(database.engine)
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": newest_migration()})


def a_twin(world: Installation, folder: Path) -> Installation:
    """The same site once more, with files of its own."""
    twin = an_installation(folder)
    shutil.copy(world.file, twin.file)
    shutil.copytree(world.settings.data_dir / "files", folder / "files")
    return twin


def a_postgresql(template: str = "") -> str:
    """The address of an empty database, or of one like the template."""
    name = f"kept_{os.urandom(8).hex()}"
    engine = create_engine(_driven(os.environ[SERVER]), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        like = f" TEMPLATE {make_url(template).database}" if template else ""
        connection.execute(text(f"CREATE DATABASE {name}{like}"))
    engine.dispose()
    return _driven(os.environ[SERVER]).set(database=name).render_as_string(hide_password=False)


def drop_postgresql(url: str) -> None:
    """Remove such a database for good, whoever has it open."""
    engine = create_engine(_driven(os.environ[SERVER]), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)"))
    engine.dispose()


def _driven(url: str) -> URL:
    return make_url(url).set(drivername="postgresql+psycopg")
