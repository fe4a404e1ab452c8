//! `kanwu decide`, `kanwu keep` and `kanwu baseline`: answers to findings.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use kanwu_book::{Book, parse};
use kanwu_card::{Card, Waiver};
use kanwu_decision::{Baseline, Decided, Decision, Decisions, FindingId, State};
use kanwu_engine::{Diagnostic, Mode, Registry, RuleId, Selection, run};
use kanwu_report::FileError;
use kanwu_rule::Severity;
use kanwu_text::{Lang, Position};

use crate::checker::Checker;
use crate::cli::{Answer, BaselineArgs, DecideArgs, StateArg};
use crate::config::{Config, unknown_rule};
use crate::failure::{self, shown, unreadable};
use crate::ledger::{Ledger, Ledgers, folder_for, told};
use crate::load::{Request, asks_for_book, load};
use crate::scope::Scope;
use crate::{Exit, Ui};

/// A finding that an answer may be given to.
struct Open<'c> {
    rule: RuleId,
    card: &'c Card,
    severity: Severity,
    path: String,
    /// First and one past the last position.
    range: (Position, Position),
    excerpt: String,
    /// The folder of its ledger.
    folder: PathBuf,
    decided: bool,
}

/// What an argument asks for.
enum Target {
    Id(FindingId),
    Place(String, u32, Option<u32>),
}

/// Runs `kanwu decide`.
pub(crate) fn run_decide(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &DecideArgs,
) -> io::Result<Exit> {
    if args.prune {
        return prune(ui, registry, config);
    }
    let person = args.answer.person.clone().or_else(|| config.decisions.person.clone()).unwrap_or_default();
    let stage = args.answer.stage.as_deref().or(config.stage().map(|s| s.name.as_str())).unwrap_or_default();
    let date = match &args.answer.date {
        Some(date) if !Decision::is_day(date) => {
            return ui.fail(match ui.lang {
                Lang::Zh => format!("日期“{date}”写法不对，应如 2026-11-25。"),
                Lang::En => format!("the date “{date}” is not written like 2026-11-25."),
            });
        }
        Some(date) => date.clone(),
        None => jiff::Zoned::now().date().to_string(),
    };
    if let Some(from) = &args.from {
        return take_over(ui, registry, config, args, from, (&person, &date, stage));
    }
    let Some(state) = args.state else {
        return ui.fail(match ui.lang {
            Lang::Zh => "请写明怎样处理：--state 改、--state 不改 或 --state 待核。",
            Lang::En => "say what is to become of it: --state 改, --state 不改 or --state 待核.",
        });
    };
    let decided = decided(state, &args.answer, &person, &date, stage);
    answer(ui, registry, config, args, &decided)
}

fn decided(state: StateArg, answer: &Answer, person: &str, date: &str, stage: &str) -> Decided {
    Decided {
        state: match state {
            StateArg::Change => State::Change,
            StateArg::Keep => State::Keep,
            StateArg::Hold => State::Hold,
        },
        reason: answer.reason.clone().unwrap_or_default(),
        person: person.to_owned(),
        date: date.to_owned(),
        stage: stage.to_owned(),
        in_text: false,
    }
}

fn answer(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &DecideArgs,
    decided: &Decided,
) -> io::Result<Exit> {
    if args.what.is_empty() && args.rule.is_empty() {
        return ui.fail(match ui.lang {
            Lang::Zh => {
                "请写明是哪几处：编号，或位置 文件:行:列，或 --rule 规则名。编号见 --output-format json、html。"
            }
            Lang::En => {
                "say which findings: ids, places FILE:LINE:COLUMN, or --rule NAME. Ids are in the JSON and HTML reports."
            }
        });
    }
    if let Some(name) = args.rule.iter().find(|n| !registry.selects_any(n)) {
        return ui.fail(unknown_rule(name, registry.nearest(name), ui.lang));
    }
    let targets = match targets(&args.what, ui.lang) {
        Ok(targets) => targets,
        Err(why) => return ui.fail(why),
    };
    let places = targets.iter().filter_map(|t| match t {
        Target::Place(path, ..) => Some(PathBuf::from(path)),
        Target::Id(_) => None,
    });
    let scope: Vec<PathBuf> = args.path.iter().cloned().chain(places).collect();
    let (open, errors) = open(registry, config, &scope, !args.what.is_empty());
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    if !errors.is_empty() {
        return Ok(Exit::Broken);
    }
    let meant = |o: &Open<'_>| {
        (args.rule.is_empty() || args.rule.iter().any(|n| registry.selects(n, o.rule)))
            && (args.path.is_empty() || args.path.iter().any(|p| within(&o.path, p)))
    };
    let mut chosen: Vec<(FindingId, &Open<'_>)> = Vec::new();
    if targets.is_empty() {
        chosen.extend(open.iter().filter(|(_, o)| meant(o) && !o.decided).map(|(id, o)| (*id, o)));
    }
    for (target, said) in targets.iter().zip(&args.what) {
        match the_one(&open, target, said, meant, ui.lang) {
            Ok(one) => chosen.push(one),
            Err(why) => return ui.fail(why),
        }
    }
    let mut ledgers: BTreeMap<&Path, Ledger> = BTreeMap::new();
    let mut problems = Vec::new();
    let (mut recorded, mut refused) = (0, 0);
    for (id, o) in chosen {
        let decision =
            Decision { decided: decided.clone(), rule: o.card.name.clone(), excerpt: o.excerpt.clone() };
        let in_bulk = targets.is_empty() && decided.state == State::Keep && o.card.waiver == Waiver::Single;
        if in_bulk || !decision.may_answer(o.card) {
            refused += 1;
            ui.complain(refusal(id, o, ui.lang))?;
            continue;
        }
        let ledger =
            ledgers.entry(&o.folder).or_insert_with(|| Ledger::open(config, &o.folder, &mut problems));
        ledger.decisions.set(id, decision);
        recorded += 1;
    }
    finish(ui, ledgers.into_values(), problems, recorded, refused)
}

