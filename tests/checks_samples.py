"""Small clean reports of our own, and the stages that read them, for the tests of the checks."""

from __future__ import annotations

from collections.abc import Mapping

from report_parser.checks import run_checks
from report_parser.checks.registry import Lang
from report_parser.checks.view import all_sections
from report_parser.document.metadata import read_metadata
from report_parser.document.plaintext import read_text
from report_parser.figures.from_prose import read_prose
from report_parser.figures.resolve import resolve
from report_parser.models import CheckCount, Figure, Finding, Report, Source
from report_parser.sections.headings import find_headings
from report_parser.sections.outline import find_outline
from report_parser.sections.template import choose_template


def read(text: str, lang: Lang = "zh") -> Report:
    """Reads a plain text without tables, with its findings."""
    document = read_text(text)
    metadata, _ = read_metadata(document, path=None)
    sections = find_outline(document, find_headings(document)).sections
    prose = read_prose(document, sections=sections, metadata=metadata)
    roles = {s.id: s.role for s in all_sections(sections)}
    found = resolve(prose.figures, year=metadata.year, roles=roles)
    template = choose_template(metadata.year, ()).name
    findings, checks = run_checks(
        document=document,
        metadata=metadata,
        template=template,
        sections=sections,
        tables=(),
        figures=found.figures,
        indicators=found.indicators,
        lang=lang,
    )
    source = Source(None, "", "text/plain", "utf-8", len(text), text)
    return Report(
        source, metadata, template, document.text, sections, (), found.figures, found.indicators, findings, checks, ()
    )


def loud(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings of severity warning and error."""
    return [f for f in findings if f.severity != "info"]


def operands(report: Report, finding: Finding) -> set[float]:
    """The values of a finding's figures."""
    values: Mapping[str, Figure] = {f.id: f for f in report.figures}
    return {values[i].value for i in finding.figures}


def count(report: Report, code: str) -> CheckCount:
    return report.checks.get(code, CheckCount())


COUNTY = """青溪县2015年政府信息公开工作年度报告

　　本报告根据《中华人民共和国政府信息公开条例》编制。全文包括概述、主动公开政府信息情况、依申请公开政府信息情况、收费及减免情况、行政复议和行政诉讼情况、存在的主要问题及改进措施、其他需要说明的事项七个部分。所列数据的统计期限自2015年1月1日起至2015年12月31日止。

一、概述
　　2015年，我县认真落实信息公开条例，扎实推进各项工作。

二、主动公开政府信息情况
　　2015年，全县主动公开政府信息2400条。其中，通过政府网站公开政府信息1500条，占62.5%；通过政务微博公开政府信息600条，占25%；通过其他方式公开政府信息300条，占12.5%。

三、依申请公开政府信息情况
　　2015年，全县共收到政府信息公开申请40件，比2014年的32件增长25%。其中，当面申请10件，占申请总数的25%；网络申请18件，占申请总数的45%；信函申请12件，占申请总数的30%。
　　全年共答复申请40件。其中，同意公开22件，部分公开6件，不予公开5件（其中涉及国家秘密2件，涉及个人隐私3件），信息不存在7件。

四、收费及减免情况
　　2015年，全县未收取任何费用。

五、行政复议和行政诉讼情况
　　2015年，全县发生行政复议案件3件，其中维持2件，纠正1件。未发生行政诉讼案件。

六、存在的主要问题及改进措施
　　公开的内容还不够全面，今后将进一步加强培训。

七、其他需要说明的事项
　　无其他需要说明的事项。

2016年3月15日
"""

BUREAU = """梅州市水务局2013年政府信息公开年度报告

　　现公布梅州市水务局2013年度政府信息公开年度报告。报告由概述、主动公开情况、依申请公开情况、收费及减免情况、复议诉讼情况、存在问题和改进措施、其他事项组成。统计期限为2013年1月1日至2013年12月31日。

一、概述
　　一年来，我局坚持以公开为常态，完善制度，健全机构。

二、主动公开情况
　　2013年，我局主动公开政府信息共320条，其中网站公开200条，占62.5%，公告栏公开80条，占25%，其他方式公开40条，占12.5%。

三、依申请公开情况
　　2013年，我局共受理政府信息公开申请16件，较2012年的20件下降20%，其中网上申请12件，占申请总数的75%，书面信函申请4件，占申请总数的25%。
　　共答复16件，答复率100%。其中同意公开12件，不予公开3件，信息不存在1件。

四、收费及减免情况
　　我局未向申请人收取费用。

五、复议诉讼情况
　　2013年，我局共收到行政复议4件，其中维持3件，撤销1件。没有发生行政诉讼。

六、存在问题和改进措施
　　人员业务水平有待提高，下一步将加强学习。

七、其他事项
　　没有其他事项。

2014年2月20日
"""

TOWN = """安和镇2017年度政府信息公开工作报告

　　根据条例要求，特编制本报告。本报告所列数据的统计期限自2017年1月1日起至2017年12月31日止。

一、概述
　　2017年，我镇高度重视政府信息公开工作，明确专人负责。

二、主动公开政府信息的情况
　　2017年，全镇主动公开政府信息150条。其中，政府网站公开90条，占60%；政务微信公开45条，占30%；其他渠道公开15条，占10%。

三、依申请公开政府信息的情况
　　2017年，全镇共收到申请8件，比2016年的5件增加60%，其中当面申请2件，占总数的25%；网络申请4件，占总数的50%；信函申请2件，占总数的25%。
　　全年共办结8件，其中同意公开5件，部分公开1件，信息不存在2件。

四、收费及减免情况
　　全年没有收取费用。

五、行政复议、行政诉讼情况
　　2017年，全镇共发生行政诉讼2件，其中维持1件，纠正1件。未发生行政复议。

六、存在的问题及改进措施
　　公开形式还比较单一，今后将丰富公开形式。

七、其他需要报告的事项
　　暂无。

2018年1月30日
"""

MODERN = """宁川县2022年政府信息公开工作年度报告

　　本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。

一、总体情况
　　2022年，全县主动公开政府信息5200条。全县新收政府信息公开申请30件，上年结转2件，答复28件，结转下年度4件。

二、主动公开政府信息情况
　　制发规范性文件6件，废止2件。

三、收到和处理政府信息公开申请情况
　　情况见总体情况。

四、政府信息公开行政复议、行政诉讼情况
　　2022年，全县共发生行政复议3件，其中结果维持2件，尚未审结1件。

五、存在的主要问题及改进情况
　　解读形式不够丰富，今后将多用图解。

六、其他需要报告的事项
　　2022年，本县未收取信息处理费。

2023年1月20日
"""

CLEAN = {"county": COUNTY, "bureau": BUREAU, "town": TOWN, "modern": MODERN}
