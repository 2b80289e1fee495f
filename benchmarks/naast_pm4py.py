"""The figures of a log by pm4py, installed apart (it is AGPL); a process of its own. Prints one JSON object."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from statistics import median


def main(path: str) -> None:
    """Read the log and print how many routes, half of the zaken within, per overgang n and half, and rework."""
    pd, pm4py = import_module("pandas"), import_module("pm4py")
    log = pm4py.format_dataframe(
        pd.read_csv(path), case_id="zaak", activity_key="stap", timestamp_key="tijdstip", timest_format="ISO8601"
    )
    counts, _, _ = pm4py.discover_dfg(log)
    times, _, _ = pm4py.discover_performance_dfg(log)
    print(
        json.dumps(
            {
                "varianten": len(pm4py.get_variants(log)),
                "mediaan_dagen": median(pm4py.get_all_case_durations(log)) / 86_400,
                "overgangen": sorted(
                    [van, naar, n, times[van, naar]["median"] / 86_400] for (van, naar), n in counts.items()
                ),
                "herhaald": sorted(pm4py.get_rework_cases_per_activity(log).items()),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
