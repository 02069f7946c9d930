//! A policy as a site of its own, ready to be put on any host: what `script/build` makes of the shipped policy, made of
//! another one in the browser.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::digest::sha256;
use crate::author::compile::{Compiled, compile};
use crate::author::guide::guide;
use crate::author::page::{page, page_file};
use crate::author::shipped::shipped;
use crate::author::source::Source;
use crate::policy::diagram::Tangled;

/// The files that go along with every site, by their names there: the app, its script and styles, licences and notices. The
/// build lists them in `workshop-kit.json`, each with the address that it is fetched from.
pub type Kit = BTreeMap<String, Vec<u8>>;

/// The files of a site, by name.
pub type Site = Vec<(String, Vec<u8>)>;

/// The script of every page.
const SCRIPT: &str = "wegwijzer.js";

/// The pages that are made once for each language: the page of its own, the page for an iframe, and what is pasted into a
/// page of somebody else.
const TEMPLATES: [(&str, &str); 3] = [
    ("index", include_str!("../../index.html")),
    ("frame", include_str!("../../frame.html")),
    ("embed", include_str!("embed.html")),
];

/// Why there is no site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSite {
    /// The policy is not proven yet.
    Unproven,
    /// The policy cannot be compiled.
    Tangled(Tangled),
    /// The kit lacks a file.
    Incomplete(&'static str),
}

impl fmt::Display for NoSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unproven => f.write_str("the policy has errors"),
            Self::Tangled(tangled) => tangled.fmt(f),
            Self::Incomplete(name) => write!(f, "the workshop could not load {name}"),
        }
    }
}

/// The site of a policy.
///
/// # Errors
///
/// [`NoSite`] where the policy has errors, or the kit lacks something.
pub fn site(source: &Source, kit: &Kit) -> Result<Site, NoSite> {
    if !source.is_sound() {
        return Err(NoSite::Unproven);
    }
    let compiled = compile(source).map_err(NoSite::Tangled)?;
    let mut files = kit.clone();
    let own: Kit =
        compiled.files().into_iter().map(|(name, text)| (named(&name, text.as_bytes()), text.into())).collect();
    files.extend(own);
    let app = kit.get(SCRIPT).ok_or(NoSite::Incomplete(SCRIPT))?;
    let script = [script(source, &compiled, &files)?.as_bytes(), app].concat();
    files.insert(SCRIPT.to_owned(), script);
    for (name, file) in pages(source, &compiled) {
        files.insert(name, file.into());
    }
    Ok(files.into_iter().collect())
}

/// The line before the script of the kit, with what that knows of the policy: as `script/bundle.mjs` writes it for the shipped
/// policy.
fn script(source: &Source, compiled: &Compiled, files: &Kit) -> Result<String, NoSite> {
    let mut loaded = Vec::new();
    let mut known = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with(FILES)) {
        let name = plain(path);
        let hash = BASE64_STANDARD.encode(Sha256::digest(bytes));
        loaded.push(format!("{name:?}: {{ url: new URL(\"./{path}\", import.meta.url), hash: \"sha256-{hash}\" }}"));
        known.push(name);
    }
    for needed in ["wegwijzer.wasm", "screens.css"] {
        if !known.iter().any(|name| name == needed) {
            return Err(NoSite::Incomplete(needed));
        }
    }
    let shipped = shipped(source, compiled);
    Ok(format!("const wegwijzerShipped = {{ ...{shipped}, files: {{ {} }} }};\n", loaded.join(", ")))
}

/// Every page and article.
fn pages(source: &Source, compiled: &Compiled) -> Vec<(String, String)> {
    let policy = &compiled.policy;
    let mut pages = Vec::new();
    for words in &compiled.words {
        let Some(texts) = source.words.iter().find(|texts| texts.language == words.language) else { continue };
        let article = guide(&source.policy, policy, words, texts);
        for (name, template) in TEMPLATES {
            let template = own(template, compiled.words.len() > 1);
            let template = template.replace("{{frame}}", &page_file(policy, "frame", &words.language));
            let page = page(&template, &article, policy, words, &source.words, "");
            pages.push((page_file(policy, name, &words.language), page));
        }
        pages.push((format!("article.{}.html", words.language), article));
    }
    pages
}

/// A template without what it says to its readers here and to Trunk, which makes the pages of the shipped policy; and without
/// the list of other languages where there are none.
fn own(template: &str, has_languages: bool) -> String {
    let style = r#"<link data-trunk rel="css" href="style/page.css">"#;
    let page = template.split_once("<html").map(|(_, page)| format!("<!doctype html>\n<html{page}"));
    let page = page.as_deref().unwrap_or(template).replace(style, r#"<link rel="stylesheet" href="page.css">"#);
    let is_own = |line: &&str| {
        !line.contains("data-trunk")
            && !line.contains("{{review}}")
            && (has_languages || !line.contains("{{languages}}"))
    };
    page.lines().filter(is_own).flat_map(|line| [line, "\n"]).collect()
}

/// The folder of what the script loads.
const FILES: &str = "files/";

/// The path of a file that the script loads. It changes with what is in it: whoever has the script of yesterday gets the files
/// of yesterday, or none, but never those of another day.
fn named(name: &str, bytes: &[u8]) -> String {
    let digest: String = sha256(bytes).chars().take(16).collect();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{FILES}{stem}.{digest}.{ending}")
}

/// The plain name of such a file.
fn plain(path: &str) -> String {
    let name = path.strip_prefix(FILES).unwrap_or(path);
    let (rest, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let (stem, _) = rest.rsplit_once('.').unwrap_or((rest, ""));
    format!("{stem}.{ending}")
}
