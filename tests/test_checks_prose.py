"""Fault injection in running text: a clean report, one number changed, the finding fires with its operands and no other."""

from __future__ import annotations

import pytest

from checks_samples import BUREAU, CLEAN, COUNTY, MODERN, TOWN, loud, operands, read

# base, printed, changed to, codes (all of them), operands of the first code
FAULTS = [
    # sum.mismatch: ways of applying, answers, results
    (
        COUNTY,
        "信函申请12件，占申请总数的30%",
        "信函申请22件，占申请总数的55%",
        {"sum.mismatch", "percent.sum"},
        {40, 10, 18, 22},
    ),
    (COUNTY, "同意公开22件", "同意公开32件", {"sum.mismatch"}, {40, 32, 6, 5, 7}),
    (COUNTY, "涉及个人隐私3件", "涉及个人隐私13件", {"part.exceeds_whole", "sum.mismatch"}, {13, 5}),
    (BUREAU, "同意公开12件", "同意公开14件", {"sum.mismatch"}, {16, 14, 3, 1}),
    (TOWN, "同意公开5件", "同意公开7件", {"sum.mismatch"}, {8, 7, 1, 2}),
    (COUNTY, "其中维持2件，纠正1件", "其中维持3件，纠正1件", {"sum.mismatch"}, {3, 1}),
    (BUREAU, "其中维持3件，撤销1件", "其中维持3件，撤销2件", {"sum.mismatch"}, {4, 3, 2}),
    (TOWN, "其中维持1件，纠正1件", "其中维持2件，纠正1件", {"sum.mismatch"}, {2, 1}),
    (MODERN, "其中结果维持2件", "其中结果维持3件", {"sum.mismatch"}, {3, 1}),
    # channels fall short of the total although 其他 is printed
    (
        COUNTY,
        "其他方式公开政府信息300条，占12.5%",
        "其他方式公开政府信息200条，占8.3%",
        {"sum.mismatch", "percent.sum"},
        {2400, 1500, 600, 200},
    ),
    (
        BUREAU,
        "其他方式公开40条，占12.5%",
        "其他方式公开20条，占6.25%",
        {"sum.mismatch", "percent.sum"},
        {320, 200, 80, 20},
    ),
    (TOWN, "其他渠道公开15条，占10%", "其他渠道公开12条，占8%", {"sum.mismatch", "percent.sum"}, {150, 90, 45, 12}),
    # part.exceeds_whole
    (COUNTY, "其中维持2件，纠正1件", "其中维持7件", {"part.exceeds_whole"}, {7, 3}),
    (BUREAU, "其中维持3件，撤销1件", "其中维持5件", {"part.exceeds_whole"}, {5, 4}),
    (TOWN, "其中维持1件，纠正1件", "其中维持4件", {"part.exceeds_whole"}, {4, 2}),
    # percent.mismatch: shares
    (COUNTY, "占62.5%", "占64.5%", {"percent.mismatch", "percent.sum"}, {1500, 2400, 64.5}),
    (COUNTY, "占申请总数的45%", "占申请总数的46%", {"percent.mismatch"}, {46, 18, 40}),
    (BUREAU, "占申请总数的75%", "占申请总数的76%", {"percent.mismatch"}, {76, 12, 16}),
    (TOWN, "网络申请4件，占总数的50%", "网络申请4件，占总数的51%", {"percent.mismatch"}, {51, 4, 8}),
    # percent.mismatch: growth and rates
    (COUNTY, "增长25%", "增长35%", {"percent.mismatch"}, {35, 40, 32}),
    (COUNTY, "增长25%", "下降25%", {"percent.mismatch"}, {25, 40, 32}),
    (BUREAU, "下降20%", "下降25%", {"percent.mismatch"}, {25, 16, 20}),
    (TOWN, "增加60%", "增加66%", {"percent.mismatch"}, {66, 8, 5}),
    (BUREAU, "答复率100%", "答复率98%", {"percent.mismatch"}, {98, 16}),
    # balance in prose
    (MODERN, "结转下年度4件", "结转下年度5件", {"balance.mismatch"}, {30, 2, 28, 5}),
    (MODERN, "上年结转2件", "上年结转3件", {"balance.mismatch"}, {30, 3, 28, 4}),
    (MODERN, "答复28件", "答复33件", {"balance.mismatch"}, {30, 2, 33, 4}),
    # value.conflict: the same fact in another section
    (COUNTY, "扎实推进各项工作。", "扎实推进各项工作，全县共收到政府信息公开申请41件。", {"value.conflict"}, {41, 40}),
    (
        BUREAU,
        "完善制度，健全机构。",
        "完善制度，健全机构，全年主动公开政府信息共350条。",
        {"value.conflict"},
        {350, 320},
    ),
    (TOWN, "明确专人负责。", "明确专人负责，全镇共发生行政诉讼3件。", {"value.conflict"}, {3, 2}),
]


