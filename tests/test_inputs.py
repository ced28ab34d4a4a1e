"""Folders, globs, archives, WARC, URLs, saved pages and Word documents as sources."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from report_parser import InputError, parse
from report_parser.inputs import extras
from report_parser.inputs.places import Finder, Item, Trouble
from report_parser.inputs.reading import read_place
from small_reports import encoded, report, warc, zipped

PAGE = report(1).encode()


def read(*sources: Path | str, finder: Finder | None = None) -> dict[str, bytes | str]:
    """Bytes of documents and codes of troubles, by name."""
    finder = finder or Finder()
    found: dict[str, bytes | str] = {}
    for place in finder.find(map(str, sources)):
        for item in [place] if isinstance(place, Trouble) else read_place(place, finder, lambda name: True):
            assert item.name not in found
            found[item.name] = item.data if isinstance(item, Item) else item.code
    return found


def test_a_folder_gives_its_documents_in_order(tmp_path: Path) -> None:
    for name in [
        "b.html",
        "a/2.SHTML",
        "a/1.txt",
        "c.mht",
        "d.pdf",
        "logo.png",
        "~$x.docx",
        "._y.html",
        "a/3.gold.json",
    ]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PAGE)
    finder = Finder()
    names = [Path(n).relative_to(tmp_path).as_posix() for n in read(tmp_path, finder=finder)]
    assert names == ["b.html", "c.mht", "d.pdf", "a/1.txt", "a/2.SHTML"]
    assert finder.ignored == {".png": 1, ".docx": 1, ".html": 1, ".json": 1}


def test_globs_files_and_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "x.html").write_bytes(PAGE)
    (tmp_path / "page.jsp").write_bytes(PAGE)
    found = read(f"{tmp_path}/**/*.html", tmp_path / "page.jsp", tmp_path / "none.html")
    assert found == {f"{tmp_path}/sub/x.html": PAGE, f"{tmp_path}/page.jsp": PAGE, f"{tmp_path}/none.html": "missing"}


def test_a_file_name_in_gbk(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + "/长沙市.html".encode("gbk"), "wb") as file:  # noqa: PTH123
        file.write(PAGE)
    assert list(read(tmp_path)) == [f"{tmp_path}/长沙市.html"]


def test_zip_names_in_gbk_and_in_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    zipped(path, {"年报/长沙市.html": PAGE, "x.html": PAGE, "logo.gif": b"GIF8"})
    other = tmp_path / "b.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("湘潭市.html", PAGE)
    assert list(read(path, other)) == [f"{path}!/年报/长沙市.html", f"{path}!/x.html", f"{other}!/湘潭市.html"]


def test_damaged_members_and_bombs_are_named_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.html", bytes(50 << 20))
        archive.writestr("good.html", PAGE)
        archive.writestr("bad.html", os.urandom(2000), zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    at = data.index(b"bad.html") + 100
    data[at] ^= 0xFF
    path.write_bytes(data)
    assert read(path) == {f"{path}!/bomb.html": "refused", f"{path}!/good.html": PAGE, f"{path}!/bad.html": "archive"}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.warc", "a.warc.gz"])
def test_what_is_no_archive_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"no-archive-at-all" * 100)
    assert set(read(tmp_path / name).values()) == {"archive"}


def test_tar_and_a_tar_that_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz", encoding="gbk") as archive:
        for name in ("长沙市.html", "株洲市.html", "x.css"):
            entry = tarfile.TarInfo(name)
            entry.size = 200_000
            archive.addfile(entry, io.BytesIO(PAGE + os.urandom(200_000)))
    assert [n.rpartition("/")[2] for n in read(path)] == ["长沙市.html", "株洲市.html"]
    path.write_bytes(path.read_bytes()[:300_000])
    found = read(path)
    assert list(found) == [f"{path}!/长沙市.html", str(path)]
    assert found[str(path)] == "archive"


def crawl(path: Path, *, compressed: bool) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=compressed)
        for i in range(6):
            status, kind = (
                ("404 Not Found" if i == 1 else "200 OK"),
                ("image/png" if i == 2 else "text/html; charset=gbk"),
            )
            http = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            body = io.BytesIO(encoded(i))
            writer.write_record(
                writer.create_warc_record(f"http://a.gov.cn/{i}", "response", payload=body, http_headers=http)
            )


@pytest.mark.parametrize("compressed", [True, False])
def test_warc_gives_pages_by_url(compressed: bool, tmp_path: Path) -> None:
    crawl(tmp_path / "a.warc", compressed=compressed)
    assert read(tmp_path / "a.warc") == {f"http://a.gov.cn/{i}": encoded(i) for i in (0, 3, 4, 5)}


@pytest.mark.parametrize("compressed", [True, False])
def test_a_warc_that_is_cut_names_the_page_it_lost(compressed: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    crawl(path, compressed=compressed)
    path.write_bytes(path.read_bytes()[:-400])
    found = read(path)
    assert found.pop("http://a.gov.cn/5") == "archive"
    assert set(found) == {f"http://a.gov.cn/{i}" for i in (0, 3, 4)}


def test_after_damage_reading_goes_on_with_the_next_record(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    crawl(path, compressed=True)
    data = path.read_bytes()
    middle = data.index(gzip.compress(b"")[:3], len(data) // 2)
    path.write_bytes(data[: middle + 12] + bytes(40) + data[middle + 52 :])
    found = read(path)
    assert [code for code in found.values() if isinstance(code, str)] == ["archive"]
    assert "http://a.gov.cn/5" in found
    assert "http://a.gov.cn/0" in found


def test_urls_through_fsspec(tmp_path: Path) -> None:
    import fsspec

    store = fsspec.filesystem("memory")
    store.pipe("/reports/a.html", PAGE)
    store.pipe("/reports/logo.png", b"")
    warc(tmp_path / "c.warc.gz", {"http://a.gov.cn/1": PAGE})
    store.pipe("/reports/c.warc.gz", (tmp_path / "c.warc.gz").read_bytes())
    assert read("memory://reports") == {"memory:///reports/a.html": PAGE, "http://a.gov.cn/1": PAGE}
    assert list(read("memory://reports/none.html").values()) == ["missing"]


def test_without_its_package_a_warc_says_which_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(extras, "import_module", missing)
    crawl(tmp_path / "a.warc", compressed=False)
    assert set(read(tmp_path / "a.warc").values()) == {"missing_extra"}
    with pytest.raises(InputError, match=r"report-parser\[pdf\]"):
        parse(b"%PDF-1.4")


def test_a_saved_page_gives_its_html() -> None:
    body = report(3).encode("gbk").replace(b"utf-8", b"gbk")
    quoted = "".join(f"={b:02X}" + ("=\r\n" if i % 24 == 23 else "") for i, b in enumerate(body))
    head = "From: <Saved by a browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    head += 'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n'
    part = f"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}\r\n"
    picture = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    data = f"{head}----b\r\n{picture}----b\r\n{part}----b--\r\n".encode()
    saved, plain = parse(data), parse(report(3).encode())
    assert (saved.source.media_type, saved.source.bytes) == ("multipart/related", len(data))
    assert (saved.text, saved.document.title) == (plain.text, plain.document.title)


def docx(body: str) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
    types += '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
    types += '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    relations += f'<Relationship Id="r1" Type="{kind}" Target="word/document.xml"/></Relationships>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, span: int = 1) -> str:
    properties = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
    return f"<w:tc>{properties}{paragraph(text)}</w:tc>"


def test_a_word_document_keeps_its_tables() -> None:
    rows = [
        cell("第二十条第（一）项", 4),
        "".join(map(cell, ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"])),
        "".join(map(cell, ["规章", "0", "0", "0"])),
        "".join(map(cell, ["行政规范性文件", "3", "1", "20"])),
        cell("第二十条第（五）项", 4),
        cell("信息内容") + cell("本年处理决定数量", 3),
        cell("行政许可") + cell("371", 3),
    ]
    lines = [
        "某县人民政府2023年政府信息公开工作年度报告",
        "一、总体情况",
        "2023年主动公开政府信息512条。",
        "二、主动公开政府信息情况",
    ]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    read = parse(docx("".join(map(paragraph, lines)) + f"<w:tbl>{table}</w:tbl>"))
    values = {key: v.value for key, v in read.indicators.items()}
    assert values["proactive.total"] == 512
    assert values["article20.normative_documents.in_force"] == 20
    assert values["article20.licensing.decisions"] == 371


def test_a_damaged_word_document_is_refused() -> None:
    with pytest.raises(InputError, match="Word document is damaged"):
        parse(docx("<w:p>"), path="a.docx")
