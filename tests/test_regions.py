"""Region, code and level from the name of an issuer: current, historical, ambiguous and none."""

import time
from importlib.resources import files

import pytest

from report_parser.regions import Region, find_region

TABLE = files("report_parser").joinpath("rules", "data", "regions.tsv").read_text("utf-8")
ROWS = [line.split("\t") for line in TABLE.partition("\tsuccessor\n")[2].splitlines()]

FOUND = [
    # chains, each level optional
    ("长沙市开福区", 2016, "长沙市开福区", "430105", "county"),
    ("湖南长沙市开福区", 2016, "湖南长沙市开福区", "430105", "county"),
    ("湖南省长沙市开福区卫生局", 2016, "湖南省长沙市开福区", "430105", "county"),
    ("开福区卫生局", 2012, "开福区", "430105", "county"),
    ("安徽省宿州市泗县环境保护局", 2014, "安徽省宿州市泗县", "341324", "county"),
    ("广州市海珠区江南中街道办事处", 2018, "广州市海珠区", "440105", "county"),
    ("广州市越秀区人民政府北京街道办事处", 2020, "广州市越秀区", "440104", "county"),
    ("内蒙古自治区包头市昆都仑区", 2013, "内蒙古自治区包头市昆都仑区", "150203", "county"),
    ("江苏省　淮安市 洪泽区", 2023, "江苏省　淮安市 洪泽区", "320813", "county"),
    ("北京朝阳区", 2015, "北京朝阳区", "110105", "county"),
    ("吉林省长春市朝阳区", 2015, "吉林省长春市朝阳区", "220104", "county"),
    ("乐山市市中区", 2015, "乐山市市中区", "511102", "county"),
    ("晋城市城区", 2022, "晋城市城区", "140502", "county"),
    ("浦东新区", 2015, "浦东新区", "310115", "county"),
    ("长沙县", 2015, "长沙县", "430121", "county"),
    ("长沙市朝阳区", 2015, "长沙市", "430100", "prefecture"),
    # provinces and prefectures, with and without suffix
    ("上海市人民政府办公厅", 2019, "上海市", "310000", "province"),
    ("福建省住房和城乡建设厅", 2015, "福建省", "350000", "province"),
    ("湖南省市场监督管理局", 2020, "湖南省", "430000", "province"),
    ("湖南市场监督管理局", 2020, "湖南", "430000", "province"),
    ("新疆维吾尔自治区", 2015, "新疆维吾尔自治区", "650000", "province"),
    ("广西", 2015, "广西", "450000", "province"),
    ("海南", 2015, "海南", "460000", "province"),
    ("江苏淮安", 2015, "江苏淮安", "320800", "prefecture"),
    ("吉林省吉林市", 2015, "吉林省吉林市", "220200", "prefecture"),
    ("吉林市", 2015, "吉林市", "220200", "prefecture"),
    ("吉林", 2015, "吉林", "220000", "province"),
    # autonomous areas
    ("延边朝鲜族自治州", 2015, "延边朝鲜族自治州", "222400", "prefecture"),
    ("阿坝州", 2015, "阿坝州", "513200", "prefecture"),
    ("恩施州", 2015, "恩施州", "422800", "prefecture"),
    ("恩施市", 2015, "恩施市", "422801", "county"),
    ("大理州统计局", 2018, "大理州", "532900", "prefecture"),
    ("青海省海南州共和县", 2015, "青海省海南州共和县", "632521", "county"),
    ("伊犁哈萨克自治州塔城地区", 2015, "伊犁哈萨克自治州塔城地区", "654200", "prefecture"),
    ("长阳县", 2015, "长阳县", "420528", "county"),
    # directly under the province
    ("湖北省仙桃市", 2015, "湖北省仙桃市", "429004", "county"),
    ("新疆石河子市", 2015, "新疆石河子市", "659001", "county"),
    ("济源市", 2015, "济源市", "419001", "county"),
    # the year chooses the row
    ("洪泽县", 2012, "洪泽县", "320829", "county"),
    ("洪泽县", 2016, "洪泽县", "320829", "county"),
    ("洪泽区人民政府", 2023, "洪泽区", "320813", "county"),
    ("洪泽县", None, "洪泽县", "320829", "county"),
    ("望城县", 2009, "望城县", "430122", "county"),
    ("襄樊市", 2009, "襄樊市", "420600", "prefecture"),
    ("巢湖市", 2009, "巢湖市", "341400", "prefecture"),
    ("巢湖市", 2012, "巢湖市", "340181", "county"),
    ("寿县", 2012, "寿县", "341521", "county"),
    ("寿县", 2017, "寿县", "340422", "county"),
    ("六安市寿县", 2017, "六安市寿县", "341521", "county"),
    ("铜仁市江口县", 2010, "铜仁市江口县", "522222", "county"),
    ("莱芜市钢城区", 2018, "莱芜市钢城区", "371203", "county"),
    ("济南市钢城区", 2022, "济南市钢城区", "370117", "county"),
    ("崇文区", 2009, "崇文区", "110103", "county"),
    ("崇文区", 2018, "崇文区", "110103", "county"),
    ("杭州市临平区", 2023, "杭州市临平区", "330113", "county"),
    ("双流县", 2010, "双流县", "510122", "county"),
    ("双流区", 2020, "双流区", "510116", "county"),
    ("公主岭市", 2015, "公主岭市", "220381", "county"),
    ("公主岭市", 2021, "公主岭市", "220184", "county"),
    ("东乡县", 2020, "东乡县", "622926", "county"),
]

