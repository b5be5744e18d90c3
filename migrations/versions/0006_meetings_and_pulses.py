"""Meetings with what was said at them, and pulses."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True, comment="Empty for the whole county"),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("link", sa.String(length=1000), nullable=False, comment="Where one takes part from elsewhere"),
        sa.Column("is_open", sa.Boolean(), nullable=False, comment="Everybody may read about it, and sign up"),
        sa.Column("sequence", sa.Integer(), nullable=False, comment="Of the invitation, as in its calendar entry"),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_by_id", sa.Uuid(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True, comment="When the first letters went out"),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "attendance_at", sa.DateTime(timezone=True), nullable=True, comment="When it was last told who was there"
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meetings_ends_after_start")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_meetings_area_id_areas")),
        sa.ForeignKeyConstraint(["planned_by_id"], ["persons.id"], name=op.f("fk_meetings_planned_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index("ix_meetings_area_id_starts_at", ["area_id", "starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_meetings_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "pulses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True, comment="Empty: the whole county"),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its place"),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False, comment="Why one asks now; plain text"),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False, comment="Last day on which answers are taken"),
        sa.Column(
            "remind_days", sa.Integer(), nullable=False, comment="Days before the last at which to remind; 0 for never"
        ),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True, comment="It opens by itself from then on"),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "closed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="No answer is taken after that, and the result is shown",
        ),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name=op.f("ck_pulses_opened_when_closed")),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_pulses_closes_after_opening")),
        sa.CheckConstraint("dropped_at IS NULL OR opened_at IS NULL", name=op.f("ck_pulses_dropped_before_opening")),
        sa.CheckConstraint(
            "opened_at IS NULL OR confirmed_at IS NOT NULL", name=op.f("ck_pulses_confirmed_when_opened")
        ),
        sa.CheckConstraint("remind_days BETWEEN 0 AND 30", name=op.f("ck_pulses_remind_days_within_reason")),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_pulses_area_id_areas")),
        sa.ForeignKeyConstraint(["begun_by_id"], ["persons.id"], name=op.f("fk_pulses_begun_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulses")),
        sa.UniqueConstraint(
            "area_id", "number", name=op.f("uq_pulses_area_id_number"), postgresql_nulls_not_distinct=True
        ),
    )
    op.create_table(
        "meeting_agenda_points",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True, comment="How long it is to take"),
        sa.Column(
            "subject",
            sa.Enum(
                "own",
                "thread",
                "suggestion",
                "consultation",
                "input",
                name="subject_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("about_id", sa.Uuid(), nullable=True, comment="Of the thread, suggestion, consultation or input"),
        sa.CheckConstraint(
            "(subject = 'own') = (about_id IS NULL)", name=op.f("ck_meeting_agenda_points_about_when_not_own")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_agenda_points_meeting_id_meetings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_agenda_points")),
    )
    with op.batch_alter_table("meeting_agenda_points", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_agenda_points_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "meeting_decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its meeting"),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True, comment="Which is to see to it"),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (end_reason = '')", name=op.f("ck_meeting_decisions_reason_when_ended")
        ),
        sa.ForeignKeyConstraint(["ended_by_id"], ["persons.id"], name=op.f("fk_meeting_decisions_ended_by_id_persons")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_decisions_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_meeting_decisions_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["persons.id"], name=op.f("fk_meeting_decisions_written_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_decisions")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_meeting_decisions_meeting_id_number")),
    )
    op.create_table(
        "meeting_inputs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its meeting"),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True, comment="For which it was said"),
        sa.Column(
            "said_by", sa.String(length=200), nullable=False, comment="By whom, where it is no organisation here"
        ),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "fate",
            sa.Enum(
                "waiting",
                "in_progress",
                "worked_in",
                "declined",
                name="fate_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False, comment="Why, or how far it has come"),
        sa.Column("roadmap_id", sa.Uuid(), nullable=True, comment="Into whose text it was worked"),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.Column("revision_number", sa.Integer(), nullable=True, comment="Of the revision that it led to"),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "told_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When those who were there were told how it stands",
        ),
        sa.Column(
            "taken_out_at", sa.DateTime(timezone=True), nullable=True, comment="Written by mistake; kept, and not shown"
        ),
        sa.CheckConstraint(
            "(fate = 'waiting') = (decided_at IS NULL)", name=op.f("ck_meeting_inputs_decided_when_not_waiting")
        ),
        sa.CheckConstraint(
            "fate <> 'worked_in' OR (block_id IS NOT NULL AND revision_number IS NOT NULL)",
            name=op.f("ck_meeting_inputs_text_when_worked_in"),
        ),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_meeting_inputs_block_id_blocks")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["persons.id"], name=op.f("fk_meeting_inputs_decided_by_id_persons")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_inputs_meeting_id_meetings")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_meeting_inputs_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_meeting_inputs_roadmap_id_roadmaps")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["persons.id"], name=op.f("fk_meeting_inputs_written_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_inputs")),
        sa.UniqueConstraint("meeting_id", "key", name=op.f("uq_meeting_inputs_meeting_id_key")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_meeting_inputs_meeting_id_number")),
    )
    with op.batch_alter_table("meeting_inputs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_inputs_block_id"), ["block_id"], unique=False)
        batch_op.create_index("ix_meeting_inputs_fate", ["fate"], unique=False)

    op.create_table(
        "meeting_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its meeting"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False, comment="Clean HTML, made when it was written"),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_notes_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["written_by_id"], ["persons.id"], name=op.f("fk_meeting_notes_written_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_notes")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_meeting_notes_meeting_id_number")),
    )
    op.create_table(
        "meeting_participants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column(
            "name", sa.String(length=200), nullable=False, comment="Of the person, or of whoever is behind the address"
        ),
        sa.Column(
            "organisation_name",
            sa.String(length=200),
            nullable=False,
            comment="Of an organisation that is not among those here",
        ),
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
            nullable=True,
            comment="Of an organisation that is not among those here",
        ),
        sa.Column("email", sa.String(length=254), nullable=False, comment="Where letters go; empty for who gets none"),
        sa.Column(
            "is_asked", sa.Boolean(), nullable=False, comment="Chosen by those who hold it, and not come by itself"
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True, comment="When the invitation was sent"),
        sa.Column(
            "answer",
            sa.Enum("yes", "no", name="answer_known", native_enum=False, create_constraint=True, length=20),
            nullable=True,
        ),
        sa.Column("answer_words", sa.String(length=200), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("was_there", sa.Boolean(), nullable=True, comment="Empty until somebody has told"),
        sa.Column("heads", sa.Integer(), nullable=False, comment="How many people it stands for"),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_meeting_participants_answer_with_time")
        ),
        sa.CheckConstraint("heads BETWEEN 1 AND 500", name=op.f("ck_meeting_participants_heads_within_reason")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_participants_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_meeting_participants_organisation_id_organisations"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_meeting_participants_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_participants")),
    )
    with op.batch_alter_table("meeting_participants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_participants_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_participants_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_participants_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_meeting_participants_meeting_id_email",
            ["meeting_id", "email"],
            unique=True,
            sqlite_where=sa.text("email <> ''"),
            postgresql_where=sa.text("email <> ''"),
        )

    op.create_table(
        "meeting_turns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum(
                "planned",
                "changed",
                "invited",
                "reminded",
                "cancelled",
                "told",
                name="turn_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True, comment="Empty when it happened by itself"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_turns_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_meeting_turns_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_turns")),
    )
    with op.batch_alter_table("meeting_turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_turns_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "pulse_asked",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pulse_id", sa.Uuid(), nullable=False),
        sa.Column(
            "organisation_id",
            sa.Uuid(),
            nullable=True,
            comment="Empty for one that is not among the organisations here",
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "email", sa.String(length=254), nullable=False, comment="Where letters go, besides to its people here"
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_pulse_asked_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["pulse_id"], ["pulses.id"], name=op.f("fk_pulse_asked_pulse_id_pulses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_asked")),
        sa.UniqueConstraint("pulse_id", "name", name=op.f("uq_pulse_asked_pulse_id_name")),
        sa.UniqueConstraint("pulse_id", "organisation_id", name=op.f("uq_pulse_asked_pulse_id_organisation_id")),
    )
    with op.batch_alter_table("pulse_asked", schema=None) as batch_op:
        batch_op.create_index("ix_pulse_asked_organisation_id", ["organisation_id"], unique=False)

    op.create_table(
        "pulse_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pulse_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False, comment="Of a question that comes with the site"),
        sa.Column("words", sa.Text(), nullable=False, comment="As the leader has put it"),
        sa.CheckConstraint("(key = '') <> (words = '')", name=op.f("ck_pulse_questions_either_key_or_words")),
        sa.ForeignKeyConstraint(["pulse_id"], ["pulses.id"], name=op.f("fk_pulse_questions_pulse_id_pulses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_questions")),
        sa.UniqueConstraint("pulse_id", "position", name=op.f("uq_pulse_questions_pulse_id_position")),
    )
    op.create_table(
        "pulse_turns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pulse_id", sa.Uuid(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum(
                "prepared",
                "confirmed",
                "opened",
                "asked",
                "extended",
                "reminded",
                "closed",
                "dropped",
                name="turn_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="Who was asked, or until when, where it tells that"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True, comment="Empty when it happened by itself"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_pulse_turns_person_id_persons")),
        sa.ForeignKeyConstraint(["pulse_id"], ["pulses.id"], name=op.f("fk_pulse_turns_pulse_id_pulses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_turns")),
    )
    with op.batch_alter_table("pulse_turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pulse_turns_pulse_id"), ["pulse_id"], unique=False)

    op.create_table(
        "meeting_input_turns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("input_id", sa.Uuid(), nullable=False),
        sa.Column(
            "turn",
            sa.Enum(
                "said",
                "reworded",
                "in_progress",
                "worked_in",
                "declined",
                "reopened",
                "taken_out",
                name="turn_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="Why; or the words until then, where it was reworded"),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.Column("revision_number", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_meeting_input_turns_block_id_blocks")),
        sa.ForeignKeyConstraint(
            ["input_id"], ["meeting_inputs.id"], name=op.f("fk_meeting_input_turns_input_id_meeting_inputs")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_meeting_input_turns_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_input_turns")),
    )
    with op.batch_alter_table("meeting_input_turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_input_turns_input_id"), ["input_id"], unique=False)

    op.create_table(
        "meeting_participant_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["meeting_participants.id"],
            name=op.f("fk_meeting_participant_links_participant_id_meeting_participants"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_participant_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_meeting_participant_links_token_hash")),
    )
    with op.batch_alter_table("meeting_participant_links", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_participant_links_participant_id"), ["participant_id"], unique=False
        )

    op.create_table(
        "pulse_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asked_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "consent",
            sa.Enum(
                "leaders",
                "unnamed",
                "named",
                name="consent_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
            comment="Who may read the words",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asked_id"], ["pulse_asked.id"], name=op.f("fk_pulse_answers_asked_id_pulse_asked")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_answers")),
        sa.UniqueConstraint("asked_id", name=op.f("uq_pulse_answers_asked_id")),
    )
    op.create_table(
        "pulse_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asked_id", sa.Uuid(), nullable=False),
        sa.Column(
            "person_id",
            sa.Uuid(),
            nullable=True,
            comment="Whose letter it was; empty for an address of the organisation",
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asked_id"], ["pulse_asked.id"], name=op.f("fk_pulse_links_asked_id_pulse_asked")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_pulse_links_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_pulse_links_token_hash")),
    )
    with op.batch_alter_table("pulse_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pulse_links_asked_id"), ["asked_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pulse_links_person_id"), ["person_id"], unique=False)

    op.create_table(
        "pulse_marks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.SmallInteger(), nullable=False, comment="1 not at all … 5 completely"),
        sa.CheckConstraint("mark BETWEEN 1 AND 5", name=op.f("ck_pulse_marks_one_of_five")),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["pulse_answers.id"], name=op.f("fk_pulse_marks_answer_id_pulse_answers")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["pulse_questions.id"], name=op.f("fk_pulse_marks_question_id_pulse_questions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_marks")),
        sa.UniqueConstraint("answer_id", "question_id", name=op.f("uq_pulse_marks_answer_id_question_id")),
    )
    with op.batch_alter_table("pulse_marks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pulse_marks_question_id"), ["question_id"], unique=False)

    with op.batch_alter_table("outgoing_mails", schema=None) as batch_op:
        batch_op.alter_column("calendar", existing_type=sa.TEXT(), server_default="", existing_nullable=False)

    with op.batch_alter_table("phase_changes", schema=None) as batch_op:
        batch_op.alter_column("decision", existing_type=sa.TEXT(), server_default="", existing_nullable=False)

    with op.batch_alter_table("roadmaps", schema=None) as batch_op:
        batch_op.alter_column("phase_decision", existing_type=sa.TEXT(), server_default="", existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("roadmaps", schema=None) as batch_op:
        batch_op.alter_column(
            "phase_decision", existing_type=sa.TEXT(), server_default=sa.text("('')"), existing_nullable=False
        )

    with op.batch_alter_table("phase_changes", schema=None) as batch_op:
        batch_op.alter_column(
            "decision", existing_type=sa.TEXT(), server_default=sa.text("('')"), existing_nullable=False
        )

    with op.batch_alter_table("outgoing_mails", schema=None) as batch_op:
        batch_op.alter_column(
            "calendar", existing_type=sa.TEXT(), server_default=sa.text("('')"), existing_nullable=False
        )

    with op.batch_alter_table("pulse_marks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pulse_marks_question_id"))

    op.drop_table("pulse_marks")
    with op.batch_alter_table("pulse_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pulse_links_person_id"))
        batch_op.drop_index(batch_op.f("ix_pulse_links_asked_id"))

    op.drop_table("pulse_links")
    op.drop_table("pulse_answers")
    with op.batch_alter_table("meeting_participant_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_participant_links_participant_id"))

    op.drop_table("meeting_participant_links")
    with op.batch_alter_table("meeting_input_turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_input_turns_input_id"))

    op.drop_table("meeting_input_turns")
    with op.batch_alter_table("pulse_turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pulse_turns_pulse_id"))

    op.drop_table("pulse_turns")
    op.drop_table("pulse_questions")
    with op.batch_alter_table("pulse_asked", schema=None) as batch_op:
        batch_op.drop_index("ix_pulse_asked_organisation_id")

    op.drop_table("pulse_asked")
    with op.batch_alter_table("meeting_turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_turns_meeting_id"))

    op.drop_table("meeting_turns")
    with op.batch_alter_table("meeting_participants", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_meeting_participants_meeting_id_email",
            sqlite_where=sa.text("email <> ''"),
            postgresql_where=sa.text("email <> ''"),
        )
        batch_op.drop_index(batch_op.f("ix_meeting_participants_person_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_participants_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_participants_meeting_id"))

    op.drop_table("meeting_participants")
    op.drop_table("meeting_notes")
    with op.batch_alter_table("meeting_inputs", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_inputs_fate")
        batch_op.drop_index(batch_op.f("ix_meeting_inputs_block_id"))

    op.drop_table("meeting_inputs")
    op.drop_table("meeting_decisions")
    with op.batch_alter_table("meeting_agenda_points", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_agenda_points_meeting_id"))

    op.drop_table("meeting_agenda_points")
    op.drop_table("pulses")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meetings_starts_at"))
        batch_op.drop_index("ix_meetings_area_id_starts_at")

    op.drop_table("meetings")
