//! What the tables say of a formula, a session, a leader or a name: since when and by which source.

use kanwu_plugin::reading::numeral::to_han;

use crate::table::campaigns::CAMPAIGN;
use crate::table::counties::{CITED, PREFECTURE};
use crate::table::dated_names::{EARLY, NAME};
use crate::table::formulas::{COMPOUND, DATED, LISTED, NUMBERED};
use crate::table::leaders::HELD;
use crate::table::sessions::{CONGRESS, NATIONAL, PLENUM};

/// One thing that a table says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its name, or title and name of a leader.
    pub name: String,
    /// Since when, or from when to when; empty where no date is known.
    pub since: String,
    /// Until when; empty where it lasts or is not known.
    pub until: String,
    /// Its members in order, where it has any.
    pub members: Vec<&'static str>,
    /// Who says so.
    pub source: &'static str,
}

/// What the tables say of `name`, in the order of the tables. Quotation marks make no difference.
pub fn terms(name: &str) -> Vec<Term> {
    let bare = |text: &str| text.replace(['“', '”', '《', '》'], "");
    let wanted = bare(name);
    let is = |text: &str| !wanted.is_empty() && bare(text) == wanted;
    let plain = |name: &str, since: String, source| Term {
        name: name.to_owned(),
        since,
        until: String::new(),
        members: Vec::new(),
        source,
    };
    let mut out = Vec::new();
    for row in NUMBERED.iter().filter(|row| is(row.name)) {
        out.push(plain(row.name, row.since.to_owned(), row.source));
    }
    for row in LISTED.iter().filter(|row| is(row.name)) {
        out.push(Term { members: row.members.to_vec(), ..plain(row.name, row.since.to_owned(), row.source) });
    }
    for row in COMPOUND.iter().filter(|row| is(row.name)) {
        out.push(plain(row.name, row.since.to_owned(), row.source));
    }
    for row in DATED.iter().filter(|row| is(row.name)) {
        out.push(plain(row.name, month(row.since, row.month), row.source));
    }
    for row in CAMPAIGN.iter().filter(|row| is(row.want) || is(row.stem)) {
        out.push(plain(row.want, row.since.to_owned(), row.source));
    }
    for row in CONGRESS.iter().filter(|row| is(row.name)) {
        out.push(plain(row.name, month(row.year, row.month), row.source));
    }
    for row in PLENUM.iter().filter(|row| is(row.name) || is(&format!("党的{}", row.name))) {
        out.push(plain(row.name, month(row.year, row.month), row.source));
    }
    for row in NATIONAL {
        let (term, number) = (han(row.term), han(row.number));
        let full = format!("{term}届{}{number}次会议", row.body);
        if is(&full) || is(&format!("{}{term}届{number}次会议", row.body)) {
            out.push(plain(&full, month(row.year, row.month), row.source));
        }
    }
    for row in HELD.iter().filter(|row| is(row.name) || is(&format!("{}{}", row.title, row.name))) {
        let until = if row.until == 9999 { String::new() } else { month(row.until, row.until_month) };
        let name = format!("{}{}", row.title, row.name);
        out.push(Term { until, ..plain(&name, month(row.from, row.from_month), row.source) });
    }
    for row in NAME.iter().filter(|row| is(row.name)) {
        out.push(Term { until: month(row.until, row.month), ..plain(row.name, String::new(), row.source) });
    }
    for row in EARLY.iter().filter(|row| is(row.name)) {
        out.push(plain(row.name, month(row.since, row.month), row.source));
    }
    for row in PREFECTURE.iter() {
        for county in row.has.iter().filter(|county| is(county) || is(&format!("{}{county}", row.name))) {
            let province = if row.name == row.province { "" } else { row.province };
            let name = format!("{province}{}{county}", row.name);
            out.push(plain(&name, String::new(), CITED[0]));
        }
    }
    out.dedup_by(|b, a| a.name == b.name && a.source == b.source && b.members.is_empty());
    out
}

/// `2018-03`, or `2018` where the month is not known.
fn month(year: i64, month: i64) -> String {
    if month > 0 { format!("{year}-{month:02}") } else { year.to_string() }
}

/// A number in Han numerals.
fn han(number: i64) -> String {
    u64::try_from(number).map(to_han).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_tell_source_and_dates() {
        let told = terms("两个维护");
        assert!(told.iter().any(|t| t.since.starts_with("2018") && !t.source.is_empty()), "{told:?}");
        assert_eq!(terms("“四个意识”").first().map(|t| t.since.as_str()), Some("2016-01-29"));
        assert!(terms("四个意识").iter().any(|t| t.members.first() == Some(&"政治意识")));
        assert_eq!(terms("十三届全国人大四次会议").first().map(|t| t.since.as_str()), Some("2021-03"));
        assert!(terms("李强").iter().any(|t| t.name == "国务院总理李强" && t.since == "2023-03"));
        assert!(terms("青石镇").is_empty());
    }
}
