"""Sentences of annual reports with slots for their numbers, for ``clean_reports``."""

from __future__ import annotations

PREAMBLES = (
    "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自{start}起至{end}止。",
    "根据条例要求，特编制本年度报告。报告由{declared}{count}个部分组成。统计期限为{start}至{end}。",
    "现公布{year}年度政府信息公开工作情况。本报告中数据统计的时间从{start}到{end}。",
    "按照条例规定，编制{year}年度报告。全文包括{declared}，共{count}个部分。本报告数据统计期限为{start}至{end}。",
    "根据《中华人民共和国政府信息公开条例》的要求，现向社会公布政府信息公开工作情况。",
)

PROACTIVE = (
    "{said}年，{scope}共主动公开政府信息{total}条。其中，通过政府网站公开政府信息{ch_website}条，占{sh_website}%；通过政务微博公开政府信息{ch_weibo}条，占{sh_weibo}%；通过政务微信公开政府信息{ch_wechat}条，占{sh_wechat}%；通过其他方式公开政府信息{ch_other}条，占{sh_other}%。",
    "截至{year}年12月31日，{scope}主动公开政府信息共计{total}条，其中：政府网站公开{ch_website}条，政务微博公开{ch_weibo}条，政务微信公开{ch_wechat}条，其他方式公开{ch_other}条。",
    "{said}年度，{scope}主动公开政府信息{total}条。其中，机构职能类{tp_a}条，政策法规类{tp_b}条，财政信息类{tp_c}条，其他类{tp_d}条。",
    "一年来，{scope}主动公开政府信息{total}条。在主动公开的信息中，机构职能类信息{tp_a}条，占{st_a}%；政策法规类信息{tp_b}条，占{st_b}%；工作动态类信息{tp_c}条，占{st_c}%；其他类信息{tp_d}条，占{st_d}%。",
    "{said}年主动公开政府信息总数为{total}条。参加或举办新闻发布会{press}次，其中主要负责同志参加新闻发布会{press_principal}次。",
    "{said}年，{scope}主动公开政府信息{total}条，其中政府网站公开占{sh_website}%，政务微博公开占{sh_weibo}%，政务微信公开占{sh_wechat}%，其他方式公开占{sh_other}%。",
)

REQUESTS = (
    "{year}年，{scope}共收到政府信息公开申请{received}件，比{last}年的{received_last}件{grew}{growth}%。其中，当面申请{in_person}件，网络申请{online}件，信函申请{mail}件，传真申请{fax}件。",
    "{scope}全年共受理政府信息公开申请{received}件，其中当面申请{in_person}件，占申请总数的{sw_in_person}%；网络申请{online}件，占申请总数的{sw_online}%；信函申请{mail}件，占申请总数的{sw_mail}%；传真申请{fax}件，占申请总数的{sw_fax}%。",
    "{year}年共收到政府信息公开申请{received}件，比{last}年的{received_last}件{more}{diff}件。按申请人类型分，自然人申请{ap_person}件，商业企业申请{ap_company}件，其他组织申请{ap_group}件。",
    "{scope}{year}年收到政府信息公开申请{received}件。从申请内容看，涉及土地征收类{as_a}件，财政预决算类{as_b}件，其他类{as_c}件。",
    "{scope}{year}年收到政府信息公开申请{received}件，上年结转{carried_in}件，全年答复{dealt}件，结转下年度{carried_out}件。",
    "{scope}{year}年收到政府信息公开申请{received}件，上年结转{carried_in}件，全年办结{dealt}件，结转下年度{carried_out}件。",
    "{scope}{year}年共收到政府信息公开申请{received}件，其中网络申请{online}件，占申请总数的{sw_online}%。",
)

OUTCOMES = (
    "",
    "\n共答复申请{answered}件。其中，同意公开{granted}件，部分公开{partial}件，不予公开{denied}件，信息不存在{nonexistent}件，不属于本机关公开{not_held}件。",
    "\n已答复{answered}件，答复率{rate}%，其中同意公开{granted}件，同意部分公开{partial}件，不同意公开{denied}件（其中涉及国家秘密{secret}件，涉及个人隐私{privacy}件），信息不存在{nonexistent}件，非本机关掌握{not_held}件。",
    "\n全年办结{concluded}件，其中按时办结{on_time}件，延期办结{extended}件。",
    "\n全年办结申请{concluded}件，其中按时办结{on_time}件。",
    "\n全年办结申请{concluded}件，其中按时办结{on_time}件，按时办结率{on_time_rate}%。",
    "\n全年办结申请{concluded}件，办结率{rate}%。",
)

REVIEW = (
    "{year}年，{scope}因政府信息公开发生行政复议{r_total}件，其中维持{r_upheld}件，纠正{r_corrected}件，其他情形{r_other}件，尚未审结{r_pending}件。",
    "{scope}共发生政府信息公开行政复议案件{r_total}件，其中结果维持{r_upheld}件，结果纠正{r_corrected}件，其他结果{r_other}件，尚未审结{r_pending}件。",
    "{year}年未发生因政府信息公开申请行政复议的情况。",
)

