//! Bodies under names that were abolished before the year recorded: 2022年，区环保局…….

use kanwu_plugin::context::{ends_any, has_any, sentence_after, sentence_before, starts_any, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::{Finding, LocalContext, Paragraph, Rule, Span, Trigger, Triggers};

/// See the card.
pub(crate) const RULE: Rule = Rule::local("body-under-abolished-name", Triggers::terms(&NAMES), check);

/// How a name stands in text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// It is no part of other names.
    Whole,
    /// After the name of a place only: 县旅游局, not 文化和旅游局.
    Placed,
    /// A short form, which is a body in a list of such only: 公安、工商、消防.
    Listed,
}

/// A body that was abolished, or renamed.
struct Body {
    name: &'static str,
    /// What took over.
    want: &'static str,
    /// The last year in which the name was used anywhere.
    last: i32,
    form: Form,
}

impl Body {
    const fn new(name: &'static str, want: &'static str, last: i32, form: Form) -> Body {
        Body { name, want, last, form }
    }
}

/// The bodies that were abolished or renamed everywhere, by the reforms of 2013, 2018 and 2023.
const BODIES: [Body; 55] = [
    Body::new("环保局", "生态环境局", 2019, Form::Whole),
    Body::new("环境保护局", "生态环境局", 2019, Form::Whole),
    Body::new("环保厅", "生态环境厅", 2019, Form::Whole),
    Body::new("环境保护厅", "生态环境厅", 2019, Form::Whole),
    Body::new("环境保护部", "生态环境部", 2018, Form::Whole),
    Body::new("国土局", "自然资源局", 2019, Form::Whole),
    Body::new("国土资源局", "自然资源局", 2019, Form::Whole),
    Body::new("国土资源厅", "自然资源厅", 2019, Form::Whole),
    Body::new("国土资源部", "自然资源部", 2018, Form::Whole),
    Body::new("卫计局", "卫生健康局（委员会）", 2019, Form::Whole),
    Body::new("卫计委", "卫生健康局（委员会）", 2019, Form::Whole),
    Body::new("卫生计生局", "卫生健康局（委员会）", 2019, Form::Whole),
    Body::new("卫生计生委", "卫生健康局（委员会）", 2019, Form::Whole),
    Body::new("卫生和计划生育局", "卫生健康局（委员会）", 2019, Form::Whole),
    Body::new("卫生和计划生育委员会", "卫生健康局（委员会）", 2019, Form::Whole),
    Body::new("计生局", "卫生健康局（委员会）", 2019, Form::Whole),
    Body::new("计生委", "卫生健康局（委员会）", 2019, Form::Whole),
    Body::new("卫生局", "卫生健康局（委员会）", 2019, Form::Placed),
    Body::new("工商局", "市场监督管理局", 2019, Form::Whole),
    Body::new("工商行政管理局", "市场监督管理局", 2019, Form::Whole),
    Body::new("质监局", "市场监督管理局", 2019, Form::Whole),
    Body::new("质量技术监督局", "市场监督管理局", 2019, Form::Whole),
    Body::new("食药监局", "市场监督管理局", 2019, Form::Whole),
    Body::new("食品药品监督管理局", "市场监督管理局", 2019, Form::Whole),
    Body::new("食品药品监管局", "市场监督管理局", 2019, Form::Whole),
    Body::new("工商总局", "国家市场监督管理总局", 2018, Form::Whole),
    Body::new("质检总局", "国家市场监督管理总局", 2018, Form::Whole),
    Body::new("安监局", "应急管理局", 2019, Form::Whole),
    Body::new("安全生产监督管理局", "应急管理局", 2019, Form::Whole),
    Body::new("安监总局", "应急管理部", 2018, Form::Whole),
    Body::new("旅游局", "文化和旅游局", 2019, Form::Placed),
    Body::new("文广新局", "文化和旅游局等", 2019, Form::Whole),
    Body::new("文化广电新闻出版局", "文化和旅游局等", 2019, Form::Whole),
    Body::new("文体广电新闻出版局", "文化和旅游局等", 2019, Form::Whole),
    Body::new("新闻出版广电局", "文化和旅游局等", 2019, Form::Whole),
    Body::new("国税局", "税务局", 2018, Form::Whole),
    Body::new("国家税务局", "税务局", 2018, Form::Whole),
    Body::new("地税局", "税务局", 2018, Form::Whole),
    Body::new("地方税务局", "税务局", 2018, Form::Whole),
    Body::new("国税", "税务部门", 2018, Form::Listed),
    Body::new("地税", "税务部门", 2018, Form::Listed),
    Body::new("工商", "市场监管", 2019, Form::Listed),
    Body::new("质监", "市场监管", 2019, Form::Listed),
    Body::new("安监", "应急管理", 2019, Form::Listed),
    Body::new("卫计", "卫生健康", 2019, Form::Listed),
    Body::new("农业局", "农业农村局", 2019, Form::Placed),
    Body::new("物价局", "发展和改革局（委员会）、市场监督管理局", 2019, Form::Placed),
    Body::new("扶贫办", "乡村振兴局", 2021, Form::Whole),
    Body::new("铁道部", "国家铁路局或国铁集团", 2013, Form::Whole),
    Body::new("银监会", "银保监会，2023年起国家金融监督管理总局", 2018, Form::Whole),
    Body::new("保监会", "银保监会，2023年起国家金融监督管理总局", 2018, Form::Whole),
    Body::new("银监局", "银保监局，2023年起金融监督管理局", 2018, Form::Whole),
    Body::new("保监局", "银保监局，2023年起金融监督管理局", 2018, Form::Whole),
    Body::new("银保监会", "国家金融监督管理总局", 2023, Form::Whole),
    Body::new("银保监局", "金融监督管理局", 2023, Form::Whole),
];

