"""The figures of a log by pandas, as an analyst would write them; a process of its own. Prints one JSON object."""

from __future__ import annotations

import json
import sys
from importlib import import_module


def main(path: str) -> None:
    """Read the log and print how many routes, half of the zaken within, and per overgang n and half."""
    pd = import_module("pandas")
    log = pd.read_csv(path, dtype={"zaak": str, "stap": str})
    log["tijdstip"] = pd.to_datetime(log["tijdstip"], format="ISO8601", utc=True)
    log = log.sort_values(["zaak", "tijdstip"], kind="stable")
    per_zaak = log.groupby("zaak", sort=False)
    long = per_zaak["tijdstip"].max() - per_zaak["tijdstip"].min()
    log["naar"] = per_zaak["stap"].shift(-1)
    log["duur"] = per_zaak["tijdstip"].shift(-1) - log["tijdstip"]
    halves = log.dropna(subset=["naar"]).groupby(["stap", "naar"])["duur"].agg(["size", "median"])
    routes = per_zaak["stap"].agg(tuple).nunique()
    print(
        json.dumps(
            {
                "varianten": int(routes),
                "mediaan_dagen": long.median() / pd.Timedelta(days=1),
                "overgangen": sorted(
                    [van, naar, int(row["size"]), row["median"] / pd.Timedelta(days=1)]
                    for (van, naar), row in halves.iterrows()
                ),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