LITIGATION = (
    "未发生行政诉讼案件。",
    "发生行政诉讼{l_total}件，其中维持{l_upheld}件，纠正{l_corrected}件，其他情形{l_other}件，尚未审结{l_pending}件。",
    "共发生政府信息公开行政诉讼案件{l_total}件，其中结果维持{l_upheld}件，结果纠正{l_corrected}件，其他结果{l_other}件，尚未审结{l_pending}件。",
)

ABOUT_STAFF = (
    "{year}年，我们认真落实信息公开条例，扎实推进各项工作。",
    "一年来，工作机制不断健全。{scope}从事政府信息公开工作人员{staff}人，其中专职{full}人，兼职{part_time}人。",
    "{scope}认真贯彻条例，明确专人负责。现有从事政府信息公开工作人员{staff}人，其中专职人员{full}人，兼职人员{part_time}人。",
    "{year}年，热线平台共受理群众工单{orders}件，其中满意工单{content}件，工单满意率{content_rate}%。",
)

CONSULTATION = (
    "全年接受政府信息公开咨询{asked}人次，其中现场咨询{came}人次，电话咨询{called}人次，网上咨询{wrote}人次。",
    "{year}年，{scope}共接受公民、法人及其他组织政府信息公开方面的咨询{asked}人次。其中现场咨询{came}人次，电话咨询{called}人次，网上咨询{wrote}人次。",
)

_REST = (
    ("fees", "政府信息公开的收费及减免情况", "{year}年没有收取任何费用。"),
    ("review_litigation", "因政府信息公开申请行政复议、提起行政诉讼的情况", ""),
    ("problems", "存在的主要问题及改进措施", "公开的内容还不够全面，今后将进一步加强培训。"),
    ("other", "其他需要说明的事项", "无其他需要说明的事项。"),
)
SECTIONS_2008 = (
    (("overview", "概述", ""), ("proactive", "主动公开政府信息情况", ""), ("requests", "依申请公开政府信息情况", ""), *_REST),
    (
        ("overview", "概述", ""), ("proactive", "主动公开情况", ""), ("requests", "依申请公开情况", ""), ("consultation", "咨询处理情况", ""),
        ("fees", "收费及减免情况", "未向申请人收取费用。"), ("review_litigation", "复议诉讼情况", ""),
        ("problems", "存在问题和改进措施", "人员业务水平有待提高，下一步将加强学习。"), ("other", "其他事项", "没有其他事项。"),
    ),
    (
        ("overview", "基本情况", ""), ("proactive", "政府信息主动公开情况", ""), ("requests", "政府信息依申请公开情况", ""),
        ("fees", "收费及减免情况", "全年没有收取费用。"), ("review_litigation", "行政复议、行政诉讼情况", ""),
        ("problems", "存在的不足及下一步打算", "公开形式还比较单一，今后将丰富公开形式。"), ("other", "其他需要报告的事项", "暂无。"),
    ),
)  # fmt: skip

MODERN_OVERVIEW = (
    "{year}年，{scope}新收政府信息公开申请{received}件，上年结转{carried_in}件，答复{answered}件，结转下年度{carried_out}件。全年发生行政复议{r_total}件，行政诉讼{l_total}件。",
    "{year}年，{scope}共收到政府信息公开申请{received}件。全年答复{answered}件，其中予以公开{granted}件，占{granted_share}%。",
    "{year}年，{scope}主动公开政府信息{total}条。全年共收到政府信息公开申请{received}件。因政府信息公开被申请行政复议{r_total}件，被提起行政诉讼{l_total}件。",
    "{year}年，我们深入贯彻条例，各项工作有序推进，具体数据见以下各表。",
    "{year}年，{scope}共收到政府信息公开申请{received}件{done}。",
    "{year}年，{scope}依法办理公开申请，全年共答复申请{answered}件。",
)

_END = (
    ("problems", "存在的主要问题及改进情况", "政策解读的形式还不够丰富，今后将多用图解。"),
    ("other", "其他需要报告的事项", "{year}年没有收取信息处理费。"),
)
SECTIONS_2019 = (
    (
        ("overview", "总体情况", ""), ("proactive", "主动公开政府信息情况", ""), ("requests", "收到和处理政府信息公开申请情况", ""),
        ("review_litigation", "政府信息公开行政复议、行政诉讼情况", ""), *_END,
    ),
    (
        ("overview", "总体情况", ""), ("proactive", "主动公开政府信息情况", ""), ("requests", "收到和处理政府信息公开申请情况", ""),
        ("review_litigation", "因政府信息公开工作被申请行政复议、提起行政诉讼情况", ""),
        ("problems", "政府信息公开工作存在的主要问题及改进情况", "公开的及时性有待提高，下一步将完善机制。"),
        ("other", "其他需要报告的事项", "按照信息处理费收取的有关规定，{year}年未收取信息处理费。"),
    ),
)  # fmt: skip