AMBIGUOUS = [
    ("鼓楼区", 2015, "鼓楼区"),
    ("鼓楼区人民政府", None, "鼓楼区"),
    ("江苏省鼓楼区", 2015, "江苏省鼓楼区"),
    ("朝阳区", 2015, "朝阳区"),
    ("市中区", 2015, "市中区"),
    ("城关区", 2015, "城关区"),
    ("西湖区", 2015, "西湖区"),
    ("城区", 2022, "城区"),
    ("西区", 2022, "西区"),
    ("通州区", 2008, "通州区"),  # Nantong's city of 通州 became a district in 2009, when the report was written
    ("东乡县", 2015, "东乡县"),  # 江西 until 2016, and short for 东乡族自治县 in 甘肃
]

HINTS = [
    ("鼓楼区", ("南京市鼓楼区人民政府",), "320106"),
    ("鼓楼区", ("开封市人民政府",), "410204"),
    ("鼓楼区", ("江苏徐州", "政府信息公开"), "320302"),
    ("江苏省鼓楼区", ("徐州市",), "320302"),
    ("朝阳区", ("北京市人民政府",), "110105"),
    ("西湖区", ("杭州路1号", "南昌市西湖区"), "360103"),
    ("市中区", ("济南市中区政府网",), "370103"),
    ("西区", ("攀枝花市",), "510403"),
    ("鼓楼区", ("江苏省",), None),
    ("鼓楼区", ("南京市和徐州市",), None),
    ("鼓楼区", ("北京市",), None),
    ("鼓楼区", ("上海市南京东路",), None),
]

NONE = [
    *("国家税务总局", "国家税务总局长沙市税务局", "国家海洋局", "中国证监会", "海关总署", "商务部"),
    *("长江水利委员会", "黄河水利委员会", "黄河", "南京海关", "中山大学", "北京师范大学", "新疆生产建设兵团"),
    *("北京街道办事处", "南京东路街道办事处", "西长安街街道", "兴华乡", "市卫生局", "本机关", "2016年", "县", " ", ""),
]


@pytest.mark.parametrize(("text", "year", "name", "code", "level"), FOUND)
def test_found(text: str, year: int | None, name: str, code: str, level: str) -> None:
    assert find_region(text, year) == Region(name, code, level)


@pytest.mark.parametrize(("text", "year", "name"), AMBIGUOUS)
def test_a_name_that_is_not_unique_gets_no_code(text: str, year: int | None, name: str) -> None:
    assert find_region(text, year) == Region(name, None, "county")


@pytest.mark.parametrize(("text", "hints", "code"), HINTS)
def test_hints_settle_only_by_naming_one_parent(text: str, hints: tuple[str, ...], code: str | None) -> None:
    assert find_region(text, 2015, hints) == Region(text, code, "county")


def test_hints_do_not_overrule_the_name() -> None:
    assert find_region("长沙市开福区", 2016, ("北京市朝阳区",)) == Region("长沙市开福区", "430105", "county")


@pytest.mark.parametrize("text", NONE)
def test_none(text: str) -> None:
    assert find_region(text, 2015) is None


def test_every_row_is_found_under_its_own_chain() -> None:
    above: dict[str, list[list[str]]] = {}
    for row in ROWS:
        above.setdefault(row[0], []).append(row)
    for code, name, level, since, until, _ in ROWS:
        year = int(until) - 1 if until else int(since or 2008)
        chain = name
        for parent in (code[:4] + "00", code[:2] + "0000"):
            if parent != code and parent in above:
                chain = next(row[1] for row in above[parent] if year < int(row[4] or 9999)) + chain
        assert find_region(chain + "人民政府", year) == Region(chain, code, level)


@pytest.mark.parametrize("year", range(2008, 2025))
def test_a_name_alone_gives_its_own_code_or_none(year: int) -> None:
    found = 0
    live = [row for row in ROWS if int(row[3] or 0) <= year < int(row[4] or 9999)]
    for code, name, *_ in live:
        region = find_region(name, year)
        assert region is not None
        assert region.name == name
        assert region.code in (code, None)
        found += region.code is not None
    assert found / len(live) > 0.97


def test_table_is_sorted_complete_and_without_gaps() -> None:
    assert [(row[0], row[3]) for row in ROWS] == sorted((row[0], row[3]) for row in ROWS)
    codes = {row[0] for row in ROWS}
    for code, name, level, since, until, successor in ROWS:
        assert code.isdecimal()
        assert len(code) == 6
        assert level == ("province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county")
        assert not (since and until) or int(since) < int(until), name
        assert not successor or (until and successor in codes), name
    live = [row for row in ROWS if not row[4]]
    assert len({row[0] for row in live}) == len(live)
    counts = {level: sum(row[2] == level for row in live) for level in ("province", "prefecture", "county")}
    assert counts == {"province": 34, "prefecture": 333, "county": 2846}


def test_lookup_is_quick() -> None:
    find_region("长沙市", 2016)
    start = time.perf_counter()
    for _ in range(200):
        find_region("内蒙古自治区包头市昆都仑区人民政府办公室", 2013)
    assert (time.perf_counter() - start) / 200 < 0.001
