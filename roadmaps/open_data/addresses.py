"""Where everything of the open data is: addresses that stay, for people, for programs and for the things that are told of."""

from dataclasses import dataclass

from roadmaps.open_data.graph import Iri


@dataclass(frozen=True)
class Addresses:
    """The addresses of one installation, which is found at `base_url`."""

    base_url: str

    @property
    def page(self) -> str:
        """The page for people."""
        return f"{self.base_url}/open-data"

    @property
    def catalogue(self) -> Iri:
        """The catalogue as a thing."""
        return Iri(f"{self.page}#catalogue")

    @property
    def publisher(self) -> Iri:
        """Whose data it is."""
        return Iri(f"{self.page}#publisher")

    @property
    def contact(self) -> Iri:
        """Who answers questions."""
        return Iri(f"{self.page}#contact")

    def on_page(self, slug: str) -> str:
        """Where the page tells of the data of an area."""
        return f"{self.page}#{slug}"

    def dataset(self, slug: str) -> Iri:
        """The data of an area as a thing."""
        return Iri(f"{self.page}/roadmaps/{slug}#dataset")

    def distribution(self, slug: str, sort: str) -> Iri:
        """The data of an area in a format."""
        return Iri(f"{self.page}/roadmaps/{slug}#{sort}")

    def period(self, slug: str) -> Iri:
        """The years that the data of an area is about."""
        return Iri(f"{self.page}/roadmaps/{slug}#period")

    def json(self, slug: str) -> str:
        """Everything in one file."""
        return f"{self.page}/roadmaps/{slug}/roadmap.json"

    def csv(self, slug: str, table: str, number: int | None = None) -> str:
        """One of the tables: of the newest version, or of a certain one."""
        within = slug if number is None else f"{slug}/versions/{number}"
        return f"{self.page}/roadmaps/{within}/{table}.csv"

    def version(self, slug: str, number: int) -> str:
        """The page of a version."""
        return f"{self.base_url}/areas/{slug}/snapshots/{number}"
