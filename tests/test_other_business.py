"""Counts of other business, set beside the statements of a report, fill no indicator and cost none."""

from __future__ import annotations

from functools import cache

import pytest

from report_parser import parse

PARTS = {
    "概述": "2014年，我局认真贯彻条例，各项工作有序开展。",
    "主动公开政府信息情况": "2014年，我局主动公开政府信息512条，其中通过政府网站公开490条、政务微博公开22条。",
    "依申请公开政府信息情况": "2014年，我局收到政府信息公开申请9件，其中网络申请6件、信函申请3件；答复9件，其中同意公开7件，不予公开2件。",
    "咨询处理情况": "2014年，接受政府信息公开咨询86人次。",
    "收费及减免情况": "2014年未收取任何费用。",
    "行政复议、提起行政诉讼情况": "2014年发生行政复议1件，维持1件；未发生行政诉讼。",
    "存在的主要问题及改进措施": "2014年存在不足，今后加强。",
    "其他需要报告的事项": "配备专职人员1名，举办政府信息公开培训班2期，培训60人次。",
}
BESIDE_ALL = """
全年制发公文230件；印发文件45份；编发工作简报24期；报送信息120条，被市政府采用35条；在省级媒体发表新闻稿件18篇
接待群众来访300人次；受理12345热线工单300件，办结298件，按时办结率99%；办理人大代表建议12件、政协提案15件
开展执法检查36次，检查企业240家；立案查处违法案件42件，结案40件；行政处罚18件，罚款36万元；审批项目120个，总投资35亿元
办理行政许可300件；发放补贴资金260万元，惠及3000户；收取社会抚养费230万元；征收排污费86万元；减免税费120万元
组织业务培训15期，培训1200人次；举办招聘会12场，提供岗位3000个；召开党组会议24次；召开安全生产工作会议6次
全局在职职工86人，其中专业技术人员35人；聘请社会监督员20名；建成农家书屋30个；设置宣传栏50块；发放宣传单5000份
官方微信公众号粉丝2.3万人；新建栏目6个；网站总信息量达到8600条；档案馆馆藏档案12万卷；接待查档1200人次，查阅档案3500卷
帮扶贫困户300户；化解信访积案12件；调处矛盾纠纷86起；开展法律咨询320人次；电话回访500人次；问卷调查1000份，满意率98%
整改问题36个；清理规范性文件80件，废止12件；取消行政审批事项15项；公布权力清单1200项；排查网站错链52处
观看直播1.2万人次；政策宣讲30场，受众5000人；投入信息化建设资金150万元；政务服务大厅接待办事群众5.6万人次
新闻发布会被媒体报道80篇；目标任务400条，完成率128%；2013年主动公开政府信息460条；2015年计划主动公开政府信息600条
县直部门公开信息3200条；各乡镇公开信息1200条；不动产登记受理300件；受理低保申请300户，批准280户；受理专利申请300件
""".replace("\n", "；").strip("；").split("；")  # fmt: skip
BESIDE_APPLICATIONS = """
12345平台受理诉求300件；受理企业诉求300件，办结300件；市长信箱收到来信300封，均已答复；收到网民留言300条，答复298条
全年受理行政审批事项300件，按时办结300件；接到投诉举报300件，查处30件；受理仲裁案件300件，调解成功20件
收到举报线索300条，受理280条；受理复议案件300件，维持280件；办理行政复议案件300件，纠正30件；审理行政诉讼案件300件，败诉3件
政务大厅受理各类申请300件；法律援助受理300件；公积金提取受理300笔
""".replace("\n", "；").strip("；").split("；")  # fmt: skip
APPLICATIONS = "2020年，我局收到政府信息公开申请9件，其中网络申请6件、信函申请3件，均按时答复"
PLACES = {
    "after": "（一）依申请公开。{applications}。{other}。",
    "before": "（一）工作情况。全年{other}。{applications}。",
    "elsewhere": "（一）依申请公开。{applications}。\n（二）监督保障。全年{other}。",
    "same sentence": "（一）依申请公开。{applications}；{other}。",
}


@cache
def read(text: str) -> dict[str, float]:
    return {key: value.value for key, value in parse(text).indicators.items()}


def old_report(other: str = "", place: str = "") -> str:
    lines = ["某县某局2014年政府信息公开工作年度报告"]
    for number, (heading, text) in zip("一二三四五六七八", PARTS.items(), strict=True):
        lines += [f"{number}、{heading}", text + (f"{other}。" if heading == place else "")]
    return "\n".join(lines)


def new_report(body: str) -> str:
    return f"某市某局2020年政府信息公开工作年度报告\n一、总体情况\n{body}\n二、主动公开政府信息情况\n无。"


@pytest.mark.parametrize("other", BESIDE_ALL)
def test_beside_every_part_of_a_report(other: str) -> None:
    told = {
        place: read(old_report(other, place))
        for place in ("概述", "依申请公开政府信息情况", "咨询处理情况", "其他需要报告的事项")
    }
    assert told == dict.fromkeys(told, read(old_report()))


@pytest.mark.parametrize("other", BESIDE_APPLICATIONS)
def test_beside_applications(other: str) -> None:
    alone = read(new_report(f"（一）依申请公开。{APPLICATIONS}。"))
    told = {
        name: read(new_report(place.format(applications=APPLICATIONS, other=other))) for name, place in PLACES.items()
    }
    assert told == dict.fromkeys(told, alone)


def test_what_the_reports_state_is_read() -> None:
    assert len(read(old_report())) == 17
    assert len(read(new_report(f"（一）依申请公开。{APPLICATIONS}。"))) == 3
