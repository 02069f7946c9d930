//! A policy's files: what is in them, all that is wrong with it, and the line of a place in them.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cache::Cache;
use super::common::Flat;
use super::finding::Finding;
use super::inherited::{is_told_of_parent, words_of};
use super::language;
use super::made_from;
use super::names::{self, POLICY_FILE, SCENARIOS_FILE};
use super::places::Places;
use super::read::{Slip, encoding};
use super::scenario::Scenario;
use super::trial::Trial;
use crate::check::flaw::{About, Code, File, Flaw, Part, Place};
use crate::check::words::is_draft;
use crate::policy::Policy;
use crate::policy::shared::Shared;
use crate::policy::words::{self, Words};

/// A file by name: its bytes, or why they cannot be read.
type Named = (String, Result<Vec<u8>, ErrorKind>);

/// A policy as it stands in a folder, flaws and all.
#[derive(Debug, Default)]
pub struct Source {
    /// The policy; empty when its file cannot be read.
    pub policy: Policy,
    /// The words of each language that ships.
    pub words: Vec<Words>,
    /// The words of the languages that are yet to be translated.
    pub drafts: Vec<Words>,
    /// The people whom the policy is tried out with.
    pub scenarios: Vec<Scenario>,
    /// Everything that is wrong or should be looked at, in the order of the files.
    pub findings: Vec<Finding>,
    folder: PathBuf,
    files: Vec<SourceFile>,
}

impl Source {
    /// The policy that is in some files of a folder, by name: their bytes, or why they cannot be read.
    pub fn of(folder: &Path, files: Vec<Named>) -> Self {
        Self::again(folder, files, &mut Cache::default())
    }

    /// The same, where the cache knows what was found in these files before. Of what has stayed the same, nothing is read again.
    pub fn again(folder: &Path, mut files: Vec<Named>, cache: &mut Cache) -> Self {
        files.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut source = Self { folder: folder.to_owned(), ..Self::default() };
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        if !names.contains(&POLICY_FILE) {
            source.report(Code::Unreadable, File::Policy, POLICY_FILE, names::without_policy(folder, &names));
        }
        let (languages, strange) = names::languages(&names);
        let policy = (files.iter().find(|(name, _)| name == POLICY_FILE))
            .and_then(|(name, content)| source.text_of(File::Policy, name, content.as_deref(), cache))
            .and_then(|text| cache.policy(&text).map_err(|slips| source.slip(&File::Policy, slips)).ok());
        let policy = policy.map(|policy| source.with_tags(policy));
        for (name, code, message) in strange.into_iter().chain(names::strange_scenarios(&names)) {
            source.report(code, File::Other(name.clone()), &name, message);
        }
        let mut own: BTreeMap<String, Shared<Flat>> = BTreeMap::new();
        for (language, name) in &languages {
            let file = File::Words(language.clone());
            let content = files.iter().find(|(known, _)| known == name).map(|(_, content)| content.as_deref());
            let text = content.and_then(|content| source.text_of(file.clone(), name, content, cache));
            let Some(text) = text else { continue };
            match cache.texts(language, &text) {
                Ok((texts, slips)) => {
                    source.slip(&file, slips);
                    source.direction(language, &texts);
                    own.insert(language.clone(), texts);
                }
                Err(slips) => source.slip(&file, slips),
            }
        }
        source.scenarios = source.scenarios_of(&files, cache);
        let Some(mut policy) = policy else {
            // What a policy's words should be cannot be said without the policy.
            return source;
        };
        let words: Vec<Words> = own.keys().map(|language| cache.words(language, &own)).collect();
        let unguarded: Vec<&String> = own.keys().filter(|tag| !policy.never_say.contains_key(*tag)).collect();
        for tag in unguarded {
            let phrases = language::parents(tag).iter().find_map(|parent| policy.never_say.get(parent)).cloned();
            policy.never_say.extend(phrases.map(|phrases| (tag.clone(), phrases)));
        }
        let mut flaws = cache.checker.check(&policy, &words);
        let keys = Shared::from(words::keys(&policy.outline()));
        flaws.extend(words.iter().flat_map(|words| cache.unknown(&keys, words)));
        let tried = cache.tried(&Trial::of(&policy, &words, &source.scenarios, &flaws));
        source.policy = policy;
        (source.drafts, source.words) = words.into_iter().partition(is_draft);
        let is_news = |flaw: &Flaw| source.is_news(flaw) && !is_told_of_parent(flaw, &own);
        let news = flaws.into_iter().filter(is_news).collect();
        source.report_all(news);
        source.report_all(tried);
        source.translations(&files, &own, cache);
        source
    }

    /// Reports the languages whose words were in a version before, by the names of its files, and are not any more.
    pub fn compare_files(&mut self, before: &[String]) {
        let names: Vec<&str> = before.iter().map(String::as_str).collect();
        for (tag, name) in names::languages(&names).0 {
            let file = File::Words(tag.clone());
            if self.files.iter().any(|known| known.file == file) {
                continue;
            }
            let message = format!(
                "`{name}` was there at the last commit and is gone, so visitors who read {} (`{tag}`) lose their language",
                language::name(&tag)
            );
            self.report(Code::LostLanguage, file, &name, message);
        }
    }