fn refusal(id: FindingId, o: &Open<'_>, lang: Lang) -> String {
    let (name, place) = (&o.card.name, format!("{}:{}:{}", o.path, o.range.0.line, o.range.0.column));
    match lang {
        Lang::Zh => format!(
            "{place} {name}（{id}）：这条规则必报，只能逐条豁免，须写明理由（--reason）和姓名（--person）。"
        ),
        Lang::En => format!(
            "{place} {name} ({id}): this rule is never silent; waive it one by one, with --reason and --person."
        ),
    }
}

/// Writes the ledgers and says how many answers they took.
fn finish(
    ui: &mut Ui<'_>,
    ledgers: impl Iterator<Item = Ledger>,
    mut problems: Vec<FileError>,
    recorded: usize,
    refused: usize,
) -> io::Result<Exit> {
    let mut files = Vec::new();
    if problems.is_empty() {
        for ledger in ledgers {
            match ledger.save_decisions() {
                Ok(()) => files.push(shown(&ledger.decisions_file)),
                Err(e) => problems.push(e),
            }
        }
    }
    for problem in &problems {
        ui.complain(problem.message(ui.lang))?;
    }
    if !problems.is_empty() {
        return Ok(Exit::Broken);
    }
    let said = match (recorded, ui.lang) {
        (0, Lang::Zh) => "没有要记的发现。".to_owned(),
        (0, Lang::En) => "no finding to record.".to_owned(),
        (n, Lang::Zh) => format!("记下{n}处，写入 {}。", files.join("、")),
        (n, Lang::En) => format!("{n} recorded in {}.", files.join(", ")),
    };
    writeln!(ui.out, "{said}")?;
    Ok(if refused > 0 { Exit::Broken } else { Exit::Clean })
}

/// What the arguments ask for.
fn targets(what: &[String], lang: Lang) -> Result<Vec<Target>, String> {
    let read = |word: &String| {
        target(word).ok_or_else(|| match lang {
            Lang::Zh => format!("“{word}”既不是编号（16位十六进制数），也不是位置（文件:行:列）。"),
            Lang::En => {
                format!("“{word}” is neither an id (16 hexadecimal digits) nor a place FILE:LINE:COLUMN.")
            }
        })
    };
    what.iter().map(read).collect()
}

