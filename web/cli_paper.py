"""`doithoai paper`: a printable sheet of personal codes, as one file that any browser opens and prints."""

from pathlib import Path
from typing import Any

import click

from web.cli_office import as_json_option, order, tell
from web.options import setting_options
from web.paper_sheet import sheet
from web.render import DIST, Renderer


@click.command()
@click.argument("code")
@click.argument("count", type=click.IntRange(min=1))
@click.option("--first", default=1, show_default=True, help="The number of the first slip.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Else CODE-paper.html."
)
@setting_options("data", "public_url", "language")
@as_json_option
def paper(
    code: str,
    count: int,
    first: int,
    output: Path | None,
    as_json: bool,  # noqa: FBT001  click's own way
    **given: Any,
) -> None:
    """Write COUNT slips with a personal code each, for the conference CODE, to be printed and cut.

    The same numbers always give the same codes, and each is taken once; print more with --first.
    """
    if not given["public_url"]:
        raise click.UsageError("give --public-url: the slips say how phones reach the server")
    told = order(given, "paper_codes", code=code, first=first, count=count)
    about = {name: told[name] for name in ("code", "title", "commune")}
    style = next(DIST.glob("paper-*.css")).read_text("utf-8")
    slips = sheet(about, told["codes"], given["public_url"], style)
    page = Renderer().text("paper/sheet.html", given["language"], **slips)
    file = output or Path(f"{told['code']}-paper.html")
    # Whoever holds the file can take part in the stead of as many households.
    file.touch(mode=0o600)
    file.write_text(page, "utf-8")
    tell(
        f"{count} slips, from number {first}: {file}",
        {"file": str(file), "count": count, "first": first},
        as_json=as_json,
    )
