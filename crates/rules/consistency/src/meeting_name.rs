//! A meeting that its entry's title names in one way, and the entry's first sentence or 大事记 in another.

use kanwu_plugin::context::{self, sentence_start};
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers, Zone,
};

pub(crate) const RULE: Rule =
    Rule::survey("meeting-name-variant", Triggers::terms(&[MEETING]), collect, judge);

const MEETING: &str = "会议";

/// The word that names of meetings lose most easily.
const WORK: &str = "工作";

/// A name is read so many characters back.
const LONGEST: usize = 30;

/// A first sentence that names its meeting later than so many bytes does not begin with it.
const FIRST: u32 = 400;

/// What stands within a name when a sentence is made of it, and what makes another meeting of it.
const OTHERS: [&str; 18] = [
    "召开", "举行", "举办", "召", "开", "第", "次", "届", "扩大", "全体", "视频", "电视", "的", "全区",
    "全市", "全县", "本次", "预备",
];

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    let head = cx.reading.head;
    let chronicle = cx.zone() == Zone::Chronicle;
    if (head.is_empty() && !chronicle) || span.start > head.end + FIRST {
        return;
    }
    let before = cx.before(span.start).chars().rev().take(LONGEST);
    let size: usize = before.take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    let name = Span::new(span.start - size as u32, span.end);
    let after = cx.after(span.end);
    if head.has(span.start) {
        if after.starts_with('】') {
            cx.fact("title", cx.of(name), "", name);
        }
        return;
    }
    // 传达全市经济工作会议精神 tells of another meeting.
    if sentence_start(cx.paragraph(), span.start) <= head.end && !after.starts_with("精神") {
        cx.fact(if chronicle { "chronicle" } else { "sentence" }, cx.of(name), "", name);
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let of = |group: &'static str| facts.iter().filter(move |f| f.group == group);
    let sentences = Fact::grouped(of("sentence"), |f| f.reading);
    let chronicle = Fact::grouped(of("chronicle"), |f| without_work(&f.key));
    for title in of("title") {
        let own = sentences.get(&title.reading).map(Vec::as_slice).unwrap_or_default();
        if !own.iter().any(|told| tail(&told.key) == tail(&title.key)) {
            for told in own {
                compare(cx, title, told, |word| !OTHERS.iter().any(|other| word.contains(other)));
            }
        }
        for told in chronicle.get(&without_work(&title.key)).into_iter().flatten() {
            compare(cx, title, told, |word| word == WORK);
        }
    }
}

/// The end of a name as it is with or without 工作.
fn without_work(name: &str) -> String {
    context::tail(&name.replace(WORK, ""), 6).to_owned()
}

/// The end of a name, by which the same name is known.
fn tail(name: &str) -> &str {
    context::tail(name, 12)
}

fn compare(cx: &mut BookContext<'_>, title: &Fact, told: &Fact, lost: impl Fn(&str) -> bool) {
    let Some(variant) = variant(&title.key, &told.key).filter(|v| lost(&v.word)) else { return };
    let at = Span::new(told.span.end - variant.told.len() as u32, told.span.end);
    let name = Span::new(title.span.end - variant.title.len() as u32, title.span.end);
    let finding = Finding::new(Place::Reading(told.reading, at), Confidence::Likely)
        .arg("found", variant.told)
        .arg("want", variant.title)
        .arg("word", variant.word)
        .related(Place::Reading(title.reading, name), "条目标题", "the entry's title");
    cx.push(finding);
}

/// Two names of one meeting, as far as they are alike, and the word that one of them lacks.
struct Variant<'a> {
    title: &'a str,
    told: &'a str,
    word: String,
}

/// Reads two names from the end: alike up to a word that only one has, and alike again before it.
fn variant<'a>(title: &'a str, told: &'a str) -> Option<Variant<'a>> {
    let (a, b): (Vec<char>, Vec<char>) = (title.chars().rev().collect(), told.chars().rev().collect());
    let end = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    [(1, 0), (2, 0), (0, 1), (0, 2)].into_iter().find_map(|(x, y)| {
        let (rest_a, rest_b) = (a.get(end + x..)?, b.get(end + y..)?);
        let alike = rest_a.iter().zip(rest_b).take_while(|(x, y)| x == y).count();
        let longer = if x > 0 { &a } else { &b };
        let word: String = longer.get(end..end + x + y)?.iter().rev().collect();
        // 区委工作会议 is not 区委会议.
        let of_work = word == WORK && !rest_a.first().is_some_and(|c| "委府会区市县省".contains(*c));
        let enough = alike >= 4 && (end >= 4 || of_work);
        let part = |name: &'a str, chars: &[char], skipped: usize| {
            let size: usize = chars.iter().take(end + skipped + alike).map(|c| c.len_utf8()).sum();
            name.get(name.len() - size..).unwrap_or_default()
        };
        enough.then(|| Variant { title: part(title, &a, x), told: part(told, &b, y), word })
    })
}
