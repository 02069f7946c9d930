//! Tries a policy out with its scenarios: which of them do not come true, and where that stands.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::language;
use super::parse::parse_words;
use super::scenario::{Case, MOST_CASES, Phrases, Scenario, Way, by_rule, coded, rules, unfit};
use super::terminal::{Look, Page};
use crate::check::flaw::{About, Code, File, Flaw, Part, Place, Severity};
use crate::check::structure::{is_id, nearest};
use crate::check::words::is_draft;
use crate::decision::Step;
use crate::policy::Policy;
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::{CompiledWords, Words};
use crate::screen::{self, Screen};

/// All that decides which scenarios come true.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    policy: Policy,
    /// Whether something is wrong with the policy itself. Then nobody is sent anywhere.
    is_faulty: bool,
    /// The languages that the policy has words in.
    languages: Vec<String>,
    /// The words in which a scenario looks for a phrase, without those with errors and those that nobody reads yet.
    read: Vec<Words>,
    scenarios: Vec<Scenario>,
}

impl Trial {
    /// A policy with its words and its scenarios. `found` is what is wrong with policy and words.
    pub fn of(policy: &Policy, words: &[Words], scenarios: &[Scenario], found: &[Flaw]) -> Self {
        let is_faulty =
            |file: &File| found.iter().any(|flaw| flaw.code.severity() == Severity::Error && flaw.place.file == *file);
        let languages: BTreeSet<String> = scenarios.iter().flat_map(sought).map(|sought| sought.tag).collect();
        let is_read = |words: &&Words| {
            let Words { language, .. } = words;
            languages.contains(language) && !is_draft(words) && !is_faulty(&File::Words(language.clone()))
        };
        Self {
            policy: policy.clone(),
            is_faulty: is_faulty(&File::Policy),
            languages: words.iter().map(|words| words.language.clone()).collect(),
            read: words.iter().filter(is_read).cloned().collect(),
            scenarios: scenarios.to_vec(),
        }
    }

    /// Finds the scenarios that do not come true.
    pub fn flaws(&self) -> Vec<Flaw> {
        let Self { policy, is_faulty, languages, read, scenarios } = self;
        let compiled = if *is_faulty || scenarios.is_empty() { None } else { CompiledPolicy::of(policy).ok() };
        let read = read.iter().map(|words| parse_words(policy, words)).collect();
        let mut find = Find { policy, words: read, flaws: Vec::new() };
        for (number, scenario) in scenarios.iter().enumerate() {
            let before = find.flaws.len();
            let earlier = scenarios.iter().take(number).any(|other| other.id == scenario.id);
            find.ids(number, scenario, earlier);
            find.languages(number, scenario, languages);
            if let Some(compiled) = compiled.as_ref().filter(|_| find.flaws.len() == before) {
                find.try_out(compiled, number, scenario);
            }
        }
        find.flaws
    }
}

struct Find<'p> {
    policy: &'p Policy,
    words: Vec<CompiledWords>,
    flaws: Vec<Flaw>,
}

