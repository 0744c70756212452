"""Show a Word file as its reader sees it, as a PDF and as PNG pages.

    python bench/preview.py FILE.docx OUTDIR [--dpi 80]

The fonts that official documents name are licensed and seldom at hand, so LibreOffice is given free
fonts of the same kind in their place, through a fontconfig file of its own; nothing on the machine
is changed. Needs soffice, and pdftoppm for the pages. Stand-ins, where installed: Fandol
(texlive-lang-chinese), else Noto CJK; Liberation Serif.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Best first; the first one fontconfig knows is taken.
STAND_INS = {
    "方正小标宋简体": ("Noto Serif CJK SC:bold", "FandolSong"),
    "仿宋_GB2312": ("FandolFang R", "Noto Serif CJK SC"),
    "楷体_GB2312": ("FandolKai", "AR PL KaitiM GB", "AR PL UKai CN", "Noto Serif CJK SC"),
    "黑体": ("FandolHei", "Noto Sans CJK SC"),
    "宋体": ("FandolSong", "Noto Serif CJK SC"),
    "Times New Roman": ("Liberation Serif", "Latin Modern Roman", "DejaVu Serif"),
}
SYSTEM_FONTS = "/etc/fonts/fonts.conf"
FANDOL = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"


def fontconfig(folder: Path) -> Path:
    """Write a fontconfig file into `folder` that puts free fonts in the place of the named ones."""
    config = folder / "fonts.conf"
    head = (
        f'<?xml version="1.0"?><fontconfig><include ignore_missing="yes">{SYSTEM_FONTS}</include>'
        f"<dir>{FANDOL}</dir><cachedir>{folder / 'cache'}</cachedir>"
    )
    config.write_text(f"{head}</fontconfig>", encoding="utf-8")
    known = subprocess.run(
        ["fc-list", ":", "family"],
        env=os.environ | {"FONTCONFIG_FILE": str(config)},
        capture_output=True,
        text=True,
    ).stdout
    config.write_text(
        f"{head}{''.join(_rule(name, known) for name in STAND_INS)}</fontconfig>", encoding="utf-8"
    )
    return config


def _rule(name: str, known: str) -> str:
    choices = [choice.partition(":")[::2] for choice in STAND_INS[name]]
    family, bold = next(
        ((family, bold) for family, bold in choices if family in known), choices[-1]
    )
    weight = '<edit name="weight" mode="assign"><const>bold</const></edit>' if bold else ""
    return (
        f'<match target="pattern"><test name="family" qual="any"><string>{name}</string></test>'
        '<edit name="family" mode="assign" binding="strong">'
        f"<string>{family}</string></edit>{weight}</match>"
    )


def pdf_of(docx: Path, folder: Path) -> Path:
    """Set `docx` as a PDF in `folder`, by a LibreOffice with a profile of its own.

    Two on one profile fail without a word.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pdf = folder / f"{docx.stem}.pdf"
    pdf.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless"),
                *("--convert-to", "pdf", "--outdir", str(folder), str(docx)),
            ],
            env=os.environ | {"FONTCONFIG_FILE": str(fontconfig(Path(scratch)))},
            check=True,
            capture_output=True,
            timeout=180,
        )
    if not pdf.exists():  # soffice ends with 0 even where it wrote nothing
        raise FileNotFoundError(pdf)
    return pdf


def pages_of(pdf: Path, dpi: int = 80) -> list[Path]:
    """Draw each page of a PDF as a PNG beside it."""
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(pdf.with_suffix(""))], check=True
    )
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


def main() -> int:
    """Convert, draw, and print what was written."""
    parser = argparse.ArgumentParser(
        description="Word file → PDF and PNG pages, with stand-in fonts"
    )
    parser.add_argument("docx", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dpi", type=int, default=80)
    args = parser.parse_args()
    if not shutil.which("soffice"):
        print("soffice is not installed", file=sys.stderr)
        return 3
    pdf = pdf_of(args.docx, args.folder)
    print(pdf)
    for page in pages_of(pdf, args.dpi) if shutil.which("pdftoppm") else ():
        print(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
