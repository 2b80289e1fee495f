"""A real encrypted database with the real tables, made without the keys and the migrations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from expertteam_app.db import search, tables
from expertteam_app.db.audit import AUDIT_TRIGGERS
from expertteam_app.db.engine import create_database, open_engine
from expertteam_app.db.folder import KluisFolder, new_folder
from expertteam_app.db.store import Store

KEY = bytes(range(32))


def made_folder(path: Path) -> KluisFolder:
    """An empty kluis folder."""
    with new_folder(path):
        pass
    return KluisFolder(path)


@pytest.fixture
def key() -> bytes:
    return KEY


@pytest.fixture
def data_path(tmp_path: Path) -> Path:
    """An encrypted database with all tables, indexes and triggers, closed."""
    path = tmp_path / "data.db"
    create_database(path, KEY)
    engine = open_engine(path, KEY)
    with engine.begin() as connection:
        tables.CasusRow.metadata.create_all(connection)
        for ddl in (*AUDIT_TRIGGERS, *search.CREATE):
            connection.exec_driver_sql(ddl)
    engine.dispose()
    return path


@pytest.fixture
def opened() -> Iterator[Callable[[Path], Engine]]:
    """Opens engines and disposes of them at the end."""
    engines: list[Engine] = []

    def open_one(path: Path) -> Engine:
        engines.append(open_engine(path, KEY))
        return engines[-1]

    yield open_one
    for engine in engines:
        engine.dispose()


@pytest.fixture
def engine(data_path: Path, opened: Callable[[Path], Engine]) -> Engine:
    return opened(data_path)


@pytest.fixture
def store(engine: Engine) -> Store:
    return Store(engine)