/// The finding that a target names, of those that are meant; why not, where it names none or several.
fn the_one<'o, 'c>(
    open: &'o BTreeMap<FindingId, Open<'c>>,
    target: &Target,
    said: &str,
    meant: impl Fn(&Open<'_>) -> bool,
    lang: Lang,
) -> Result<(FindingId, &'o Open<'c>), String> {
    let hits: Vec<(FindingId, &Open<'_>)> = match target {
        Target::Id(id) => open.get(id).map(|o| (*id, o)).into_iter().collect(),
        Target::Place(path, line, column) => open
            .iter()
            .filter(|(_, o)| meant(o) && stands(o, path, *line, *column))
            .map(|(id, o)| (*id, o))
            .collect(),
    };
    match hits.as_slice() {
        [one] => Ok(*one),
        [] => Err(match lang {
            Lang::Zh => format!("{said}：没有这样的发现。"),
            Lang::En => format!("{said}: there is no such finding."),
        }),
        many => {
            let names: Vec<String> = many.iter().map(|(id, o)| format!("{id} {}", o.card.name)).collect();
            Err(match lang {
                Lang::Zh => format!("{said}：有{}条发现，请写编号：{}。", many.len(), names.join("、")),
                Lang::En => {
                    format!("{said}: {} findings; name one by its id: {}.", many.len(), names.join(", "))
                }
            })
        }
    }
}

fn target(word: &str) -> Option<Target> {
    if let Ok(id) = word.parse() {
        return Some(Target::Id(id));
    }
    let (rest, last) = word.rsplit_once(':')?;
    let last: u32 = last.parse().ok()?;
    match rest.rsplit_once(':').map(|(path, line)| (path, line.parse::<u32>())) {
        Some((path, Ok(line))) => Some(Target::Place(path.to_owned(), line, Some(last))),
        _ => Some(Target::Place(rest.to_owned(), last, None)),
    }
}

fn stands(o: &Open<'_>, path: &str, line: u32, column: Option<u32>) -> bool {
    let (start, end) = o.range;
    let at = |p: Position| (p.line, p.column);
    within(&o.path, Path::new(path))
        && match column {
            None => (start.line..=end.line).contains(&line),
            Some(column) => {
                at(start) == (line, column) || (at(start) <= (line, column) && (line, column) < at(end))
            }
        }
}

/// Whether a file is the one named, or lies in the folder named.
fn within(file: &str, named: &Path) -> bool {
    let absolute = |p: &Path| std::path::absolute(p).ok();
    match (absolute(Path::new(file)), absolute(named)) {
        (Some(file), Some(named)) => file.starts_with(named),
        _ => false,
    }
}

/// Every finding of the scope by id; `all` with rules in preview and those of severity `info`.
fn open<'r>(
    registry: &'r Registry,
    config: &Config,
    scope: &[PathBuf],
    all: bool,
) -> (BTreeMap<FindingId, Open<'r>>, Vec<FileError>) {
    let mut out = BTreeMap::new();
    let mut cards = Vec::new();
    cards.extend(registry.iter().map(|(_, r)| &r.card));
    let errors = each_book(registry, config, &Request::of(scope).whole(), all, |book, folder, found| {
        for d in found {
            let (Some(card), Some(source)) = (cards.get(d.rule.index()), book.manuscript.source(d.at.source))
            else {
                continue;
            };
            let position = |at| source.lines().position(&source.text, at);
            out.entry(d.id).or_insert_with(|| Open {
                rule: d.rule,
                card,
                severity: d.severity,
                path: source.path.clone(),
                range: (position(d.at.span.start), position(d.at.span.end)),
                excerpt: kanwu_report::excerpt(card, book.text(d.at)).into_owned(),
                folder: folder.to_owned(),
                decided: d.state.is_some(),
            });
        }
    });
    out.retain(|_, o| all || o.severity >= Severity::Warning);
    (out, errors)
}

