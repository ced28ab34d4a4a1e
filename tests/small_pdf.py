"""Writes small PDF files by hand: Chinese text, rules, shaded areas, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field

_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 "
    "/BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500 814 939 500] "
    "/FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4 /Ascent 859 /Descent -141 /FontBBox [0 -141 1000 859] >> >>] >>"
)
_IMAGE = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x7f\nendstream"
HEIGHT = 842.0


@dataclass
class Page:
    """A page of A4; places count points from its upper left corner."""

    ops: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 16) -> None:
        code = text.encode("utf-16-be").hex()
        self.ops.append(f"BT /F1 {size} Tf {x} {HEIGHT - y - size} Td <{code}> Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.ops.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")

    def shade(self, x: float, y: float, width: float, height: float) -> None:
        self.ops.append(f"q 1 1 0.8 rg {x} {HEIGHT - y - height} {width} {height} re f Q")

    def picture(self) -> None:
        self.ops.append("q 500 0 0 700 50 70 cm /I1 Do Q")

    def grid(
        self, xs: list[float], ys: list[float], *, wide: int = 0, tall: bool = False, open_below: bool = False
    ) -> None:
        """The rules of a table.

        Args:
            xs: places of the upright rules.
            ys: places of the level ones.
            wide: number of rows from above whose first two cells are one.
            tall: the first column is one cell.
            open_below: the last level rule is not drawn, as at a page break.
        """
        for i, y in enumerate(ys[:-1] if open_below else ys):
            self.rule(xs[1] if tall and 0 < i < len(ys) - 1 else xs[0], y, xs[-1], y)
        for i, x in enumerate(xs):
            self.rule(x, ys[wide] if i == 1 else ys[0], x, ys[-1])

    def row(self, xs: list[float], y: float, cells: dict[int, str | int]) -> None:
        """The texts of a row's cells, by column."""
        for column, text in cells.items():
            for i, line in enumerate(str(text).split("\n")):
                self.text(xs[column] + 2, y + 3 + 9 * i, line, 8)


def pdf(pages: list[Page]) -> bytes:
    """The bytes of a PDF with these pages."""
    objects = ["", "<< /Type /Catalog /Pages 2 0 R >>", "", _FONT, _IMAGE]
    kids = []
    for page in pages:
        stream = "\n".join(page.ops)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        resources = "<< /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {len(objects) - 1} 0 R >>"
        )
        kids.append(f"{len(objects) - 1} 0 R")
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects[1:], 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{out}xref\n0 {len(objects)}\n0000000000 65535 f \n{table}trailer << /Size {len(objects)} /Root 1 0 R >>\n"
        f"startxref\n{len(out)}\n%%EOF\n"
    ).encode("latin-1")
