"""De eerste tabellen.

The DDL is written out: a migration never imports living models, so that it does the same for ever.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - alembic itself loads this file

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SEARCH = (
    """CREATE VIRTUAL TABLE casus_zoek USING fts5(
        zoektekst, content='casus_overzicht', content_rowid='casus_id',
        tokenize="unicode61 remove_diacritics 2", prefix='1 2 3')""",
    """CREATE TRIGGER casus_zoek_nieuw AFTER INSERT ON casus_overzicht BEGIN
        INSERT INTO casus_zoek(rowid, zoektekst) VALUES (new.casus_id, new.zoektekst); END""",
    """CREATE TRIGGER casus_zoek_weg AFTER DELETE ON casus_overzicht BEGIN
        INSERT INTO casus_zoek(casus_zoek, rowid, zoektekst) VALUES ('delete', old.casus_id, old.zoektekst); END""",
    """CREATE TRIGGER casus_zoek_anders AFTER UPDATE OF zoektekst ON casus_overzicht BEGIN
        INSERT INTO casus_zoek(casus_zoek, rowid, zoektekst) VALUES ('delete', old.casus_id, old.zoektekst);
        INSERT INTO casus_zoek(rowid, zoektekst) VALUES (new.casus_id, new.zoektekst); END""",
)

_AUDIT = (
    """CREATE TRIGGER audit_geen_wijziging BEFORE UPDATE ON audit BEGIN
        SELECT RAISE(ABORT, 'audit: rows cannot be changed'); END""",
    """CREATE TRIGGER audit_geen_verwijdering BEFORE DELETE ON audit BEGIN
        SELECT RAISE(ABORT, 'audit: rows cannot be removed'); END""",
    """CREATE TRIGGER audit_alleen_achteraan BEFORE INSERT ON audit
        WHEN new.id <> (SELECT coalesce(max(id), 0) + 1 FROM audit)
          OR new.vorige <> coalesce((SELECT hash FROM audit ORDER BY id DESC LIMIT 1), printf('%064d', 0)) BEGIN
        SELECT RAISE(ABORT, 'audit: rows are only added at the end'); END""",
)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("groep", sa.String(length=32), nullable=False),
        sa.Column("moment", sa.String(length=40), nullable=False),
        sa.Column("wie", sa.String(length=100), nullable=False),
        sa.Column("handeling", sa.String(length=200), nullable=False),
        sa.Column("tabel", sa.String(length=60), nullable=False),
        sa.Column("rij", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("wijziging", sa.Text(), nullable=False),
        sa.Column("vorige", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_groep"), ["groep"], unique=False)
        batch_op.create_index("ix_audit_tabel_rij", ["tabel", "rij"], unique=False)


def _concept() -> None:
    op.create_table(
        "concept",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gebruiker", sa.String(length=100), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=False),
        sa.Column("waarde", sa.JSON(), nullable=False),
        sa.Column("moment", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept")),
    )
    with op.batch_alter_table("concept", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concept_gebruiker"), ["gebruiker"], unique=False)


def _gebruiker() -> None:
    op.create_table(
        "gebruiker",
        sa.Column("naam", sa.String(length=100), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=True),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebruiker")),
        sa.UniqueConstraint("naam", name=op.f("uq_gebruiker_naam")),
        sa.UniqueConstraint("uid", name=op.f("uq_gebruiker_uid")),
    )


def _instelling() -> None:
    op.create_table(
        "instelling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sleutel", sa.String(length=100), nullable=False),
        sa.Column("waarde", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instelling")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_instelling_sleutel")),
    )


def _kluis() -> None:
    op.create_table(
        "kluis",
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("oefening", sa.Boolean(), nullable=False),
        sa.Column("aangemaakt_op", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kluis")),
        sa.UniqueConstraint("uid", name=op.f("uq_kluis_uid")),
    )


def _opschalingsmodel() -> None:
    op.create_table(
        "opschalingsmodel",
        sa.Column("versie", sa.String(length=20), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("geldig_vanaf", sa.Date(), nullable=False),
        sa.Column("bron", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opschalingsmodel")),
        sa.UniqueConstraint("uid", name=op.f("uq_opschalingsmodel_uid")),
        sa.UniqueConstraint("versie", name=op.f("uq_opschalingsmodel_versie")),
    )


def _partij() -> None:
    op.create_table(
        "partij",
        sa.Column("soort", sa.String(length=10), nullable=False),
        sa.Column("bestand_hash", sa.String(length=64), nullable=False),
        sa.Column("moment", sa.String(length=40), nullable=False),
        sa.Column("wie", sa.String(length=100), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("ongedaan", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partij")),
        sa.UniqueConstraint("uid", name=op.f("uq_partij_uid")),
    )
    with op.batch_alter_table("partij", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partij_bestand_hash"), ["bestand_hash"], unique=False)


def _persoon() -> None:
    op.create_table(
        "persoon",
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("organisatie", sa.String(length=200), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=True),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persoon")),
        sa.UniqueConstraint("uid", name=op.f("uq_persoon_uid")),
    )


def _gezin() -> None:
    op.create_table(
        "gezin",
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("toelichting", sa.Text(), nullable=False),
        sa.Column("partij_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_gezin_partij_id_partij")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gezin")),
        sa.UniqueConstraint("uid", name=op.f("uq_gezin_uid")),
    )
    with op.batch_alter_table("gezin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gezin_partij_id"), ["partij_id"], unique=False)


def _mandaat() -> None:
    op.create_table(
        "mandaat",
        sa.Column("persoon_id", sa.Integer(), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("grens", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name=op.f("fk_mandaat_persoon_id_persoon"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandaat")),
        sa.UniqueConstraint("uid", name=op.f("uq_mandaat_uid")),
    )
    with op.batch_alter_table("mandaat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mandaat_gemeente"), ["gemeente"], unique=False)
        batch_op.create_index(batch_op.f("ix_mandaat_persoon_id"), ["persoon_id"], unique=False)


def _stap() -> None:
    op.create_table(
        "stap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("eigenaar", sa.String(length=200), nullable=False),
        sa.Column("ingang", sa.JSON(), nullable=False),
        sa.Column("uitgang", sa.Text(), nullable=False),
        sa.Column("norm", sa.Integer(), nullable=True),
        sa.Column("eenheid", sa.String(length=20), nullable=False),
        sa.Column("mag_overslaan", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["model_id"], ["opschalingsmodel.id"], name=op.f("fk_stap_model_id_opschalingsmodel"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stap")),
        sa.UniqueConstraint("model_id", "volgorde", name=op.f("uq_stap_model_id_volgorde")),
    )
    with op.batch_alter_table("stap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stap_model_id"), ["model_id"], unique=False)


def _zitting() -> None:
    op.create_table(
        "zitting",
        sa.Column("nummer", sa.String(length=20), nullable=False),
        sa.Column("soort", sa.String(length=10), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("begintijd", sa.String(length=5), nullable=False),
        sa.Column("plaats", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("vastgesteld_op", sa.Date(), nullable=True),
        sa.Column("partij_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_zitting_partij_id_partij")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zitting")),
        sa.UniqueConstraint("nummer", name=op.f("uq_zitting_nummer")),
        sa.UniqueConstraint("uid", name=op.f("uq_zitting_uid")),
    )
    with op.batch_alter_table("zitting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zitting_datum"), ["datum"], unique=False)
        batch_op.create_index(batch_op.f("ix_zitting_partij_id"), ["partij_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_zitting_soort"), ["soort"], unique=False)


def _aanwezigheid() -> None:
    op.create_table(
        "aanwezigheid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("zitting_id", sa.Integer(), nullable=False),
        sa.Column("persoon_id", sa.Integer(), nullable=True),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("presentie", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["persoon_id"], ["persoon.id"], name=op.f("fk_aanwezigheid_persoon_id_persoon")),
        sa.ForeignKeyConstraint(["zitting_id"], ["zitting.id"], name=op.f("fk_aanwezigheid_zitting_id_zitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanwezigheid")),
    )
    with op.batch_alter_table("aanwezigheid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aanwezigheid_persoon_id"), ["persoon_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_aanwezigheid_zitting_id"), ["zitting_id"], unique=False)


def _jeugdige() -> None:
    op.create_table(
        "jeugdige",
        sa.Column("gezin_id", sa.Integer(), nullable=False),
        sa.Column("voornaam", sa.String(length=200), nullable=False),
        sa.Column("tussenvoegsel", sa.String(length=50), nullable=False),
        sa.Column("achternaam", sa.String(length=200), nullable=False),
        sa.Column("naam_sleutel", sa.String(length=400), nullable=False),
        sa.Column("geboortedatum", sa.Date(), nullable=True),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("bsn", sa.String(length=9), nullable=True),
        sa.Column("partij_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["gezin_id"], ["gezin.id"], name=op.f("fk_jeugdige_gezin_id_gezin")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_jeugdige_partij_id_partij")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jeugdige")),
        sa.UniqueConstraint("uid", name=op.f("uq_jeugdige_uid")),
    )
    with op.batch_alter_table("jeugdige", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jeugdige_gemeente"), ["gemeente"], unique=False)
        batch_op.create_index(batch_op.f("ix_jeugdige_gezin_id"), ["gezin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_jeugdige_naam_sleutel"), ["naam_sleutel"], unique=False)
        batch_op.create_index(batch_op.f("ix_jeugdige_partij_id"), ["partij_id"], unique=False)


def _verslag() -> None:
    op.create_table(
        "verslag",
        sa.Column("zitting_id", sa.Integer(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("vastgesteld_op", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["zitting_id"], ["zitting.id"], name=op.f("fk_verslag_zitting_id_zitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verslag")),
        sa.UniqueConstraint("uid", name=op.f("uq_verslag_uid")),
    )
    with op.batch_alter_table("verslag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verslag_zitting_id"), ["zitting_id"], unique=False)


def _vtb() -> None:
    op.create_table(
        "vtb",
        sa.Column("nummer", sa.String(length=20), nullable=False),
        sa.Column("gezin_id", sa.Integer(), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("indiener", sa.String(length=200), nullable=False),
        sa.Column("ontvangen", sa.Date(), nullable=False),
        sa.Column("vt_datum", sa.Date(), nullable=True),
        sa.Column("vt_wie", sa.String(length=200), nullable=False),
        sa.Column("vt_advies", sa.Text(), nullable=False),
        sa.Column("gi_datum", sa.Date(), nullable=True),
        sa.Column("gi_wie", sa.String(length=200), nullable=False),
        sa.Column("gi_advies", sa.Text(), nullable=False),
        sa.Column("mdo", sa.Boolean(), nullable=True),
        sa.Column("mdo_datum", sa.Date(), nullable=True),
        sa.Column("netwerk", sa.Boolean(), nullable=True),
        sa.Column("netwerk_toelichting", sa.Text(), nullable=False),
        sa.Column("ouders_geinformeerd", sa.Date(), nullable=True),
        sa.Column("reactie_ouders", sa.Text(), nullable=False),
        sa.Column("stem_jeugdige", sa.Text(), nullable=False),
        sa.Column("veiligheidsplan", sa.Boolean(), nullable=True),
        sa.Column("zorgen", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("partij_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["gezin_id"], ["gezin.id"], name=op.f("fk_vtb_gezin_id_gezin")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_vtb_partij_id_partij")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vtb")),
        sa.UniqueConstraint("nummer", name=op.f("uq_vtb_nummer")),
        sa.UniqueConstraint("uid", name=op.f("uq_vtb_uid")),
    )
    with op.batch_alter_table("vtb", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vtb_gemeente"), ["gemeente"], unique=False)
        batch_op.create_index(batch_op.f("ix_vtb_gezin_id"), ["gezin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vtb_ontvangen"), ["ontvangen"], unique=False)
        batch_op.create_index(batch_op.f("ix_vtb_partij_id"), ["partij_id"], unique=False)


def _casus() -> None:
    op.create_table(
        "casus",
        sa.Column("nummer", sa.String(length=20), nullable=False),
        sa.Column("jeugdige_id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("aangemeld_door", sa.String(length=200), nullable=False),
        sa.Column("soort_vraag", sa.String(length=40), nullable=False),
        sa.Column("vraag", sa.Text(), nullable=False),
        sa.Column("stem_jeugdige", sa.Text(), nullable=False),
        sa.Column("stem_ouders", sa.Text(), nullable=False),
        sa.Column("geprobeerd", sa.Text(), nullable=False),
        sa.Column("opmerking", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("partij_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["jeugdige_id"], ["jeugdige.id"], name=op.f("fk_casus_jeugdige_id_jeugdige")),
        sa.ForeignKeyConstraint(["model_id"], ["opschalingsmodel.id"], name=op.f("fk_casus_model_id_opschalingsmodel")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_casus_partij_id_partij")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casus")),
        sa.UniqueConstraint("nummer", name=op.f("uq_casus_nummer")),
        sa.UniqueConstraint("uid", name=op.f("uq_casus_uid")),
    )
    with op.batch_alter_table("casus", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_casus_gemeente"), ["gemeente"], unique=False)
        batch_op.create_index(batch_op.f("ix_casus_jeugdige_id"), ["jeugdige_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_casus_partij_id"), ["partij_id"], unique=False)


def _vtb_kind() -> None:
    op.create_table(
        "vtb_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vtb_id", sa.Integer(), nullable=False),
        sa.Column("jeugdige_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["jeugdige_id"], ["jeugdige.id"], name=op.f("fk_vtb_kind_jeugdige_id_jeugdige")),
        sa.ForeignKeyConstraint(["vtb_id"], ["vtb.id"], name=op.f("fk_vtb_kind_vtb_id_vtb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vtb_kind")),
        sa.UniqueConstraint("vtb_id", "jeugdige_id", name=op.f("uq_vtb_kind_vtb_id_jeugdige_id")),
    )
    with op.batch_alter_table("vtb_kind", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vtb_kind_jeugdige_id"), ["jeugdige_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vtb_kind_vtb_id"), ["vtb_id"], unique=False)


def _agendapunt() -> None:
    op.create_table(
        "agendapunt",
        sa.Column("zitting_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=True),
        sa.Column("vtb_id", sa.Integer(), nullable=True),
        sa.Column("minuten", sa.Integer(), nullable=False),
        sa.Column("stem_jeugdige", sa.Text(), nullable=False),
        sa.Column("stem_ouders", sa.Text(), nullable=False),
        sa.Column("vraag", sa.Text(), nullable=False),
        sa.Column("geprobeerd", sa.Text(), nullable=False),
        sa.Column("gaat_goed", sa.Text(), nullable=False),
        sa.Column("zorgen_feiten", sa.Text(), nullable=False),
        sa.Column("zorgen_meningen", sa.Text(), nullable=False),
        sa.Column("analyse_jeugdige", sa.Text(), nullable=False),
        sa.Column("analyse_gezin", sa.Text(), nullable=False),
        sa.Column("analyse_hulpverlening", sa.Text(), nullable=False),
        sa.Column("oplossingen", sa.Text(), nullable=False),
        sa.Column("veiligheidsafspraken", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_agendapunt_casus_id_casus")),
        sa.ForeignKeyConstraint(["vtb_id"], ["vtb.id"], name=op.f("fk_agendapunt_vtb_id_vtb")),
        sa.ForeignKeyConstraint(["zitting_id"], ["zitting.id"], name=op.f("fk_agendapunt_zitting_id_zitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agendapunt")),
        sa.UniqueConstraint("uid", name=op.f("uq_agendapunt_uid")),
    )
    with op.batch_alter_table("agendapunt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agendapunt_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agendapunt_vtb_id"), ["vtb_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agendapunt_zitting_id"), ["zitting_id"], unique=False)


def _casus_oorzaak() -> None:
    op.create_table(
        "casus_oorzaak",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("lijst_versie", sa.String(length=20), nullable=False),
        sa.Column("hoofdoorzaak", sa.Boolean(), nullable=False),
        sa.Column("perspectief", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_casus_oorzaak_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casus_oorzaak")),
        sa.UniqueConstraint("casus_id", "code", name=op.f("uq_casus_oorzaak_casus_id_code")),
    )
    with op.batch_alter_table("casus_oorzaak", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_casus_oorzaak_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_casus_oorzaak_code"), ["code"], unique=False)


def _casus_overzicht() -> None:
    op.create_table(
        "casus_overzicht",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.String(length=20), nullable=False),
        sa.Column("naam", sa.String(length=400), nullable=False),
        sa.Column("naam_sleutel", sa.String(length=400), nullable=False),
        sa.Column("geboortedatum", sa.Date(), nullable=True),
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("stap", sa.Integer(), nullable=True),
        sa.Column("stap_sinds", sa.Date(), nullable=True),
        sa.Column("aangemeld", sa.Date(), nullable=True),
        sa.Column("afgesloten_op", sa.Date(), nullable=True),
        sa.Column("uitkomst", sa.String(length=40), nullable=True),
        sa.Column("zorgvorm", sa.String(length=40), nullable=True),
        sa.Column("zoektekst", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["casus_id"], ["casus.id"], name=op.f("fk_casus_overzicht_casus_id_casus"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("casus_id", name=op.f("pk_casus_overzicht")),
    )
    with op.batch_alter_table("casus_overzicht", schema=None) as batch_op:
        batch_op.create_index("ix_casus_overzicht_aangemeld", ["aangemeld"], unique=False)
        batch_op.create_index("ix_casus_overzicht_naam_sleutel", ["naam_sleutel"], unique=False)
        batch_op.create_index(batch_op.f("ix_casus_overzicht_nummer"), ["nummer"], unique=False)
        batch_op.create_index("ix_casus_overzicht_status_stap", ["status", "stap"], unique=False)


def _gebeurtenis() -> None:
    op.create_table(
        "gebeurtenis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("gegevens", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_gebeurtenis_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebeurtenis")),
        sa.UniqueConstraint("casus_id", "volgnummer", name=op.f("uq_gebeurtenis_casus_id_volgnummer")),
    )
    with op.batch_alter_table("gebeurtenis", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gebeurtenis_casus_id"), ["casus_id"], unique=False)


def _hiaat() -> None:
    op.create_table(
        "hiaat",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("zorgvorm", sa.String(length=40), nullable=False),
        sa.Column("aard", sa.String(length=40), nullable=False),
        sa.Column("lijst_versie", sa.String(length=20), nullable=False),
        sa.Column("vastgesteld_op", sa.Date(), nullable=False),
        sa.Column("afgeleid", sa.Boolean(), nullable=False),
        sa.Column("oplossing", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_hiaat_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hiaat")),
        sa.UniqueConstraint("uid", name=op.f("uq_hiaat_uid")),
    )
    with op.batch_alter_table("hiaat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hiaat_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hiaat_zorgvorm"), ["zorgvorm"], unique=False)


def _partij_regel() -> None:
    op.create_table(
        "partij_regel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partij_id", sa.Integer(), nullable=False),
        sa.Column("rij", sa.Integer(), nullable=False),
        sa.Column("rij_hash", sa.String(length=64), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=True),
        sa.Column("vtb_kind_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_partij_regel_casus_id_casus")),
        sa.ForeignKeyConstraint(["partij_id"], ["partij.id"], name=op.f("fk_partij_regel_partij_id_partij")),
        sa.ForeignKeyConstraint(["vtb_kind_id"], ["vtb_kind.id"], name=op.f("fk_partij_regel_vtb_kind_id_vtb_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partij_regel")),
    )
    with op.batch_alter_table("partij_regel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partij_regel_partij_id"), ["partij_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partij_regel_rij_hash"), ["rij_hash"], unique=False)


def _zoekregel() -> None:
    op.create_table(
        "zoekregel",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("zorgvorm", sa.String(length=40), nullable=False),
        sa.Column("lijst_versie", sa.String(length=20), nullable=False),
        sa.Column("aanbieder", sa.String(length=200), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("antwoord", sa.String(length=40), nullable=False),
        sa.Column("reden", sa.String(length=40), nullable=False),
        sa.Column("wachttijd_weken", sa.Integer(), nullable=True),
        sa.Column("afgeleid", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_zoekregel_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zoekregel")),
        sa.UniqueConstraint("uid", name=op.f("uq_zoekregel_uid")),
    )
    with op.batch_alter_table("zoekregel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zoekregel_casus_id"), ["casus_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_zoekregel_zorgvorm"), ["zorgvorm"], unique=False)


def _actie() -> None:
    op.create_table(
        "actie",
        sa.Column("casus_id", sa.Integer(), nullable=True),
        sa.Column("agendapunt_id", sa.Integer(), nullable=True),
        sa.Column("omschrijving", sa.Text(), nullable=False),
        sa.Column("eigenaar", sa.String(length=200), nullable=False),
        sa.Column("datum", sa.Date(), nullable=True),
        sa.Column("klaar_op", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["agendapunt_id"], ["agendapunt.id"], name=op.f("fk_actie_agendapunt_id_agendapunt")),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_actie_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actie")),
        sa.UniqueConstraint("uid", name=op.f("uq_actie_uid")),
    )
    with op.batch_alter_table("actie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actie_agendapunt_id"), ["agendapunt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actie_casus_id"), ["casus_id"], unique=False)


def _besluit() -> None:
    op.create_table(
        "besluit",
        sa.Column("agendapunt_id", sa.Integer(), nullable=False),
        sa.Column("jeugdige_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("motivering", sa.Text(), nullable=False),
        sa.Column("genomen_door", sa.String(length=200), nullable=False),
        sa.Column("definitief", sa.Boolean(), nullable=False),
        sa.Column("voorbehoud_reden", sa.Text(), nullable=False),
        sa.Column("beoogde_gi", sa.String(length=200), nullable=False),
        sa.Column("vto_verzonden", sa.Date(), nullable=True),
        sa.Column("raad_status", sa.String(length=60), nullable=False),
        sa.Column("raad_resultaat", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["agendapunt_id"], ["agendapunt.id"], name=op.f("fk_besluit_agendapunt_id_agendapunt")),
        sa.ForeignKeyConstraint(["jeugdige_id"], ["jeugdige.id"], name=op.f("fk_besluit_jeugdige_id_jeugdige")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_besluit")),
        sa.UniqueConstraint("agendapunt_id", "jeugdige_id", name=op.f("uq_besluit_agendapunt_id_jeugdige_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_besluit_uid")),
    )
    with op.batch_alter_table("besluit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_besluit_agendapunt_id"), ["agendapunt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_besluit_jeugdige_id"), ["jeugdige_id"], unique=False)


def _terugmelding() -> None:
    op.create_table(
        "terugmelding",
        sa.Column("besluit_id", sa.Integer(), nullable=False),
        sa.Column("verwacht_op", sa.Date(), nullable=True),
        sa.Column("ontvangen_op", sa.Date(), nullable=True),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("nagekomen", sa.String(length=20), nullable=False),
        sa.Column("veiligheid", sa.Integer(), nullable=True),
        sa.Column("vervolg", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["besluit_id"], ["besluit.id"], name=op.f("fk_terugmelding_besluit_id_besluit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terugmelding")),
        sa.UniqueConstraint("uid", name=op.f("uq_terugmelding_uid")),
    )
    with op.batch_alter_table("terugmelding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_terugmelding_besluit_id"), ["besluit_id"], unique=False)


def upgrade() -> None:
    _audit()
    _concept()
    _gebruiker()
    _instelling()
    _kluis()
    _opschalingsmodel()
    _partij()
    _persoon()
    _gezin()
    _mandaat()
    _stap()
    _zitting()
    _aanwezigheid()
    _jeugdige()
    _verslag()
    _vtb()
    _casus()
    _vtb_kind()
    _agendapunt()
    _casus_oorzaak()
    _casus_overzicht()
    _gebeurtenis()
    _hiaat()
    _partij_regel()
    _zoekregel()
    _actie()
    _besluit()
    _terugmelding()
    for statement in (*_SEARCH, *_AUDIT):
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("an older program opens a back-up; tables never go back")
