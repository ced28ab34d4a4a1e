"""Generated archives of small reports (2 kB), and documents that no worker survives."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ENDLESS, KILL, HOG = b"<!-- endless table -->", b"<!-- kills its worker -->", b"<!-- eats memory -->"
"""Marks that the worker of the tests (hostile_worker.py) acts on."""
COUNTIES = [
    "庐江县",
    "长丰县",
    "肥东县",
    "肥西县",
    "无为县",
    "南陵县",
    "繁昌县",
    "怀远县",
    "五河县",
    "固镇县",
    "凤台县",
    "寿县",
]
_LARGE = 200 << 20


def report(number: int) -> str:
    """A report of its own for every number: body, year, counts."""
    chance = random.Random(number)
    year = 2009 + number // len(COUNTIES) % 16
    body = f"{COUNTIES[number % len(COUNTIES)]}第{number}中心"
    total, site, asked = chance.randint(200, 9000), chance.randint(50, 199), chance.randint(3, 90)
    granted = chance.randint(0, asked)
    sections = [
        ("概述", f"根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为{year}年1月1日至{year}年12月31日。"),
        ("主动公开政府信息情况", f"{year}年共主动公开政府信息{total}条，其中通过政府网站公开{site}条。"),
        ("依申请公开政府信息情况", f"共收到政府信息公开申请{asked}件，其中同意公开{granted}件，均已按时答复。"),
        ("政府信息公开的收费及减免情况", "未收取任何费用。"),
        ("行政复议、行政诉讼情况", f"行政复议{chance.randint(0, 3)}件，未发生行政诉讼。"),
        ("存在的主要问题及改进措施", "公开内容更新不够及时，下一步将完善工作机制，拓宽公开渠道。"),
    ]
    text = "".join(f"<p>{n}、{h}</p><p>{t}</p>" for n, (h, t) in zip("一二三四五六", sections, strict=True))
    title = f"{body}{year}年政府信息公开工作年度报告"
    return f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1><div id="zoom">{text}</div></body></html>'


def folder(path: Path, numbers: range) -> None:
    """Pages in sub-folders, every third in GB18030."""
    for i in numbers:
        target = path / f"{i % 7}" / f"{i}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(encoded(i))


def encoded(number: int) -> bytes:
    page = report(number)
    return page.replace("utf-8", "gb2312").encode("gb18030") if number % 3 == 0 else page.encode()


class _GbkInfo(zipfile.ZipInfo):
    """A member whose name is written as Chinese Windows does: in GBK, and without the flag of UTF-8."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def zipped(path: Path, pages: dict[str, bytes]) -> None:
    """A zip with names in GBK."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in pages.items():
            archive.writestr(_GbkInfo(name), data, zipfile.ZIP_DEFLATED)


def warc(path: Path, pages: dict[str, bytes]) -> None:
    """A WARC.gz with one response a page, by URL."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, data in pages.items():
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=io.BytesIO(data), http_headers=headers,
                    warc_headers_dict={"WARC-Date": "2024-03-01T08:00:00Z"},
                )
            )  # fmt: skip


def sparse(path: Path) -> None:
    """A file of 200 MB that takes no room on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(_LARGE)


def large() -> bytes:
    return bytes(_LARGE)
