//! What a script that ships a policy needs, and pages with the written guide.

use std::fs;
use std::path::{Path, PathBuf};

use wegwijzer::author::compile::compile;
use wegwijzer::author::guide::{guide, page, page_file};
use wegwijzer::author::review::{self, Before};
use wegwijzer::author::source::Source;
use wegwijzer::policy::words::Words;

use super::files::{committed, is_committed, read, write};
use super::say::{Failure, failed};
use super::sound::{check, released};

/// Proves a policy, and writes what a script that ships it knows of it beforehand (`shipped`), its compiled files, the
/// articles, and each page of `templates` once for each language. `review` is a folder with the policy as it is being edited.
pub fn build(
    folder: &Path,
    templates: &[PathBuf],
    out: &Path,
    review: Option<&Path>,
    shipped: &Path,
) -> Result<(), Failure> {
    // Who edits a policy sees a text at once; its translations follow before anything ships.
    let source = if review.is_some() { check(folder, false)? } else { released(folder)? };
    let review = review.map(|folder| {
        let edited = read(folder);
        if is_committed(folder) {
            return review::html(&edited, &Before::Same);
        }
        let before = committed(&format!("HEAD:{}", folder.display())).ok().filter(Source::is_sound);
        review::html(&edited, &before.as_ref().map_or(Before::Unknown, Before::Committed))
    });
    let compiled = compile(&source).map_err(|tangled| Failure::Other(tangled.to_string()))?;
    let files = out.join(&compiled.policy.id);
    fs::create_dir_all(&files).map_err(|error| failed("make", &files, &error))?;
    for (name, text) in compiled.files() {
        write(&files.join(name), &text)?;
    }
    for words in &compiled.words {
        if let Some(texts) = source.words.iter().find(|texts| texts.language == words.language) {
            let article = guide(&source.policy, &compiled.policy, words, texts);
            write(&out.join(format!("article.{}.html", words.language)), &article)?;
        }
    }
    for path in templates {
        let template = fs::read_to_string(path).map_err(|error| failed("read", path, &error))?;
        let name = path.file_stem().map(|name| name.to_string_lossy()).unwrap_or_default();
        for words in &compiled.words {
            let review = review.as_deref().unwrap_or_default();
            let page = page(&template, &source.policy, &compiled.policy, words, &source.words, review);
            write(&out.join(page_file(&compiled.policy, &name, &words.language)), &page)?;
        }
    }
    let policy = &compiled.policy;
    let own = source.words.iter().find(|words| words.language == policy.default_language);
    let known = serde_json::json!({
        "id": policy.id,
        "languages": compiled.words.iter().map(|words| &words.language).collect::<Vec<_>>(),
        "defaultLanguage": policy.default_language,
        "failure": own.map(failure_texts),
        "first": compiled.words.iter().find(|words| words.language == policy.default_language)
            .and_then(|words| compiled.first_question(words)),
    });
    write(shipped, &known.to_string())
}

/// What is said when the app fails and the words have not come either, and which way it is written.
fn failure_texts(words: &Words) -> serde_json::Value {
    let text = |key: &str| words.texts.get(key).map(String::as_str).unwrap_or_default();
    serde_json::json!({
        "direction": text("language.direction"),
        "text": text("failure.text"),
        "retry": text("failure.retry"),
    })
}
