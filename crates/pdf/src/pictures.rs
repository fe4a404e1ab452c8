//! Pictures in the text of a page, and whether a caption 图片说明 stands by them.

use kanwu_text::{PageBox, PictureGroup, Turn};

use crate::page::{Area, Page};
use crate::row::Segment;
use crate::words::caption_marks::{CREDITS, OPENERS};

/// A page with more pictures is a drawing made of pieces.
const MOST: usize = 60;
/// Captions stand no further away from their pictures than this, in sizes of the text.
const NEAR: f32 = 3.6;
/// The pictures of a page, those side by side as one. Text that stands in a picture makes it the ground of a box.
pub(crate) fn groups(page: &Page, body: f32) -> Vec<PictureGroup> {
    let Some(frame) = page.frames.first().filter(|frame| frame.turn == Turn::Upright) else {
        return Vec::new();
    };
    if page.boxes.len() > MOST {
        return Vec::new();
    }
    let segments: Vec<&Segment> = frame.rows.iter().flat_map(|row| &row.segments).collect();
    let holds_text =
        |area: &Area| segments.iter().any(|s| s.from() > area.left && s.to() < area.right && inside(s, area));
    let mut groups: Vec<Area> = Vec::new();
    for area in page.boxes.iter().filter(|area| !holds_text(area)) {
        let mut own = *area;
        // One that joins two groups makes them one.
        groups.retain(|group| {
            let together = beside(group, &own, body);
            if together {
                own = united(group, &own);
            }
            !together
        });
        groups.push(own);
    }
    groups.sort_by(|a, b| b.top.total_cmp(&a.top).then(a.left.total_cmp(&b.left)));
    let group = |area: &Area| PictureGroup {
        frame: frame_of(area),
        captioned: segments.iter().any(|s| is_caption(s, area, body)),
    };
    groups.iter().map(group).collect()
}

/// Whether the middle of a line stands at the height of a picture.
fn inside(segment: &Segment, area: &Area) -> bool {
    let middle = segment.base() + 0.35 * segment.size();
    middle > area.bottom && middle < area.top
}

fn beside(a: &Area, b: &Area, body: f32) -> bool {
    let gap = |from: f32, to: f32| from - to < 2.5 * body;
    gap(a.left, b.right) && gap(b.left, a.right) && gap(a.bottom, b.top) && gap(b.bottom, a.top)
}

fn united(a: &Area, b: &Area) -> Area {
    Area {
        left: a.left.min(b.left),
        bottom: a.bottom.min(b.bottom),
        right: a.right.max(b.right),
        top: a.top.max(b.top),
    }
}

/// A line by a picture that is set as captions are: smaller or bolder than the text, centred under the picture, or with
/// their opening or end.
fn is_caption(segment: &Segment, area: &Area, body: f32) -> bool {
    let (base, size) = (segment.base(), segment.size());
    let over = segment.to() > area.left && segment.from() < area.right;
    let below = base < area.bottom && area.bottom - base < NEAR * body;
    let above = base > area.top && base - area.top < NEAR * body;
    let aside =
        inside(segment, area) && (segment.from() - area.right).max(area.left - segment.to()) < 2.0 * body;
    if size > 1.07 * body || !(aside || over && (below || above)) {
        return false;
    }
    let text = segment.text();
    let text = text.trim();
    let signed = text.starts_with(|c| OPENERS.contains(&c)) || CREDITS.iter().any(|end| text.ends_with(end));
    let smaller = size < 0.95 * body;
    let bolder = segment.glyphs.iter().all(|g| g.bold || g.is_blank()) && !text.starts_with('【');
    let middle = (segment.from() + segment.to() - area.left - area.right).abs() / 2.0;
    let centred = middle < body && segment.from() > area.left + 2.6 * body;
    signed || smaller || over && (bolder || centred)
}

fn frame_of(area: &Area) -> PageBox {
    let hundredths = |points: f32| (points * 100.0).round() as i32;
    PageBox {
        left: hundredths(area.left),
        bottom: hundredths(area.bottom),
        right: hundredths(area.right),
        top: hundredths(area.top),
    }
}
