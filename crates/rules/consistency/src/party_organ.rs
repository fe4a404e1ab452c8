//! 市政法委, 区团委: names of Party and League organs that have lost a word or have it in the wrong place.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::level::LEVELS;

pub(crate) const RULE: Rule = Rule::local("party-organ-name-broken", Triggers::terms(&TERMS), check);

/// Organs of a Party committee; 团委, of which the level stands within; and a name told twice.
const TERMS: [&str; 7] = ["政法委", "组织部", "宣传部", "统战部", "老干部局", LEAGUE, TWICE];

const LEAGUE: &str = "团委";
const TWICE: &str = "常委会常务委员会";

/// What is no place, or has organs of other names: 开发区, 校区, 地区; 全市组织部长会议; 省、市组织部.
const OTHERS: [&str; 24] = [
    "开发区",
    "园区",
    "新区",
    "社区",
    "校区",
    "地区",
    "厂区",
    "矿区",
    "军区",
    "小区",
    "学区",
    "片区",
    "林区",
    "垦区",
    "牧区",
    "管理区",
    "示范区",
    "自治区",
    "功能区",
    "合作区",
    "城市",
    "都市",
    "城区",
    "自治州",
];

/// What goes on as another word: 组织部门, 宣传部署, 组织部分.
const WORDS: [&str; 6] = ["门", "署", "分", "队", "落", "件"];

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, span) = trigger else { return };
    let Some(organ) = TERMS.get(n) else { return };
    if *organ == TWICE {
        cx.push(Finding::likely(span).arg("found", TWICE).arg("want", "常委会"));
        return;
    }
    let before = cx.before(span.start);
    let Some(level) = before.chars().next_back().filter(|c| LEVELS.contains(c)) else { return };
    let place = before.strip_suffix(level).unwrap_or_default();
    // 省、市组织部, 省市组织部.
    let rest = place.strip_suffix(['、', '和', '与', '及']).unwrap_or(place);
    let listed = rest.ends_with(LEVELS) || place.ends_with('全');
    if listed || ends_any(before, &OTHERS) || starts_any(cx.after(span.end), &WORDS) {
        return;
    }
    let want = if *organ == LEAGUE { format!("团{level}委") } else { format!("{level}委{organ}") };
    let found = Span::new(span.start - level.len_utf8() as u32, span.end);
    cx.push(Finding::likely(found).arg("found", cx.of(found)).arg("want", want));
}