impl Find<'_> {
    fn add(&mut self, code: Code, number: usize, path: &[Part], message: String) {
        let start = [Part::from("scenario"), Part::from(number)];
        let place = Place { file: File::Scenarios, path: [&start, path].concat() };
        self.flaws.push(Flaw::new(code, place, message));
    }

    /// Says what the last flaw is about beside its place.
    fn note(&mut self, about: impl IntoIterator<Item = About>) {
        if let Some(flaw) = self.flaws.last_mut() {
            flaw.about.extend(about);
        }
    }

    fn ids(&mut self, number: usize, scenario: &Scenario, earlier: bool) {
        let (policy, id) = (self.policy, scenario.id.as_str());
        if !is_id(id) {
            let message = format!("`{id}` is no id: use lower-case letters, digits and hyphens only");
            self.add(Code::BadId, number, &["id".into()], message);
        }
        if earlier {
            self.add(Code::DuplicateId, number, &["id".into()], format!("there are two scenarios `{id}`"));
        }
        if scenario.person.trim().is_empty() {
            let message = format!("`{id}` does not say who it is about: write a sentence behind `person`");
            self.add(Code::MissingWords, number, &["person".into()], message);
        }
        let outcomes = policy.outcomes.iter().map(|outcome| outcome.id.as_str());
        self.known(number, &["outcome".into()], "outcome", &scenario.outcome, outcomes);
        for rule in scenario.rule.as_slice() {
            self.known(number, &["rule".into()], "rule", rule, policy.rules.iter().map(|rule| rule.id.as_str()));
        }
        let cases = scenario.answers.values().map(|choices| choices.as_slice().len());
        if cases.fold(1, usize::saturating_mul) > MOST_CASES {
            let message = format!("`{id}` names more than {MOST_CASES} combinations of answers: make several of it");
            self.add(Code::TooLarge, number, &["answers".into()], message);
        }
        for (question, choices) in &scenario.answers {
            let path = ["answers".into(), question.into()];
            let Some(asked) = policy.questions.iter().find(|asked| asked.id == *question) else {
                let questions = policy.questions.iter().map(|question| question.id.as_str());
                self.known(number, &path, "question", question, questions);
                continue;
            };
            if choices.as_slice().is_empty() {
                self.add(Code::WrongAnswers, number, &path, format!("`{id}` answers `{question}` with no choice"));
            }
            for choice in choices.as_slice() {
                let what = format!("choice of `{question}`");
                self.known(number, &path, &what, choice, asked.choices.iter().map(|choice| choice.id.as_str()));
            }
        }
    }

    /// Says that an id points nowhere, where it does.
    fn known<'i>(&mut self, number: usize, path: &[Part], what: &str, id: &str, ids: impl Iterator<Item = &'i str>) {
        let ids: Vec<&str> = ids.collect();
        if ids.contains(&id) {
            return;
        }
        let near = nearest(id, ids.iter().copied());
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        self.add(Code::UnknownId, number, path, format!("there is no {what} `{id}`{hint}"));
        self.note(About::spelt(id, near));
    }

    fn languages(&mut self, number: usize, scenario: &Scenario, languages: &[String]) {
        for (key, phrases) in phrases(scenario) {
            for written in phrases.keys() {
                if !language::tag(written).is_ok_and(|tag| languages.contains(&tag)) {
                    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
                    let message = format!("there are no words in language `{written}`, only in {}", coded(&languages));
                    self.add(Code::UnknownId, number, &[key.into(), written.into()], message);
                }
            }
        }
    }

    /// Answers as this person does, and looks where that leads and what stands there.
    fn try_out(&mut self, policy: &CompiledPolicy, number: usize, scenario: &Scenario) {
        let cases = scenario.cases();
        let ways: Vec<(&Case, Way<'_>)> = cases.iter().map(|case| (case, Way::of(policy, case))).collect();
        let name = |case: &Case| match cases.len() {
            1 => format!("`{}`", scenario.id),
            _ => format!("`{}` with {}", scenario.id, pairs(case)),
        };
        // Of several that go wrong in one way, the first is told.
        let unfit = ways.iter().find_map(|(case, way)| Some((name(case), unfit(policy, case, way)?)));
        if let Some((name, (question, message))) = unfit {
            return self.add(
                Code::WrongAnswers,
                number,
                &["answers".into(), (&question).into()],
                format!("{name} {message}"),
            );
        }
        let turn = ways.iter().find_map(|(case, way)| Some((case, way, wrong_turn(policy, scenario, way)?)));
        if let Some((case, way, key)) = turn {
            let (name, rule) = (name(case), by_rule(scenario.rule.as_slice()));
            let message =
                format!("{name} must come to `{}`, by {rule}, and comes to {}", scenario.outcome, way.told(policy));
            self.add(Code::WrongTurn, number, &[key.into()], message);
            let answers = case.iter().map(|(question, choice)| (question.to_string(), vec![choice.to_string()]));
            self.note([About::Written(scenario.person.clone()), About::Answers(answers.collect())]);
            return;
        }
        self.readings(policy, number, scenario, &ways, &name);
    }

    /// Looks for the phrases of a scenario. Of several cases that miss one, the first is told.
    fn readings(
        &mut self,
        policy: &CompiledPolicy,
        number: usize,
        scenario: &Scenario,
        ways: &[(&Case, Way<'_>)],
        name: &dyn Fn(&Case) -> String,
    ) {
        let mut missed: BTreeMap<usize, String> = BTreeMap::new();
        let person = &scenario.person;
        let sought = sought(scenario);
        for words in &self.words {
            let own = || sought.iter().enumerate().filter(|(_, sought)| sought.tag == words.language);
            for (case, way) in ways {
                let asked = LazyCell::new(|| questions(policy, words, way));
                let outcome = LazyCell::new(|| one_line(&text(policy, words, &way.step)));
                for (at, sought) in own() {
                    let text: &String = if sought.key == IS_ASKED { &asked } else { &outcome };
                    if text.contains(&one_line(sought.phrase)) == (sought.key == NEVER_READS) {
                        let how = match sought.key {
                            IS_ASKED => "has to read on a question on the way, and does not",
                            NEVER_READS => "must not read, and does",
                            _ => "has to read, and does not",
                        };
                        let (name, at_outcome) = (name(case), &scenario.outcome);
                        let message =
                            format!("{name} {how}: \"{}\" ({}), at `{at_outcome}`", sought.phrase, words.language);
                        missed.entry(at).or_insert(message);
                    }
                }
            }
        }
        for (at, message) in missed {
            if let Some(sought) = sought.get(at) {
                self.add(Code::WrongReading, number, &sought.path, message);
                self.note([About::Written(person.clone()), About::Written(sought.phrase.to_owned())]);
            }
        }
    }
}

const IS_ASKED: &str = "is-asked";
const NEVER_READS: &str = "never-reads";

/// A phrase that is looked for in what somebody reads.
struct Sought<'s> {
    key: &'static str,
    path: [Part; 3],
    tag: String,
    phrase: &'s str,
}

/// The phrases of a scenario, each in a language that there is.
fn sought(scenario: &Scenario) -> Vec<Sought<'_>> {
    let mut sought = Vec::new();
    for (key, phrases) in phrases(scenario) {
        for (written, phrases) in phrases {
            let Ok(tag) = language::tag(written) else { continue };
            sought.extend(phrases.iter().enumerate().map(|(at, phrase)| {
                let path = [key.into(), written.into(), at.into()];
                Sought { key, path, tag: tag.clone(), phrase }
            }));
        }
    }
    sought
}