const NAMES: [&str; BODIES.len()] = {
    let mut names = [""; BODIES.len()];
    let mut i = 0;
    while i < BODIES.len() {
        names[i] = BODIES[i].name;
        i += 1;
    }
    names
};

/// Bodies that are told in short in a list.
const SHORT: &[&str] = &[
    "公安",
    "住建",
    "城管",
    "消防",
    "环保",
    "生态环境",
    "税务",
    "教育",
    "民政",
    "财政",
    "法院",
    "检察",
    "司法",
    "人社",
    "市场监管",
    "交通",
    "卫生",
    "卫健",
    "应急",
    "文旅",
    "水务",
    "水利",
    "农业农村",
    "自然资源",
    "工商",
    "质监",
    "安监",
    "卫计",
    "国税",
    "地税",
    "食药监",
    "国土",
    "妇联",
    "工会",
    "团委",
    "银行",
];

/// Words before a name that tell of an old body.
const OLD: &[&str] = &["原", "旧", "曾", "历任", "时任", "前身", "先后"];

/// Words in a sentence that tell how bodies came and went.
const HISTORY: &[&str] = &[
    "更名",
    "改名",
    "改为",
    "改组",
    "撤销",
    "合并",
    "前身",
    "沿革",
    "成立于",
    "划入",
    "划归",
    "划转",
    "组建",
    "整合",
    "转隶",
    "机构改革",
    "始建",
    "毕业",
    "参加工作",
    "历任",
];

/// What makes a name that of a building or a street.
const PLACES: &[&str] =
    &["家属", "住宅", "小区", "宿舍", "楼", "大楼", "大厦", "院", "路", "胡同", "巷", "招待所"];

/// What ends the name of a place.
const LEVELS: &[&str] = &["区", "县", "市", "省", "州", "盟", "旗", "国家"];

/// 铁道部队, 铁道部分 and the like: the name is cut out of other words.
const CUT: &[char] = &['分', '队', '门', '署'];

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, span) = trigger else { return };
    let Some(body) = BODIES.get(n) else { return };
    let paragraph = cx.paragraph();
    let Some(year) = paragraph.settings.record_year().filter(|year| *year > body.last) else { return };
    if !is_body(paragraph, body, span) || is_old(paragraph, body, span) {
        return;
    }
    let finding = Finding::likely(span)
        .arg("found", paragraph.of(span))
        .arg("want", body.want)
        .arg("year", year.to_string());
    cx.push(finding);
}

/// Whether the words name the body.
fn is_body(paragraph: &Paragraph<'_>, body: &Body, span: Span) -> bool {
    let (before, after) = (paragraph.before(span.start), paragraph.after(span.end));
    let cut = body.name.ends_with('部') && after.starts_with(CUT);
    if cut || starts_any(after, PLACES) {
        return false;
    }
    match body.form {
        Form::Whole => !ends_any(before, &["煤矿", "煤"]),
        Form::Placed => ends_any(before, LEVELS),
        Form::Listed => is_listed(before, after),
    }
}

/// Whether the name is one of a list of bodies in short, or heads a branch: 国税青石分局.
fn is_listed(before: &str, after: &str) -> bool {
    let next = after.strip_prefix('、').is_some_and(|rest| starts_any(rest, SHORT));
    let last = before.strip_suffix('、').is_some_and(|rest| ends_any(rest, SHORT));
    let branch: String =
        after.chars().take(8).take_while(|c| !matches!(c, '，' | '、' | '。' | '；')).collect();
    let whole = after.starts_with(['、', '和', '等', '与', '，', '。']);
    branch.contains("分局")
        || next && (before.ends_with(['、', '与', '和', '同', '由']) || last)
        || last && whole
}

/// Whether an old body is meant: by its words, its sentence, or the year that is told of.
fn is_old(paragraph: &Paragraph<'_>, body: &Body, span: Span) -> bool {
    let sentence = sentence_before(paragraph, span.start);
    let near = tail(sentence, 8);
    if has_any(near, OLD)
        || has_any(sentence, HISTORY)
        || has_any(sentence_after(paragraph, span.end), HISTORY)
    {
        return true;
    }
    let end = paragraph.items.partition_point(|item| item.span().start < span.start);
    let told = paragraph.items.get(..end).into_iter().flatten().rev().find_map(|item| match item {
        Item::Date(date) => date.full_year(),
        Item::DateRange(range) => range.from.full_year(),
        _ => None,
    });
    told.is_some_and(|year| year <= body.last)
}
