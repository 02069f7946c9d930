//! All that a person takes away: the policy, its site, and what somebody needs to know who has nothing but these files.

use std::path::Path;

use super::Files;
use super::archive::{OPENED_FILE, POLICY_FOLDER};
use super::digest::list;
use super::site::{Kit, NoSite, site};
use crate::author::source::Source;

/// The content of the zip: the policy byte for byte as it is now, its site if it is proven, what had been opened, and a page
/// to read. A policy with errors can be taken away as well, so that no work is lost.
pub fn taken(opened: &Files, now: &Files, kit: &Kit) -> Vec<(String, Vec<u8>)> {
    let policy = now.iter().map(|(name, text)| (format!("{POLICY_FOLDER}/{name}"), text.clone().into_bytes()));
    let mut taken: Vec<(String, Vec<u8>)> = policy.collect();
    taken.push((OPENED_FILE.to_owned(), list(opened).into_bytes()));
    let site = site(&source(now), kit);
    taken.push(("README.txt".to_owned(), read_me(site.as_ref().err()).into_bytes()));
    taken.extend(site.unwrap_or_default().into_iter().map(|(name, bytes)| (format!("site/{name}"), bytes)));
    taken
}

/// The policy in some files, with all that is wrong with it.
pub fn source(files: &Files) -> Source {
    let bytes = |(name, text): (&String, &String)| (name.clone(), Ok(text.clone().into_bytes()));
    Source::of(Path::new(POLICY_FOLDER), files.iter().map(bytes).collect())
}

/// Three sentences in English and in Dutch.
fn read_me(without_site: Option<&NoSite>) -> String {
    let (site, site_in_dutch) = match without_site {
        None => (
            "The folder `site` is ready to be put on any web server: `index.html` is its page, `embed.html` has the lines that \
             put the questions into a page of yours, and each `article` is the same in text."
                .to_owned(),
            "De map `site` kan zo op elke webserver: `index.html` is de pagina, `embed.html` heeft de regels die de vragen in \
             een eigen pagina zetten, en elk `article` is hetzelfde als tekst.",
        ),
        Some(NoSite::Unproven) => (
            "There is no folder `site` yet, as the policy still has errors: open this zip in the workshop, which lists them."
                .to_owned(),
            "Er is nog geen map `site`, want het beleid heeft nog fouten: open deze zip in de werkplaats, die noemt ze.",
        ),
        Some(why) => (
            format!("There is no folder `site` ({why}): open this zip in the workshop, and take it away once more."),
            "De map `site` is niet gelukt: open deze zip in de werkplaats, en bewaar hem nog eens.",
        ),
    };
    format!(
        "The folder `{POLICY_FOLDER}` holds the policy as it was when you saved it: open this zip in the workshop to go on, or put \
         these files in the place of those that you had opened. {site} To see whether somebody else has changed your files since \
         you opened them, run `sha256sum --check` with the file `{OPENED_FILE}` in their folder before you replace them.\n\n\
         De map `{POLICY_FOLDER}` bevat het beleid zoals je het hebt bewaard: open deze zip in de werkplaats om verder te gaan, of \
         zet deze bestanden op de plaats van die je had geopend. {site_in_dutch} Om te zien of iemand anders je bestanden heeft \
         gewijzigd sinds je ze opende, voer je in hun map `sha256sum --check` uit met het bestand `{OPENED_FILE}`, voordat je ze \
         vervangt.\n"
    )
}
