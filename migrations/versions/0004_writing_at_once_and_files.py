"""Revisions of several authors, sessions in which several write at once, and files in texts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contributions",
        sa.Column("history_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="Number of the revision"),
        sa.Column("place", sa.Integer(), nullable=False, comment="0 for whoever wrote most of it, then 1, 2 and so on"),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True, comment="For whom the person acted"),
        sa.CheckConstraint("place >= 0", name=op.f("ck_contributions_place_counts_from_zero")),
        sa.ForeignKeyConstraint(
            ["history_id", "number"],
            ["revisions.history_id", "revisions.number"],
            name=op.f("fk_contributions_history_id_revisions"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_contributions_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_contributions_person_id_persons")),
        sa.PrimaryKeyConstraint("history_id", "number", "place", name=op.f("pk_contributions")),
    )
    with op.batch_alter_table("contributions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contributions_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contributions_person_id"), ["person_id"], unique=False)

    op.create_table(
        "files",
        sa.Column("id", sa.Uuid(), nullable=False, comment="In its address, for ever"),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("picture", "attachment", name="kind_known", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False, comment="Under which it is saved when it is fetched"),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="Bytes of what is kept"),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="Of what is kept, by which it is found"),
        sa.Column("width", sa.Integer(), nullable=True, comment="Of a picture, in its own dots"),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("alt", sa.Text(), nullable=False, comment="What the picture shows, as told when it was sent"),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Uuid(), nullable=False),
        sa.Column("uploaded_for_id", sa.Uuid(), nullable=True, comment="For whom the person acted"),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Uuid(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=False),
        sa.Column(
            "gone_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When the content went too, as nothing else needed it",
        ),
        sa.CheckConstraint("(removed_at IS NULL) = (removal_reason = '')", name=op.f("ck_files_reason_when_removed")),
        sa.CheckConstraint(
            "kind <> 'picture' OR (width > 0 AND height > 0 AND alt <> '')",
            name=op.f("ck_files_picture_has_size_and_words"),
        ),
        sa.CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name=op.f("ck_files_removed_by_somebody")),
        sa.CheckConstraint("gone_at IS NULL OR removed_at IS NOT NULL", name=op.f("ck_files_gone_when_removed")),
        sa.CheckConstraint("size > 0", name=op.f("ck_files_size_positive")),
        sa.ForeignKeyConstraint(["removed_by_id"], ["persons.id"], name=op.f("fk_files_removed_by_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_files_roadmap_id_roadmaps")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["persons.id"], name=op.f("fk_files_uploaded_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["uploaded_for_id"], ["organisations.id"], name=op.f("fk_files_uploaded_for_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
    )
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_files_removed_by_id"), ["removed_by_id"], unique=False)
        batch_op.create_index("ix_files_roadmap_id_uploaded_at", ["roadmap_id", "uploaded_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_files_sha256"), ["sha256"], unique=False)
        batch_op.create_index("ix_files_uploaded_by_id_uploaded_at", ["uploaded_by_id", "uploaded_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_files_uploaded_for_id"), ["uploaded_for_id"], unique=False)

    op.create_table(
        "live_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False, comment="Which prose field of the block"),
        sa.Column(
            "based_on",
            sa.Integer(),
            nullable=False,
            comment="Number of the newest revision that has been taken into the text",
        ),
        sa.Column("base_text", sa.LargeBinary(), nullable=False, comment="What the field said in that revision"),
        sa.Column(
            "outside_upto",
            sa.Integer(),
            nullable=False,
            comment="The log up to here and what revisions brought in since say what base_text says: from there the next revision's difference is told",
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "touched_at", sa.DateTime(timezone=True), nullable=False, comment="When somebody last wrote, came or went"
        ),
        sa.Column(
            "upto",
            sa.Integer(),
            nullable=False,
            comment="Number of the newest update in the log, without gaps; 0 is the text that it began with",
        ),
        sa.Column("clients", sa.Integer(), nullable=False, comment="The highest client id that has been given"),
        sa.Column(
            "length",
            sa.Integer(),
            nullable=False,
            comment="How long the text is at most, in UTF-16 units; counted anew when it seems too long",
        ),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "closed_why",
            sa.Enum(
                "saved",
                "left",
                "locked",
                "not_open",
                "removed",
                name="closed_why_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True, comment="Whose act closed it, if any"),
        sa.Column(
            "closed_upto",
            sa.Integer(),
            nullable=True,
            comment="The number of the last update that the revision has in it",
        ),
        sa.Column(
            "revision_number",
            sa.Integer(),
            nullable=True,
            comment="The revision that came of it; none if nothing changed",
        ),
        sa.Column(
            "state",
            sa.LargeBinary(),
            nullable=True,
            comment="The document as of state_seq in one update: spares reading the whole log",
        ),
        sa.Column("state_seq", sa.Integer(), nullable=False),
        sa.Column(
            "compacted_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When the rows of the log up to closed_upto were taken away and only the state was kept",
        ),
        sa.Column(
            "tried_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When it was last tried in vain to make a revision of it",
        ),
        sa.Column("trouble", sa.Text(), nullable=False, comment="Why that was refused"),
        sa.CheckConstraint("is_open = (closed_at IS NULL)", name=op.f("ck_live_sessions_closed_when_not_open")),
        sa.CheckConstraint("state_seq <= upto", name=op.f("ck_live_sessions_state_within_log")),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_live_sessions_block_id_blocks")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["persons.id"], name=op.f("fk_live_sessions_closed_by_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_live_sessions_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_sessions")),
    )
    with op.batch_alter_table("live_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_live_sessions_block_id"), ["block_id"], unique=False)
        batch_op.create_index("ix_live_sessions_is_open_touched_at", ["is_open", "touched_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_live_sessions_roadmap_id"), ["roadmap_id"], unique=False)
        batch_op.create_index(
            "uq_live_sessions_open",
            ["block_id", "field"],
            unique=True,
            sqlite_where=sa.text("is_open"),
            postgresql_where=sa.text("is_open"),
        )

    op.create_table(
        "held_files",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False, comment="Of what is frozen, such as a snapshot"),
        sa.Column(
            "is_public", sa.Boolean(), nullable=False, comment="Everyone may read the frozen thing, and so see the file"
        ),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_held_files_file_id_files")),
        sa.PrimaryKeyConstraint("file_id", "holder_id", name=op.f("pk_held_files")),
    )
    op.create_table(
        "live_updates",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False, comment="1, 2, 3 and so on in a session"),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False, comment="Came when the session had been closed"),
        sa.Column("is_kept", sa.Boolean(), nullable=False, comment="Came late, and has not been brought into any text"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_live_updates_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_live_updates_person_id_persons")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["live_sessions.id"], name=op.f("fk_live_updates_session_id_live_sessions")
        ),
        sa.PrimaryKeyConstraint("session_id", "seq", name=op.f("pk_live_updates")),
    )
    with op.batch_alter_table("live_updates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_live_updates_person_id"), ["person_id"], unique=False)

    op.create_table(
        "live_writers",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column(
            "of_revision",
            sa.Integer(),
            nullable=True,
            comment="The revision whose text it brought in; none for people who are in the session themselves",
        ),
        sa.Column("clock", sa.BigInteger(), nullable=False, comment="How much of theirs the log has, in UTF-16 units"),
        sa.Column(
            "has_pairs",
            sa.Boolean(),
            nullable=False,
            comment="Whether they put in letters of two UTF-16 units, which nobody may halve",
        ),
        sa.Column(
            "late_from", sa.BigInteger(), nullable=True, comment="The clock when the session closed, if more came"
        ),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "cursor",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="Where they are in the text, as positions relative to its characters",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_live_writers_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_live_writers_person_id_persons")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["live_sessions.id"], name=op.f("fk_live_writers_session_id_live_sessions")
        ),
        sa.PrimaryKeyConstraint("session_id", "client_id", name=op.f("pk_live_writers")),
    )
    with op.batch_alter_table("live_writers", schema=None) as batch_op:
        batch_op.create_index("ix_live_writers_person_id", ["person_id"], unique=False)

    op.create_table(
        "shared_words",
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="Number of the version"),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column(
            "runs",
            sa.JSON(),
            nullable=False,
            comment="The text from its beginning in pairs: how many characters, and the place of the contribution that they are from, or null where they stood there before",
        ),
        sa.ForeignKeyConstraint(
            ["block_id", "number"],
            ["block_versions.block_id", "block_versions.number"],
            name=op.f("fk_shared_words_block_id_block_versions"),
        ),
        sa.PrimaryKeyConstraint("block_id", "number", "field", name=op.f("pk_shared_words")),
    )


def downgrade() -> None:
    op.drop_table("shared_words")
    with op.batch_alter_table("live_writers", schema=None) as batch_op:
        batch_op.drop_index("ix_live_writers_person_id")

    op.drop_table("live_writers")
    with op.batch_alter_table("live_updates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_live_updates_person_id"))

    op.drop_table("live_updates")
    op.drop_table("held_files")
    with op.batch_alter_table("live_sessions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_live_sessions_open", sqlite_where=sa.text("is_open"), postgresql_where=sa.text("is_open")
        )
        batch_op.drop_index(batch_op.f("ix_live_sessions_roadmap_id"))
        batch_op.drop_index("ix_live_sessions_is_open_touched_at")
        batch_op.drop_index(batch_op.f("ix_live_sessions_block_id"))

    op.drop_table("live_sessions")
    with op.batch_alter_table("files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_files_uploaded_for_id"))
        batch_op.drop_index("ix_files_uploaded_by_id_uploaded_at")
        batch_op.drop_index(batch_op.f("ix_files_sha256"))
        batch_op.drop_index("ix_files_roadmap_id_uploaded_at")
        batch_op.drop_index(batch_op.f("ix_files_removed_by_id"))

    op.drop_table("files")
    with op.batch_alter_table("contributions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contributions_person_id"))
        batch_op.drop_index(batch_op.f("ix_contributions_organisation_id"))

    op.drop_table("contributions")
