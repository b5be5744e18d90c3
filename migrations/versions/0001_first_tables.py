"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "areas",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False, comment="Empty: the name is used in English too"),
        sa.Column("description", sa.Text(), nullable=False, comment="Plain text, a few sentences"),
        sa.Column(
            "color",
            sa.Enum(
                "forest",
                "energy",
                "experience",
                "digital",
                "heather",
                "lake",
                "rust",
                "slate",
                name="color_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="Place in lists, from 1"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_areas")),
        sa.UniqueConstraint("name", name=op.f("uq_areas_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_areas_slug")),
    )
    op.create_table(
        "histories",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "subject",
            sa.String(length=20),
            nullable=False,
            comment="Which table of kinds its blocks follow, such as roadmap",
        ),
        sa.Column("current", sa.Integer(), nullable=False, comment="Number of the newest revision, 0 before the first"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_histories")),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False, comment="Where the name would be too long"),
        sa.Column(
            "helix",
            sa.Enum(
                "public",
                "academia",
                "business",
                "civil_society",
                name="helix_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("homepage", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("name", name=op.f("uq_organisations_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisations_slug")),
    )
    op.create_table(
        "persons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False, comment="Normalised, in lower case"),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("is_coordinator", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True, comment="argon2id; empty until one is chosen"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_persons_language_known")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_persons_email_lower")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
        sa.UniqueConstraint("email", name=op.f("uq_persons_email")),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False, comment="sign-in or reset"),
        sa.Column(
            "account_key",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of the e-mail address as typed, normalised",
        ),
        sa.Column("address_key", sa.String(length=64), nullable=False, comment="SHA-256 of the network address"),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempts")),
    )
    with op.batch_alter_table("sign_in_attempts", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_attempts_account_key_tried_at", ["account_key", "tried_at"], unique=False)
        batch_op.create_index("ix_sign_in_attempts_address_key_tried_at", ["address_key", "tried_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_attempts_tried_at"), ["tried_at"], unique=False)

    op.create_table(
        "area_addresses",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_area_addresses_area_id_areas")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_area_addresses")),
    )
    with op.batch_alter_table("area_addresses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_addresses_area_id"), ["area_id"], unique=False)

    op.create_table(
        "blocks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("history_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column(
            "current",
            sa.Integer(),
            nullable=False,
            comment="Number of its newest version, so that the current state costs the same however long the history is",
        ),
        sa.ForeignKeyConstraint(["history_id"], ["histories.id"], name=op.f("fk_blocks_history_id_histories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
    )
    with op.batch_alter_table("blocks", schema=None) as batch_op:
        batch_op.create_index("ix_blocks_history_id_kind", ["history_id", "kind"], unique=False)

    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("as_coordinator", sa.Boolean(), nullable=False),
        sa.Column("grants", sa.JSON(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True, comment="The area that it is about; opaque to this room"),
        sa.Column(
            "place", sa.String(length=200), nullable=False, comment="Name of what it invites to, as the letter says it"
        ),
        sa.Column("invited_by_id", sa.Uuid(), nullable=True, comment="Empty when made on the command line"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["invited_by_id"], ["persons.id"], name=op.f("fk_invitations_invited_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_invitations_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitations_email"), ["email"], unique=False)

    op.create_table(
        "mail_choices",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("wants_answers", sa.Boolean(), nullable=False, comment="When somebody answers in one's threads"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_mail_choices_person_id_persons")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_mail_choices")),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("function", sa.String(length=120), nullable=False, comment="Title there, such as project manager"),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True, comment="Last day that counts; empty while it goes on"),
        sa.Column(
            "ended_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When someone ended it; from then on it counts no more",
        ),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_memberships_until_after_from")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_memberships_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_memberships_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memberships_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_memberships_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_memberships_open",
            ["person_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )

    op.create_table(
        "outgoing_mails",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind", sa.String(length=40), nullable=False, comment="What it tells of, such as invitation or answer"
        ),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False, comment="Further headers, name to value"),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column(
            "has_secret",
            sa.Boolean(),
            nullable=False,
            comment="It holds a link that opens something: its text is wiped once it has been sent",
        ),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False, comment="Not to be tried before"),
        sa.Column(
            "expires_at", sa.DateTime(timezone=True), nullable=False, comment="Of no use to its reader after that"
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_outgoing_mails_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mails")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outgoing_mails_message_id")),
    )
    with op.batch_alter_table("outgoing_mails", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outgoing_mails_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "ix_outgoing_mails_waiting",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("sent_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL AND given_up_at IS NULL"),
        )
        batch_op.create_index("ix_outgoing_mails_written_at", ["written_at"], unique=False)

    op.create_table(
        "password_resets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_password_resets_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_resets")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_password_resets_token_hash")),
    )
    with op.batch_alter_table("password_resets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_password_resets_person_id"), ["person_id"], unique=False)

    op.create_table(
        "revisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("history_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on, without gaps in a history"),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True, comment="For whom the person acted"),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("restored_from", sa.Integer(), nullable=True, comment="The revision whose state was taken up again"),
        sa.Column("summary", sa.Text(), nullable=False, comment="Why, in the writer's words; may be empty"),
        sa.Column(
            "facts",
            sa.JSON(),
            nullable=False,
            comment="What changed, one entry a block; told in the reader's language by revisions.sentences",
        ),
        sa.ForeignKeyConstraint(["history_id"], ["histories.id"], name=op.f("fk_revisions_history_id_histories")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_revisions_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_revisions_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("history_id", "number", name=op.f("uq_revisions_history_id_number")),
    )
    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.create_index("ix_revisions_history_id_written_at", ["history_id", "written_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_revisions_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revisions_person_id"), ["person_id"], unique=False)

    op.create_table(
        "roadmaps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("history_id", sa.Uuid(), nullable=False),
        sa.Column("period_from", sa.Integer(), nullable=False, comment="First year of the programme period"),
        sa.Column("period_to", sa.Integer(), nullable=False, comment="Last year of the programme period"),
        sa.Column("phase", sa.String(length=20), nullable=False),
        sa.Column("phase_since", sa.Date(), nullable=False, comment="Day from which the state holds"),
        sa.Column("phase_reason", sa.Text(), nullable=False, comment="Why it is in this state"),
        sa.Column("next_step", sa.Text(), nullable=False, comment="What happens next, in words"),
        sa.Column("next_on", sa.Date(), nullable=True, comment="Day of the next step, where one is known"),
        sa.Column(
            "is_working_public",
            sa.Boolean(),
            nullable=False,
            comment="Whether readers without an account may see the working version",
        ),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_roadmaps_area_id_areas")),
        sa.ForeignKeyConstraint(["history_id"], ["histories.id"], name=op.f("fk_roadmaps_history_id_histories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roadmaps")),
        sa.UniqueConstraint("area_id", name=op.f("uq_roadmaps_area_id")),
        sa.UniqueConstraint("history_id", name=op.f("uq_roadmaps_history_id")),
    )
    op.create_table(
        "role_grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "reader",
                "actor",
                "editor",
                "process_leader",
                "deputy",
                name="role_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True, comment="Last day that counts; empty while it goes on"),
        sa.Column("granted_by_id", sa.Uuid(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "ended_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When someone ended it; from then on it counts no more",
        ),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_role_grants_until_after_from")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_role_grants_area_id_areas")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["persons.id"], name=op.f("fk_role_grants_ended_by_id_persons")),
        sa.ForeignKeyConstraint(["granted_by_id"], ["persons.id"], name=op.f("fk_role_grants_granted_by_id_persons")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_role_grants_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grants")),
    )
    with op.batch_alter_table("role_grants", schema=None) as batch_op:
        batch_op.create_index("ix_role_grants_area_id_role", ["area_id", "role"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_grants_person_id"), ["person_id"], unique=False)

    op.create_table(
        "seen_marks",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("upto", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_seen_marks_area_id_areas")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_seen_marks_person_id_persons")),
        sa.PrimaryKeyConstraint("person_id", "area_id", name=op.f("pk_seen_marks")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the token in the cookie"),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("acting_for_id", sa.Uuid(), nullable=True, comment="The organisation chosen in this browser"),
        sa.Column("user_agent", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "expires_at", sa.DateTime(timezone=True), nullable=False, comment="Ends then however much it is used"
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["acting_for_id"], ["organisations.id"], name=op.f("fk_sign_ins_acting_for_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_sign_ins_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_ins_person_id"), ["person_id"], unique=False)

    op.create_table(
        "block_versions",
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="Number of the revision that wrote it"),
        sa.Column("history_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True, comment="The block it lies under"),
        sa.Column(
            "rank",
            sa.String(length=100),
            nullable=False,
            comment="Place among its siblings: a fractional index, in byte order",
        ),
        sa.Column("is_removed", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False, comment="What it was called; links find it by this"),
        sa.Column(
            "content", sa.LargeBinary(), nullable=False, comment="Canonical JSON, by the model of the block's kind"
        ),
        sa.Column(
            "html",
            sa.LargeBinary(),
            nullable=True,
            comment="JSON of field name to clean HTML, made when the version was written",
        ),
        sa.Column("renderer", sa.Integer(), nullable=False, comment="Version of the renderer that made the HTML"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_block_versions_number_positive")),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_block_versions_block_id_blocks")),
        sa.ForeignKeyConstraint(
            ["history_id", "number"],
            ["revisions.history_id", "revisions.number"],
            name=op.f("fk_block_versions_history_id_revisions"),
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["blocks.id"], name=op.f("fk_block_versions_parent_id_blocks")),
        sa.PrimaryKeyConstraint("block_id", "number", name=op.f("pk_block_versions")),
    )
    with op.batch_alter_table("block_versions", schema=None) as batch_op:
        batch_op.create_index("ix_block_versions_history_id_number", ["history_id", "number"], unique=False)
        batch_op.create_index(batch_op.f("ix_block_versions_title"), ["title"], unique=False)

    op.create_table(
        "locks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=True, comment="None: the whole roadmap"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_by_id", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_locks_block_id_blocks")),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["persons.id"], name=op.f("fk_locks_lifted_by_id_persons")),
        sa.ForeignKeyConstraint(["locked_by_id"], ["persons.id"], name=op.f("fk_locks_locked_by_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_locks_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locks")),
    )
    with op.batch_alter_table("locks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_locks_roadmap_id"), ["roadmap_id"], unique=False)
        batch_op.create_index(
            "uq_locks_standing",
            ["roadmap_id", "block_id"],
            unique=True,
            sqlite_where=sa.text("lifted_at IS NULL"),
            postgresql_where=sa.text("lifted_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        )

    op.create_table(
        "phase_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("phase_before", sa.String(length=20), nullable=True),
        sa.Column("phase", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by_id"], ["persons.id"], name=op.f("fk_phase_changes_changed_by_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_phase_changes_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_changes")),
    )
    with op.batch_alter_table("phase_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phase_changes_roadmap_id"), ["roadmap_id"], unique=False)

    op.create_table(
        "snapshots",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its roadmap"),
        sa.Column("revision_number", sa.Integer(), nullable=False, comment="The revision of the roadmap that it holds"),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("decision_body", sa.String(length=200), nullable=False, comment="Who decided"),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column(
            "paragraph", sa.String(length=200), nullable=False, comment="Where in the minutes the decision stands"
        ),
        sa.Column(
            "registry_number", sa.String(length=200), nullable=False, comment="Under which number it is in the registry"
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("supersedes_id", sa.Uuid(), nullable=True, comment="The version of the same kind that it replaces"),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="Canonical JSON, by docs/formats.md"),
        sa.Column(
            "html",
            sa.LargeBinary(),
            nullable=False,
            comment="JSON of block id to field name to clean HTML, as it read that day; not part of the hash",
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="Of the content, as UTF-8"),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by_id", sa.Uuid(), nullable=True),
        sa.Column("frozen_for_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_snapshots_number_positive")),
        sa.ForeignKeyConstraint(["frozen_by_id"], ["persons.id"], name=op.f("fk_snapshots_frozen_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["frozen_for_id"], ["organisations.id"], name=op.f("fk_snapshots_frozen_for_id_organisations")
        ),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_snapshots_roadmap_id_roadmaps")),
        sa.ForeignKeyConstraint(["supersedes_id"], ["snapshots.id"], name=op.f("fk_snapshots_supersedes_id_snapshots")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshots")),
        sa.UniqueConstraint("roadmap_id", "number", name=op.f("uq_snapshots_roadmap_id_number")),
    )
    with op.batch_alter_table("snapshots", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_snapshots_frozen_by_id"), ["frozen_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_snapshots_frozen_for_id"), ["frozen_for_id"], unique=False)
        batch_op.create_index("ix_snapshots_roadmap_id_kind", ["roadmap_id", "kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_snapshots_sha256"), ["sha256"], unique=False)

    op.create_table(
        "threads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.Column(
            "field", sa.String(length=60), nullable=False, comment="The block's field with the passage, or empty"
        ),
        sa.Column("passage", sa.Text(), nullable=False, comment="As it read when the thread was opened"),
        sa.Column("quote", sa.Text(), nullable=False, comment="The passage as it was last found"),
        sa.Column("prefix", sa.Text(), nullable=False, comment="What stood right before the quote"),
        sa.Column("suffix", sa.Text(), nullable=False, comment="What stood right after the quote"),
        sa.Column("start", sa.Integer(), nullable=False, comment="Characters before the quote in the field's text"),
        sa.Column(
            "found",
            sa.Enum(
                "exact",
                "moved",
                "changed",
                "orphaned",
                name="found_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "anchored_at", sa.Integer(), nullable=False, comment="Number of the revision in which it was last sought"
        ),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("opened_for_id", sa.Uuid(), nullable=True, comment="For whom the person acted"),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "changed",
                "not_changed",
                "taken_on",
                name="outcome_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("outcome_text", sa.Text(), nullable=False, comment="Why, or to what, in the resolver's words"),
        sa.CheckConstraint(
            "block_id IS NOT NULL OR (passage = '' AND field = '')", name=op.f("ck_threads_passage_in_block")
        ),
        sa.CheckConstraint("(resolved_at IS NULL) = (outcome IS NULL)", name=op.f("ck_threads_outcome_when_resolved")),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_threads_block_id_blocks")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["persons.id"], name=op.f("fk_threads_opened_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["opened_for_id"], ["organisations.id"], name=op.f("fk_threads_opened_for_id_organisations")
        ),
        sa.ForeignKeyConstraint(["resolved_by_id"], ["persons.id"], name=op.f("fk_threads_resolved_by_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_threads_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
    )
    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_threads_block_id"), ["block_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_threads_opened_by_id"), ["opened_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_threads_opened_for_id"), ["opened_for_id"], unique=False)
        batch_op.create_index("ix_threads_roadmap_id_opened_at", ["roadmap_id", "opened_at"], unique=False)

    op.create_table(
        "comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True, comment="For whom the person acted"),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="Markdown"),
        sa.Column("html", sa.Text(), nullable=False, comment="Clean HTML, made when it was written"),
        sa.Column("version", sa.Integer(), nullable=False, comment="Counts the wordings; what an editor began from"),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_by_id", sa.Uuid(), nullable=True),
        sa.Column("hide_reason", sa.Text(), nullable=False, comment="Shown to everyone instead of the text"),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(hidden_at IS NULL) = (hide_reason = '')", name=op.f("ck_comments_reason_when_hidden")),
        sa.ForeignKeyConstraint(["hidden_by_id"], ["persons.id"], name=op.f("fk_comments_hidden_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_comments_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_comments_person_id_persons")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_comments_thread_id_threads")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comments_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_comments_thread_id_written_at", ["thread_id", "written_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_comments_written_at"), ["written_at"], unique=False)

    op.create_table(
        "moderation_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True, comment="Empty for the command line"),
        sa.Column(
            "deed",
            sa.Enum(
                "locked",
                "unlocked",
                "comment_hidden",
                "comment_restored",
                "phase_changed",
                "shown_to_all",
                "not_shown_to_all",
                "version_frozen",
                name="deed_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("phase", sa.String(length=20), nullable=False, comment="The state that the roadmap went to"),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.Column("thread_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_moderation_entries_area_id_areas")),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_moderation_entries_block_id_blocks")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_moderation_entries_person_id_persons")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_moderation_entries_thread_id_threads")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_entries")),
    )
    with op.batch_alter_table("moderation_entries", schema=None) as batch_op:
        batch_op.create_index("ix_moderation_entries_area_id_at", ["area_id", "at"], unique=False)

    op.create_table(
        "thread_turns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum("resolved", "reopened", name="turn_known", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "changed",
                "not_changed",
                "taken_on",
                name="outcome_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_thread_turns_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_thread_turns_person_id_persons")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_thread_turns_thread_id_threads")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_turns")),
    )
    with op.batch_alter_table("thread_turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thread_turns_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "comment_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False, comment="When this wording was written"),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_comment_versions_comment_id_comments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_versions")),
        sa.UniqueConstraint("comment_id", "version", name=op.f("uq_comment_versions_comment_id_version")),
    )


def downgrade() -> None:
    op.drop_table("comment_versions")
    with op.batch_alter_table("thread_turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thread_turns_thread_id"))

    op.drop_table("thread_turns")
    with op.batch_alter_table("moderation_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_moderation_entries_area_id_at")

    op.drop_table("moderation_entries")
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comments_written_at"))
        batch_op.drop_index("ix_comments_thread_id_written_at")
        batch_op.drop_index(batch_op.f("ix_comments_person_id"))

    op.drop_table("comments")
    with op.batch_alter_table("threads", schema=None) as batch_op:
        batch_op.drop_index("ix_threads_roadmap_id_opened_at")
        batch_op.drop_index(batch_op.f("ix_threads_opened_for_id"))
        batch_op.drop_index(batch_op.f("ix_threads_opened_by_id"))
        batch_op.drop_index(batch_op.f("ix_threads_block_id"))

    op.drop_table("threads")
    with op.batch_alter_table("snapshots", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_snapshots_sha256"))
        batch_op.drop_index("ix_snapshots_roadmap_id_kind")
        batch_op.drop_index(batch_op.f("ix_snapshots_frozen_for_id"))
        batch_op.drop_index(batch_op.f("ix_snapshots_frozen_by_id"))

    op.drop_table("snapshots")
    with op.batch_alter_table("phase_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phase_changes_roadmap_id"))

    op.drop_table("phase_changes")
    with op.batch_alter_table("locks", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_locks_standing",
            sqlite_where=sa.text("lifted_at IS NULL"),
            postgresql_where=sa.text("lifted_at IS NULL"),
            postgresql_nulls_not_distinct=True,
        )
        batch_op.drop_index(batch_op.f("ix_locks_roadmap_id"))

    op.drop_table("locks")
    with op.batch_alter_table("block_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_block_versions_title"))
        batch_op.drop_index("ix_block_versions_history_id_number")

    op.drop_table("block_versions")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_ins_person_id"))

    op.drop_table("sign_ins")
    op.drop_table("seen_marks")
    with op.batch_alter_table("role_grants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grants_person_id"))
        batch_op.drop_index("ix_role_grants_area_id_role")

    op.drop_table("role_grants")
    op.drop_table("roadmaps")
    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revisions_person_id"))
        batch_op.drop_index(batch_op.f("ix_revisions_organisation_id"))
        batch_op.drop_index("ix_revisions_history_id_written_at")

    op.drop_table("revisions")
    with op.batch_alter_table("password_resets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_password_resets_person_id"))

    op.drop_table("password_resets")
    with op.batch_alter_table("outgoing_mails", schema=None) as batch_op:
        batch_op.drop_index("ix_outgoing_mails_written_at")
        batch_op.drop_index(
            "ix_outgoing_mails_waiting",
            sqlite_where=sa.text("sent_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL AND given_up_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_outgoing_mails_person_id"))

    op.drop_table("outgoing_mails")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_memberships_open",
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_memberships_person_id"))
        batch_op.drop_index(batch_op.f("ix_memberships_organisation_id"))

    op.drop_table("memberships")
    op.drop_table("mail_choices")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitations_email"))
        batch_op.drop_index(batch_op.f("ix_invitations_area_id"))

    op.drop_table("invitations")
    with op.batch_alter_table("blocks", schema=None) as batch_op:
        batch_op.drop_index("ix_blocks_history_id_kind")

    op.drop_table("blocks")
    with op.batch_alter_table("area_addresses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_addresses_area_id"))

    op.drop_table("area_addresses")
    with op.batch_alter_table("sign_in_attempts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_attempts_tried_at"))
        batch_op.drop_index("ix_sign_in_attempts_address_key_tried_at")
        batch_op.drop_index("ix_sign_in_attempts_account_key_tried_at")

    op.drop_table("sign_in_attempts")
    op.drop_table("persons")
    op.drop_table("organisations")
    op.drop_table("histories")
    op.drop_table("areas")
