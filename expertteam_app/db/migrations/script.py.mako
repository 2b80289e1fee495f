"""${message}

A batch operation on a table drops its triggers: make those of `audit` and `casus_overzicht` again afterwards.
"""
<%def name="literal(value)">${'"%s"' % value if isinstance(value, str) else repr(value)}</%def>
from __future__ import annotations

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - alembic itself loads this file
${imports if imports else ""}
revision = ${literal(up_revision)}
down_revision = ${literal(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
