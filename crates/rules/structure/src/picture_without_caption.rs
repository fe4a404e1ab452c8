//! A picture, or pictures side by side, without a caption 图片说明.

use kanwu_plugin::{BookContext, Confidence, Finding, Reads, Rule};

use crate::card::picture_without_caption as card;
use crate::proof_lines::proofs;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// A page with fewer lines is a cover, a plate or a divider page.
const TEXT: usize = 5;
/// Where more than so many are without a caption for each with one, pictures are design.
const DESIGN: usize = 3;

fn check(cx: &mut BookContext<'_>) {
    for printed in proofs(cx.book) {
        let lines = printed.lines();
        let mut bare = Vec::new();
        let mut captioned = 0;
        for ((page, own), ordinal) in printed.proof.pages.iter().zip(printed.by_page(&lines)).zip(1..) {
            captioned += page.groups.iter().filter(|group| group.captioned).count();
            if own.len() < TEXT {
                continue;
            }
            for group in page.groups.iter().filter(|group| !group.captioned) {
                // The line that the picture stands below; at the head of a page the first.
                let above =
                    own.iter().filter(|line| line.base >= group.frame.top).min_by_key(|line| line.base);
                bare.push((ordinal, **above.unwrap_or(&own[0])));
            }
        }
        if captioned == 0 || bare.len() > DESIGN * captioned {
            continue;
        }
        for (page, line) in bare {
            let finding = Finding::new(printed.place(printed.first_of(&line)), Confidence::Likely)
                .arg(card::args::PAGE, printed.page_name(page));
            cx.push(finding);
        }
    }
}
