"""Recompute every chain and daily root and name the first broken entry (K4, D3)."""

import argparse
import json
import sys
import time

from sunhall.ground.journal.verify import verify

SUMMARY = "recompute every chain and daily root"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--json` prints one object."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """0 when everything holds, 1 with the findings otherwise."""
    began = time.perf_counter()
    report = verify()
    seconds = time.perf_counter() - began
    if args.json:
        found = [vars(finding) for finding in report.findings]
        text = {
            "entries": report.entries,
            "streams": report.streams,
            "days": report.days,
            "findings": found,
        }
        sys.stdout.write(json.dumps(text, ensure_ascii=False) + "\n")
        return int(bool(found))
    for finding in report.findings:
        sys.stdout.write(f"✗ {finding.where}: {finding.what}\n")
    rate = report.entries / seconds if seconds else 0
    sys.stdout.write(
        f"{report.entries} 条记录，{report.streams} 条链，{report.days} 个日根，"
        f"{len(report.findings)} 处不符，用时 {seconds:.2f} 秒（每秒 {rate:,.0f} 条）\n"
    )
    return int(bool(report.findings))
