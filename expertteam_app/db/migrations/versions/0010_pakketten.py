"""Adressen van andere teams, en wat er als pakket naar hen ging en van hen kwam.

The DDL is written out: a migration never imports living models, so that it does the same for ever.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - alembic itself loads this file

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "adres",
        sa.Column("naam", sa.String(length=100), nullable=False),
        sa.Column("team", sa.String(length=200), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("ontvangsleutel", sa.String(length=62), nullable=False),
        sa.Column("tekensleutel", sa.String(length=64), nullable=False),
        sa.Column("toegevoegd_op", sa.Date(), nullable=False),
        sa.Column("toegevoegd_door", sa.String(length=100), nullable=False),
        sa.Column("bevestigd_op", sa.Date(), nullable=True),
        sa.Column("bevestigd_door", sa.String(length=100), nullable=False),
        sa.Column("ingetrokken_op", sa.Date(), nullable=True),
        sa.Column("ingetrokken_door", sa.String(length=100), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adres")),
        sa.UniqueConstraint("tekensleutel", name=op.f("uq_adres_tekensleutel")),
        sa.UniqueConstraint("uid", name=op.f("uq_adres_uid")),
    )
    op.create_table(
        "pakketlog",
        sa.Column("casus_id", sa.Integer(), nullable=True),
        sa.Column("adres_id", sa.Integer(), nullable=True),
        sa.Column("pakket_id", sa.String(length=32), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("ontvanger", sa.String(length=310), nullable=False),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("grondslag", sa.String(length=40), nullable=False),
        sa.Column("afweging", sa.Text(), nullable=False),
        sa.Column("manifest", sa.String(length=64), nullable=False),
        sa.Column("gemaakt_op", sa.Date(), nullable=False),
        sa.Column("gemaakt_door", sa.String(length=100), nullable=False),
        sa.Column("bewijs_op", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["adres_id"], ["adres.id"], name=op.f("fk_pakketlog_adres_id_adres")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_pakketlog_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pakketlog")),
        sa.UniqueConstraint("uid", name=op.f("uq_pakketlog_uid")),
    )
    op.create_index(op.f("ix_pakketlog_adres_id"), "pakketlog", ["adres_id"])
    op.create_index(op.f("ix_pakketlog_casus_id"), "pakketlog", ["casus_id"])
    op.create_index(op.f("ix_pakketlog_pakket_id"), "pakketlog", ["pakket_id"])
    op.create_table(
        "ontvangen_pakket",
        sa.Column("pakket_id", sa.String(length=32), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=True),
        sa.Column("adres_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("afzender", sa.String(length=310), nullable=False),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("grondslag", sa.String(length=40), nullable=False),
        sa.Column("kenmerk", sa.String(length=32), nullable=False),
        sa.Column("manifest", sa.String(length=64), nullable=False),
        sa.Column("verzonden_op", sa.Date(), nullable=False),
        sa.Column("ontvangen_op", sa.Date(), nullable=False),
        sa.Column("ontvangen_door", sa.String(length=100), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["adres_id"], ["adres.id"], name=op.f("fk_ontvangen_pakket_adres_id_adres")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_ontvangen_pakket_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ontvangen_pakket")),
        sa.UniqueConstraint("pakket_id", name=op.f("uq_ontvangen_pakket_pakket_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_ontvangen_pakket_uid")),
    )
    op.create_index(op.f("ix_ontvangen_pakket_adres_id"), "ontvangen_pakket", ["adres_id"])
    op.create_index(op.f("ix_ontvangen_pakket_casus_id"), "ontvangen_pakket", ["casus_id"])
    op.create_index(op.f("ix_ontvangen_pakket_kenmerk"), "ontvangen_pakket", ["kenmerk"])


def downgrade() -> None:
    raise RuntimeError("an older program opens a back-up; tables never go back")