    /// Whether the policy can ship: there is nothing but warnings.
    pub fn is_sound(&self) -> bool {
        self.errors().next().is_none()
    }

    /// Whether it decides about everybody: nothing keeps it from shipping but people who come out elsewhere than somebody wrote
    /// down. Then it can be looked at why.
    pub fn decides(&self) -> bool {
        self.errors().all(|finding| finding.flaw.place.file == File::Scenarios)
    }

    /// What keeps a release from being made, beside errors: texts of a language that ships whose originals have changed since.
    pub fn outdated(&self) -> impl Iterator<Item = &Finding> {
        let is_draft = |file: &File| self.drafts.iter().any(|words| *file == File::Words(words.language.clone()));
        (self.findings.iter())
            .filter(move |found| found.flaw.code == Code::Outdated && !is_draft(&found.flaw.place.file))
    }

    /// Whether all of its files could be read, and have the form of such files.
    pub fn is_readable(&self) -> bool {
        !self.findings.iter().any(Finding::is_unreadable)
    }

    /// What keeps the policy from shipping.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_error())
    }

    /// The file that a place is in, and the line, counted from 1; no line when the file could not be read.
    pub fn locate(&self, place: &Place) -> (PathBuf, Option<usize>) {
        let file = self.files.iter().find(|file| file.file == place.file);
        let places = file.map(|file| &file.places);
        let span = places.and_then(|places| places.span(&place.path));
        let line = places.zip(span).map(|(places, span)| places.line(&span));
        (self.path(&place.file), line)
    }

    /// The text of one of the policy's files.
    pub fn text(&self, path: &Path) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// One of the policy's files: its path, and its text; none where there is no such file, or it cannot be read.
    pub fn file(&self, file: &File) -> Option<(&Path, &str)> {
        self.files.iter().find(|known| known.file == *file).map(|file| (file.path.as_path(), file.text.as_str()))
    }

    /// The words file of a language.
    pub fn words_file(&self, language: &str) -> Option<(&Path, &str)> {
        self.file(&File::Words(language.to_owned()))
    }

    /// The words that a language without a file has all the same: those it takes over, and those that come with the product.
    pub fn words_taken_over(&self, language: &str) -> Words {
        let own = self.words.iter().chain(&self.drafts).map(|words| (words.language.clone(), words.texts.clone()));
        words_of(language, &own.collect())
    }

    /// The folder that the files are in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path of a file: as it is named, where it has been read.
    fn path(&self, file: &File) -> PathBuf {
        if let Some(file) = self.files.iter().find(|known| known.file == *file) {
            return file.path.clone();
        }
        self.folder.join(names::of(file))
    }

    /// Flaws with the lines that they are about.
    fn located(&self, flaws: Vec<Flaw>) -> Vec<Finding> {
        let find = |place: &Place| {
            let places = self.files.iter().find(|file| file.file == place.file).map(|file| &file.places);
            let span = places.and_then(|places| places.span(&place.path));
            (self.path(&place.file), places.zip(span.as_ref()).map(|(places, span)| places.line(span)), span)
        };
        let finding = |flaw: Flaw| {
            let (path, line, span) = find(&flaw.place);
            let also = flaw.also.iter().map(|also| find(&also.place)).map(|(path, line, _)| (path, line)).collect();
            Finding { flaw, path, line, span, also }
        };
        flaws.into_iter().map(finding).collect()
    }

    /// Reports flaws in files that have been read.
    fn report_all(&mut self, flaws: Vec<Flaw>) {
        let found = self.located(flaws);
        self.findings.extend(found);
    }

    /// A folder that cannot be read, which is all that is found.
    pub fn without_folder(folder: &Path, kind: ErrorKind) -> Self {
        let mut source = Self { folder: folder.to_owned(), ..Self::default() };
        source.report(Code::Unreadable, File::Policy, "", names::without_folder(folder, kind));
        source
    }

    /// Reports something about a file as a whole.
    fn report(&mut self, code: Code, file: File, name: &str, message: String) {
        let flaw = Flaw::new(code, Place { file, path: Vec::new() }, message);
        let path = if name.is_empty() { self.folder.clone() } else { self.folder.join(name) };
        self.findings.push(Finding { flaw, path, line: None, span: None, also: Vec::new() });
    }

    /// Reports slips in a file that has been read.
    fn slip(&mut self, file: &File, slips: Vec<Slip>) {
        let Some(read) = self.files.iter().find(|known| known.file == *file) else { return };
        let findings = slips.into_iter().map(|Slip { path: way, span, message }| {
            let flaw = Flaw::new(Code::Unreadable, Place { file: file.clone(), path: way }, message);
            let line = read.text.get(span.clone()).and_then(|text| text.lines().next()).map(str::trim);
            let flaw = flaw.about(line.filter(|line| !line.is_empty()).map(|line| About::Written(line.to_owned())));
            Finding {
                flaw,
                path: read.path.clone(),
                line: Some(read.places.line(&span)),
                span: Some(span),
                also: Vec::new(),
            }
        });
        self.findings.extend(findings);
    }

    /// The text of a file, kept for showing; none where it cannot be read, which is reported.
    fn text_of(
        &mut self,
        file: File,
        name: &str,
        content: Result<&[u8], &ErrorKind>,
        cache: &mut Cache,
    ) -> Option<String> {
        let bytes = match content {
            Ok(bytes) => bytes,
            Err(kind) => {
                self.report(Code::Unreadable, file, name, names::unreadable(name, *kind));
                return None;
            }
        };
        let path = self.folder.join(name);
        let (text, slip) = match encoding::text(bytes) {
            Ok(text) => (text, None),
            Err((text, slip)) => (text, Some(slip)),
        };
        let is_text = slip.is_none();
        let places = cache.places(name, &text);
        self.files.push(SourceFile { file: file.clone(), path, text: text.clone(), places });
        self.slip(&file, slip.into_iter().collect());
        is_text.then_some(text)
    }

    /// The people that the policy is tried out with; none where there is no such file.
    fn scenarios_of(&mut self, files: &[Named], cache: &mut Cache) -> Vec<Scenario> {
        let Some((name, content)) = files.iter().find(|(name, _)| name == SCENARIOS_FILE) else { return Vec::new() };
        let text = self.text_of(File::Scenarios, name, content.as_deref(), cache);
        let read = text.map(|text| cache.scenarios(&text)).unwrap_or_else(|| Ok(Default::default()));
        read.map(|scenarios| scenarios.all).unwrap_or_else(|slips| {
            self.slip(&File::Scenarios, slips);
            Vec::new()
        })
    }

    /// Reports translations of texts that have changed since, in the languages of which it is known from which texts they were
    /// made.
    fn translations(&mut self, files: &[Named], own: &BTreeMap<String, Shared<Flat>>, cache: &mut Cache) {
        let default = self.policy.default_language.clone();
        let Some(original) = own.get(&default) else { return };
        for (tag, translation) in own.iter().filter(|(tag, _)| **tag != default) {
            let (file, own_name) = (File::MadeFrom(tag.clone()), made_from::file_name(tag));
            let Some((name, content)) = files.iter().find(|(name, _)| *name == own_name) else { continue };
            let Some(text) = self.text_of(file.clone(), name, content.as_deref(), cache) else { continue };
            match cache.texts(name, &text) {
                Ok((known, slips)) => {
                    self.slip(&file, slips);
                    self.report_all(cache.outdated((&default, original), (tag, translation), known));
                }
                Err(slips) => self.slip(&file, slips),
            }
        }
    }

    /// A policy with its languages as they are properly written. What is no language is reported.
    fn with_tags(&mut self, mut policy: Policy) -> Policy {
        let mut flaws = Vec::new();
        let mut unknown = |written: &str, path: Vec<Part>, near: Option<String>| {
            let hint = near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            let message = format!("there is no language `{written}`{hint}");
            let flaw = Flaw::new(Code::UnknownId, Place { file: File::Policy, path }, message);
            flaws.push(flaw.about(About::spelt(written, near)));
        };
        match language::tag(&policy.default_language) {
            Ok(tag) => policy.default_language = tag,
            Err(near) => unknown(&policy.default_language, vec![Part::from("default-language")], near),
        }
        let phrases = std::mem::take(&mut policy.never_say);
        for (written, phrases) in phrases {
            match language::tag(&written) {
                Ok(tag) => policy.never_say.entry(tag).or_default().extend(phrases),
                Err(near) => unknown(&written, vec![Part::from("never-say"), Part::from(&written)], near),
            }
        }
        self.report_all(flaws);
        policy
    }

    /// Reports a direction that a language is not written in.
    fn direction(&mut self, tag: &str, texts: &Flat) {
        let own = language::direction(tag);
        let place = Place::of_text(tag, "language.direction");
        let is_other =
            texts.get("language.direction").is_some_and(|said| matches!(said.as_str(), "ltr" | "rtl") && said != own);
        if is_other {
            let way = if own == "rtl" { "from right to left" } else { "from left to right" };
            let name = language::name(tag);
            let message =
                format!("{name} is written {way}, `{own}`: leave the line out, as it follows from the language");
            self.report_all(vec![Flaw::new(Code::Unreadable, place, message)]);
        }
    }

    /// Whether a flaw says something that has not been told of the same place, or that would be true if a file could be
    /// read.
    fn is_news(&self, flaw: &Flaw) -> bool {
        let is_of_language = flaw.place.path == [Part::from("default-language")] && flaw.code == Code::UnknownId;
        let words = File::Words(self.policy.default_language.clone());
        let is_there = self.findings.iter().any(|finding| finding.flaw.place.file == words);
        let is_told = self.findings.iter().any(|told| told.flaw.place == flaw.place && !flaw.place.path.is_empty());
        !(is_told || (is_of_language && is_there))
    }
}

/// A file and its text.
#[derive(Debug)]
struct SourceFile {
    file: File,
    path: PathBuf,
    text: String,
    places: Arc<Places>,
}
