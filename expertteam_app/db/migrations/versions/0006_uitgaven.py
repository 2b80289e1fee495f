"""Uitgaven: het register van wat naar buiten ging, het rapport in de maak en de vragen aan BOEG.

The DDL is written out: a migration never imports living models, so that it does the same for ever.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - alembic itself loads this file

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _uitgave() -> None:
    op.create_table(
        "uitgave",
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("handeling", sa.String(length=20), nullable=False),
        sa.Column("periode", sa.String(length=20), nullable=False),
        sa.Column("gedaan_op", sa.Date(), nullable=False),
        sa.Column("gemaakt_door", sa.String(length=100), nullable=False),
        sa.Column("vrijgegeven_door", sa.String(length=100), nullable=False),
        sa.Column("ontvangers", sa.Text(), nullable=False),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("van_id", sa.Integer(), nullable=True),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.Column("leden", sa.LargeBinary(), nullable=False),
        sa.Column("getuigen", sa.LargeBinary(), nullable=False),
        sa.Column("bestanden", sa.JSON(), nullable=False),
        sa.Column("vorige", sa.String(length=64), nullable=False),
        sa.Column("zegel", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["van_id"], ["uitgave.id"], name=op.f("fk_uitgave_van_id_uitgave")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uitgave")),
        sa.UniqueConstraint("uid", name=op.f("uq_uitgave_uid")),
    )
    for column in ("soort", "periode", "van_id"):
        op.create_index(op.f(f"ix_uitgave_{column}"), "uitgave", [column], unique=False)


def _rapport() -> None:
    op.create_table(
        "rapport",
        sa.Column("periode", sa.String(length=20), nullable=False),
        sa.Column("stand", sa.String(length=20), nullable=False),
        sa.Column("bevroren_op", sa.Date(), nullable=False),
        sa.Column("bevroren_door", sa.String(length=100), nullable=False),
        sa.Column("meetmoment_id", sa.Integer(), nullable=True),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.Column("leden", sa.LargeBinary(), nullable=False),
        sa.Column("getuigen", sa.LargeBinary(), nullable=False),
        sa.Column("ontvangers", sa.Text(), nullable=False),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("aangeboden_op", sa.Date(), nullable=True),
        sa.Column("aangeboden_door", sa.String(length=100), nullable=False),
        sa.Column("controle", sa.JSON(), nullable=False),
        sa.Column("opmerking", sa.Text(), nullable=False),
        sa.Column("uitgave_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["meetmoment_id"], ["meetmoment.id"], name=op.f("fk_rapport_meetmoment_id_meetmoment")),
        sa.ForeignKeyConstraint(["uitgave_id"], ["uitgave.id"], name=op.f("fk_rapport_uitgave_id_uitgave")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rapport")),
        sa.UniqueConstraint("periode", name=op.f("uq_rapport_periode")),
        sa.UniqueConstraint("uid", name=op.f("uq_rapport_uid")),
    )
    for column in ("meetmoment_id", "uitgave_id"):
        op.create_index(op.f(f"ix_rapport_{column}"), "rapport", [column], unique=False)


def _boeg_vraag() -> None:
    op.create_table(
        "boeg_vraag",
        sa.Column("periode", sa.String(length=20), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("vraag", sa.Text(), nullable=False),
        sa.Column("afloop", sa.Text(), nullable=False),
        sa.Column("afgerond_op", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boeg_vraag")),
        sa.UniqueConstraint("uid", name=op.f("uq_boeg_vraag_uid")),
    )
    op.create_index(op.f("ix_boeg_vraag_periode"), "boeg_vraag", ["periode"], unique=False)


def upgrade() -> None:
    _uitgave()
    _rapport()
    _boeg_vraag()


def downgrade() -> None:
    raise RuntimeError("an older program opens a back-up; tables never go back")
