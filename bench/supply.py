"""What drafter is made of: a bill of materials (CycloneDX), and what is known to be wrong with it.

    python bench/supply.py [--bill FILE]

The bill is made from requirements.lock by cyclonedx-bom, every package with its version and the
digests of its files; the audit by pip-audit, which asks a service of advisories. Where none is
reached that is said, and nothing was audited. Exit code 1 where a package has no digest or an
advisory is known.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
BILL, AUDIT = "cyclonedx-bom==7.5.0", "pip-audit==2.10.1"
SECONDS = 300


def tool(package: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of this version in an environment of its own."""
    command = [Path(sys.executable).with_name("uv"), "tool", "run", "--from", package, *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS)


def made_of(file: Path) -> list[str]:
    """Make the bill; the packages that it has no digest of."""
    file.parent.mkdir(parents=True, exist_ok=True)
    done = tool(BILL, "cyclonedx-py", "requirements", str(LOCK), "--pyproject", "pyproject.toml",
                "--output-reproducible", "--of", "JSON", "-o", str(file))  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    packages = json.loads(file.read_text(encoding="utf-8"))["components"]
    print(f"{file}: {len(packages)} packages")
    return [package["name"] for package in packages if not digests(package)]


def digests(package: dict[str, object]) -> int:
    places = package.get("externalReferences") or []
    assert isinstance(places, list)
    return sum(len(place.get("hashes", [])) for place in places)


def audited() -> tuple[int, int, list[str]]:
    """How many packages were looked up, how many could not be, and the advisories found."""
    done = tool(AUDIT, "pip-audit", "-r", str(LOCK), "--disable-pip", "--require-hashes",
                "--progress-spinner", "off", "-f", "json")  # fmt: skip
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(done.stderr.strip()[-500:], file=sys.stderr)
        return 0, 0, []
    known = [f"{one['name']} {one['version']}: {fault['id']}"
             for one in packages for fault in one.get("vulns", [])]  # fmt: skip
    skipped = sum("skip_reason" in one for one in packages)
    return len(packages) - skipped, skipped, known


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--bill", type=Path, default=ROOT / "out" / "bill.cdx.json")
    bare = made_of(asked.parse_args().bill)
    for name in bare:
        print(f"no digest: {name}")
    looked_up, skipped, known = audited()
    print(f"audited {looked_up} packages, {len(known)} advisories" if looked_up else
          "no service of advisories was reached from here: nothing was audited")  # fmt: skip
    if looked_up and skipped:
        print(f"{skipped} packages are not known to the service")
    for one in known:
        print(one)
    sys.exit(bool(bare or known))


if __name__ == "__main__":
    main()