/// Checks what is asked for and hands over each book, the folder of its answers, and its findings that touch what
/// was asked for.
fn each_book(
    registry: &Registry,
    config: &Config,
    request: &Request<'_>,
    all: bool,
    mut each: impl FnMut(&Book<'_>, &Path, &[Diagnostic]),
) -> Vec<FileError> {
    let mut selection = config.selection();
    if all {
        selection = Selection { preview: true, severity: selection.severity, ..Selection::default() };
    }
    let (loaded, unread) = load(request, config);
    let mut errors: Vec<FileError> = unread.into_iter().map(failure::told).collect();
    let ledgers = Ledgers::open(config, &loaded, &mut errors);
    let checker = Checker { registry, selection: &selection, config };
    let cards: Vec<&Card> = registry.iter().map(|(_, r)| &r.card).collect();
    let scope = Scope::asked(&loaded);
    for (i, one) in loaded.iter().enumerate() {
        let book = parse(&one.manuscript);
        let settings = checker.settings(&book);
        let mut found = run(registry, &selection, &settings, &book, Mode::Parallel);
        ledgers.of(config, one).answer(&mut found, &cards);
        scope.narrow(i, &book, &mut found);
        let folder = folder_for(config, one.files.first().and_then(Option::as_deref));
        each(&book, &folder, &found);
    }
    errors
}

/// `--from`: takes over what a report exported, or another file of decisions.
fn take_over(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &DecideArgs,
    from: &Path,
    (person, date, stage): (&str, &str, &str),
) -> io::Result<Exit> {
    let text = match std::fs::read_to_string(from) {
        Ok(text) => text,
        Err(e) => return ui.fail(unreadable(from, &e).message(ui.lang)),
    };
    let json = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    let read = if json {
        Decisions::from_json(text.trim_start_matches('\u{feff}'))
    } else {
        Decisions::from_toml(&text)
    };
    let taken = match read {
        Ok(taken) => taken,
        Err(problem) => return ui.fail(told(from, &text, &problem).message(ui.lang)),
    };
    let mut problems = Vec::new();
    let folder = folder_for(config, args.path.first().map(PathBuf::as_path));
    let mut ledger = Ledger::open(config, &folder, &mut problems);
    let (mut recorded, mut refused) = (0, 0);
    for (id, decision) in taken.iter() {
        let mut decision = decision.clone();
        let fill = |slot: &mut String, with: &str| {
            if slot.is_empty() {
                with.clone_into(slot);
            }
        };
        fill(&mut decision.decided.person, person);
        fill(&mut decision.decided.date, date);
        fill(&mut decision.decided.stage, stage);
        fill(&mut decision.decided.reason, args.answer.reason.as_deref().unwrap_or_default());
        let card = registry.find(&decision.rule).and_then(|id| registry.get(id)).map(|r| &r.card);
        if card.is_some_and(|card| !decision.may_answer(card)) {
            refused += 1;
            ui.complain(match ui.lang {
                Lang::Zh => format!(
                    "{}：{id}（{}）必报，只能逐条豁免，须写明理由（reason）和姓名（person）。",
                    from.display(),
                    decision.rule
                ),
                Lang::En => format!(
                    "{}: {id} ({}) is never silent; waive it one by one, with a reason and a person.",
                    from.display(),
                    decision.rule
                ),
            })?;
            continue;
        }
        ledger.decisions.set(id, decision);
        recorded += 1;
    }
    finish(ui, std::iter::once(ledger), problems, recorded, refused)
}

/// Drops answers to what is gone: neither in the config's book nor in any manuscript of its folder.
fn prune(ui: &mut Ui<'_>, registry: &Registry, config: &Config) -> io::Result<Exit> {
    let folder = folder_for(config, Some(Path::new(".")));
    let mut errors = Vec::new();
    let mut ledger = Ledger::open(config, &folder, &mut errors);
    let mut standing: HashSet<FindingId> = HashSet::new();
    let mut look = |paths: &[PathBuf]| {
        each_book(registry, config, &Request::of(paths), true, |_, _, found| {
            standing.extend(found.iter().map(|d| d.id));
        })
    };
    // The book as one, where the config names it, and each file by itself, as either may have been decided on.
    errors.extend(look(&[]));
    if !config.files().is_empty() {
        let (files, _) = kanwu_intake::discover(&[folder], kanwu_intake::DiscoverOptions::default());
        if !files.is_empty() {
            errors.extend(look(&files));
        }
    }
    // What could not be read may still hold what was decided.
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    if !errors.is_empty() {
        return Ok(Exit::Broken);
    }
    let decisions = ledger.decisions.prune(|id| standing.contains(&id));
    let known = ledger.baseline.prune(|id| standing.contains(&id));
    let saved =
        [(decisions > 0).then(|| ledger.save_decisions()), (known > 0).then(|| ledger.save_baseline())];
    for outcome in saved.into_iter().flatten() {
        if let Err(e) = outcome {
            return ui.fail(e.message(ui.lang));
        }
    }
    match ui.lang {
        Lang::Zh => writeln!(
            ui.out,
            "清去已不存在的处理{decisions}处、基线{known}处；留下处理{}处、基线{}处。",
            ledger.decisions.len(),
            ledger.baseline.len()
        )?,
        Lang::En => writeln!(
            ui.out,
            "dropped: {decisions} decisions, {known} of the baseline; left: {} and {}.",
            ledger.decisions.len(),
            ledger.baseline.len()
        )?,
    }
    Ok(Exit::Clean)
}

/// Runs `kanwu baseline`.
pub(crate) fn run_baseline(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &BaselineArgs,
) -> io::Result<Exit> {
    let mut stands: BTreeMap<PathBuf, Baseline> = BTreeMap::new();
    let mut errors =
        each_book(registry, config, &Request::of(&args.paths).whole(), true, |_, folder, found| {
            stands.entry(folder.to_owned()).or_default().extend(found);
        });
    let mut said = Vec::new();
    for (folder, baseline) in stands {
        let mut ledger = Ledger::open(config, &folder, &mut errors);
        // Part of a book adds to what is known of the rest.
        if args.paths.is_empty() || asks_for_book(&args.paths, config) {
            ledger.baseline = Baseline::default();
        }
        ledger.baseline.join(baseline);
        match ledger.save_baseline() {
            Ok(()) => said.push((ledger.baseline.len(), shown(&ledger.baseline_file))),
            Err(e) => errors.push(e),
        }
    }
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    for (count, file) in &said {
        match ui.lang {
            Lang::Zh => writeln!(ui.out, "{file}：已有的发现{count}处，今后只报新的。")?,
            Lang::En => writeln!(ui.out, "{file}: {count} findings are known; only new ones are reported.")?,
        }
    }
    Ok(if errors.is_empty() { Exit::Clean } else { Exit::Broken })
}