/// The phrases of a scenario by key.
fn phrases(scenario: &Scenario) -> [(&'static str, &Phrases); 3] {
    [(IS_ASKED, &scenario.is_asked), ("reads", &scenario.reads), (NEVER_READS, &scenario.never_reads)]
}

/// Whether somebody comes out elsewhere, and the key that says otherwise.
fn wrong_turn(policy: &CompiledPolicy, scenario: &Scenario, way: &Way<'_>) -> Option<&'static str> {
    let Step::Refer(referral) = &way.step else { return None };
    let sorted = |rules: &[String]| {
        let mut rules = rules.to_vec();
        rules.sort();
        rules
    };
    if referral.outcome.id != scenario.outcome {
        return Some("outcome");
    }
    (sorted(&rules(policy, referral)) != sorted(scenario.rule.as_slice())).then_some("rule")
}

/// What somebody reads on the questions.
fn questions(policy: &CompiledPolicy, words: &CompiledWords, way: &Way<'_>) -> String {
    let asked: String = way.asked.iter().map(|ask| text(policy, words, &Step::Ask(ask.clone()))).collect();
    one_line(&asked)
}

/// What somebody reads at a step.
fn text(policy: &CompiledPolicy, words: &CompiledWords, step: &Step<'_>) -> String {
    // No line is broken within a phrase.
    let mut page = Page::new(Look { width: usize::from(u16::MAX), styled: false });
    match screen::screen(policy, words, step) {
        Screen::Question(question) => page.question(&question),
        Screen::Outcome(outcome) => page.outcome(&outcome),
    }
    page.text()
}

/// A text as it is compared: its words, parted by one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pairs(case: &Case) -> String {
    case.iter().map(|(question, choice)| format!("{question}={choice}")).collect::<Vec<_>>().join(", ")
}