@pytest.mark.parametrize("name", CLEAN)
def test_clean_reports_are_silent(name: str) -> None:
    assert read(CLEAN[name]).findings == ()


@pytest.mark.parametrize(("base", "printed", "changed", "codes", "values"), FAULTS)
def test_fault_is_found_with_its_operands_and_no_other(
    base: str, printed: str, changed: str, codes: set[str], values: set[float]
) -> None:
    assert base.count(printed) == 1
    report = read(base.replace(printed, changed))
    found = loud(report.findings)
    assert {f.code for f in found} == codes
    assert len(found) == len(codes)
    first = next(f for f in found if f.code in codes and operands(report, f) >= values)
    for figure in (f for f in report.figures if f.id in first.figures):
        assert report.text[figure.start : figure.end] == figure.raw
        assert figure.raw in first.message


@pytest.mark.parametrize("name", CLEAN)
def test_messages_in_english(name: str) -> None:
    report = read(CLEAN[name].replace("件，", "9件，", 1), lang="en")
    assert all("：" not in f.message.split('"')[0] for f in report.findings)


_REQUESTS = COUNTY[COUNTY.index("　　2015年，全县共收到") : COUNTY.index("四、收费")]
_PROACTIVE = COUNTY[COUNTY.index("　　2015年，全县主动公开") : COUNTY.index("三、依申请")]
SOUND = [
    # rounded and approximate numbers add up within what is printed
    (_PROACTIVE, "主动公开政府信息12.5万条，其中政府网站公开10.2万条，政务微博公开1.3万条，其他渠道公开1.0万条。"),
    (_PROACTIVE, "主动公开政府信息约1000条，其中网站公开700余条，微博公开200余条，其他方式公开80余条。"),
    # one item in several channels
    (_PROACTIVE, "主动公开政府信息1000条。通过政府网站公开980条，政务微博公开300条，政务微信公开200条。"),
    # two breakdowns of one whole; classes within a class
    (_PROACTIVE, "主动公开政府信息1000条，其中：机构职能类100条，财政信息类300条，其他类600条。通过网站公开900条，公告栏公开100条。"),
    (_PROACTIVE, "主动公开政府信息1000条，其中机构职能类100条、政策文件类200条（规章20条、规范性文件180条）、其他700条。"),
    # 其中 need not be complete; 其中 within 其中
    (_REQUESTS, "收到申请40件，其中2件申请人撤回，3件要求补正；答复35件，其中同意公开30件，不予公开5件。"),
    (_REQUESTS, "收到申请40件，均按时答复。其中：同意公开20件，占50%；不予公开10件，占25%，包括涉及国家秘密4件、商业秘密6件；信息不存在10件，占25%。"),
    # carried in and over, in either way of counting
    (_REQUESTS, "收到申请40件，上年结转5件，共计45件；答复42件，结转下年度3件。"),
    (_REQUESTS, "共收到申请45件（含上年结转5件），答复42件，另有3件结转到2016年办理。"),
    # what is not due yet; what was lawfully extended
    (_REQUESTS, "收到申请40件，已答复38件，其余2件未到答复期限，答复率100%。"),
    (_REQUESTS, "收到申请40件，办结40件，按时办结率100%。其中按时办结38件，延期办结2件。"),
    # growth of two things at once; in 倍
    (_REQUESTS, "收到申请40件、办结38件，分别比2014年增长25%和20%。2014年收到申请32件。"),
    (_REQUESTS, "收到申请40件，是上年的2倍，同比增长1倍。当面申请10件，网络申请30件。"),
    # each of three thirds is rounded down
    (_REQUESTS, "收到申请30件，其中当面申请10件，占33.3%，网络申请10件，占33.3%，信函申请10件，占33.3%。"),
    # bodies within the whole
    (_REQUESTS, "全县共收到申请40件，其中县政府办收到12件，县国土局收到20件，其他部门收到8件。县政府办收到的12件中，当面申请2件，网络申请10件。"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), SOUND)
def test_what_is_sound_is_not_blamed(old: str, new: str) -> None:
    assert read(COUNTY.replace(old, f"　　2015年，全县{new}\n\n")).findings == ()
