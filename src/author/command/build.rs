//! What a script that ships a policy needs, and pages with the written guide.

use std::path::{Path, PathBuf};

use super::files::{committed, is_committed, read, write};
use super::host::Host;
use super::say::{Failure, failed};
use super::sound::{check, released};
use crate::author::compile::compile;
use crate::author::guide::guide;
use crate::author::page::{page, page_file};
use crate::author::review::{self, Before};
use crate::author::shipped::shipped as known;
use crate::author::source::Source;

/// Proves a policy, and writes what a script that ships it knows of it beforehand (`shipped`), its compiled files, the
/// articles, and each page of `templates` once for each language. `review` is a folder with the policy as it is being edited.
pub fn build(
    host: &dyn Host,
    folder: &Path,
    templates: &[PathBuf],
    out: &Path,
    review: Option<&Path>,
    shipped: &Path,
) -> Result<(), Failure> {
    // Who edits a policy sees a text at once; its translations follow before anything ships.
    let source = if review.is_some() { check(host, folder, false)? } else { released(host, folder)? };
    let review = review.map(|folder| {
        let edited = read(host, folder);
        if is_committed(host, folder) {
            return review::html(&edited, &Before::Same);
        }
        let before = committed(host, &format!("HEAD:{}", folder.display())).ok().filter(Source::is_sound);
        review::html(&edited, &before.as_ref().map_or(Before::Unknown, Before::Committed))
    });
    let compiled = compile(&source).map_err(|tangled| Failure::Other(tangled.to_string()))?;
    let files = out.join(&compiled.policy.id);
    host.make_folder(&files).map_err(|error| failed("make", &files, &error))?;
    for (name, text) in compiled.files() {
        write(host, &files.join(name), &text)?;
    }
    let mut pages = Vec::new();
    for path in templates {
        let template = host.read(path).map_err(|error| failed("read", path, &error))?;
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        pages.push((name, String::from_utf8_lossy(&template).into_owned()));
    }
    for words in &compiled.words {
        let Some(texts) = source.words.iter().find(|texts| texts.language == words.language) else { continue };
        let article = guide(&source.policy, &compiled.policy, words, texts);
        write(host, &out.join(format!("article.{}.html", words.language)), &article)?;
        for (name, template) in &pages {
            let review = review.as_deref().unwrap_or_default();
            let page = page(template, &article, &compiled.policy, words, &source.words, review);
            write(host, &out.join(page_file(&compiled.policy, name, &words.language)), &page)?;
        }
    }
    write(host, shipped, &known(&source, &compiled).to_string())
}
