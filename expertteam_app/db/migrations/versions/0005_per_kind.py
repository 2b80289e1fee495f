"""Per kind: which child a version of the verslag was sent for.

The DDL is written out: a migration never imports living models, so that it does the same for ever.
"""

from __future__ import annotations

from alembic import op  # noqa: TID253 - alembic itself loads this file

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _verzending() -> None:
    op.execute(
        "ALTER TABLE verzending ADD COLUMN jeugdige_id INTEGER "
        "CONSTRAINT fk_verzending_jeugdige_id_jeugdige REFERENCES jeugdige(id)"
    )
    op.create_index(op.f("ix_verzending_jeugdige_id"), "verzending", ["jeugdige_id"], unique=False)


def upgrade() -> None:
    _verzending()


def downgrade() -> None:
    raise RuntimeError("an older program opens a back-up; tables never go back")
