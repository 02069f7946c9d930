//! Pictures of the release, as a visitor sees it. `script/gallery` runs this; it asserts nothing.
//!
//! Without an argument: every screen in every language, size and theme, on one page to look at,
//! `target/gallery/index.html`. With the argument `docs`: the pictures of `docs/theming.md`.

#[allow(dead_code, reason = "the tests use all of it")]
mod browser;
#[path = "../common/mod.rs"]
mod common;
#[allow(dead_code, reason = "the tests use all of it")]
mod server;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use browser::Browser;
use common::{all_states, project, shipped_compiled};
use serde_json::json;
use server::{Page, Server};
use wegwijzer::author::page::page_file;
use wegwijzer::decision::{Step, next_step};
use wegwijzer::policy::compiled::CompiledPolicy;

/// The widths of a small phone and of a desktop, in CSS pixels.
const WIDTHS: [u32; 2] = [320, 1280];

/// Themes that every language is shown in: a name, and the media features that make it.
const THEMES: [(&str, &[(&str, &str)]); 2] =
    [("light", &[("prefers-color-scheme", "light")]), ("dark", &[("prefers-color-scheme", "dark")])];

/// Themes that the policy's own language is shown in besides.
const MORE_THEMES: [(&str, &[(&str, &str)]); 2] = [
    ("forced colours", &[("prefers-color-scheme", "dark"), ("forced-colors", "active")]),
    ("more contrast", &[("prefers-color-scheme", "light"), ("prefers-contrast", "more")]),
];

/// The tokens of `style/widget.css`: each with a value that stands out, answers that show what it is for, and
/// where to look.
const TOKENS: &[(&str, &str, &str, &str)] = &[
    ("accent", "#c2185b", "who=heir", "form"),
    ("on-accent", "#ffeb3b", "who=heir", "form"),
    ("line", "#c2185b", "who=heir,mailbox=no", ".channel"),
    ("surface", "#ffe4f0", "who=heir,mailbox=no", ".answer"),
    ("soft", "#c2185b", "who=heir,mailbox=no", ".checklist"),
    ("accepted", "#c2185b", "who=heir,mailbox=yes", ".answer"),
    ("assessed", "#c2185b", "who=equal-party", ".answer"),
    ("refused", "#c2185b", "who=client", ".answer"),
    ("focus", "#c2185b", "who=heir", "form"),
    ("radius", "1.5em", "who=heir,mailbox=no", ".channel"),
    ("width", "24em", "who=heir", "form"),
];

/// The parts of the widget, each with answers that show it.
const PARTS: &[(&str, &str)] = &[
    ("widget", "who=heir"),
    ("languages", "who=heir"),
    ("status", "who=heir,mailbox=no"),
    ("screen", "who=heir"),
    ("question", "who=heir"),
    ("outcome", "who=client"),
    ("back", "who=heir"),
    ("link", "who=heir"),
    ("button", "who=heir,mailbox=no"),
    ("restart", "who=client"),
    ("choice", "who=heir"),
    ("error", "who=heir"),
    ("answers", "who=heir"),
    ("answer", "who=client"),
    ("verdict", "who=client"),
    ("steps", "who=client"),
    ("channel", "who=heir,mailbox=no"),
    ("draft", "who=heir,mailbox=no"),
    ("enclosures", "who=heir,mailbox=no"),
    ("notice", "who=equal-party"),
    ("closed", "who=client"),
    ("failure", "who=heir"),
];

/// The themed pages of `examples/themes/`.
const EXAMPLES: [&str; 3] = ["brand", "night", "public-service"];

#[tokio::main]
async fn main() {
    let server = Server::start(&project("dist"));
    if std::env::args().any(|argument| argument == "docs") {
        picture_docs(&server, &project("docs/theming")).await;
    } else {
        let out = project("target/gallery");
        picture_screens(&server, &out).await;
        println!("{}", out.join("index.html").display());
    }
}

/// Every screen once: its id, and answers that lead to it.
fn screens(policy: &CompiledPolicy) -> Vec<(String, String)> {
    let mut screens: Vec<(String, String)> = Vec::new();
    for (_, state) in all_states(policy) {
        let id = match next_step(policy, &state) {
            Step::Ask(ask) => policy.questions[ask.question].id.clone(),
            Step::Refer(referral) => referral.outcome.id.clone(),
        };
        if !screens.iter().any(|(known, _)| *known == id) {
            screens.push((id, state.answers().to_text(policy)));
        }
    }
    screens
}

async fn picture_screens(server: &Server, out: &Path) {
    let compiled = shipped_compiled();
    let _ = fs::remove_dir_all(out);
    fs::create_dir_all(out).expect("a folder for the gallery");
    let screens = screens(&compiled.policy);
    let mut page = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Gallery</title><style>
        body { font: 16px system-ui, sans-serif; margin: 1rem; background: #ccc }
        .row { display: flex; gap: 1rem; overflow-x: auto; align-items: start }
        figure { margin: 0 } img { display: block; border: 1px solid #888 }
        </style><h1>Gallery</h1>",
    );
    for (title, browser) in
        [("", Browser::start().await), (", text of twice the size", Browser::start_large_text().await)]
    {
        for words in &compiled.words {
            let own = words.language == compiled.policy.default_language;
            if !title.is_empty() && !own {
                continue;
            }
            browser.open(&server.url(&format!("/{}", page_file(&compiled.policy, "index", &words.language)))).await;
            let more = if own && title.is_empty() { &MORE_THEMES[..] } else { &[] };
            let _ = write!(page, "<details open><summary>{}{title}</summary>", words.language);
            for (id, start) in &screens {
                let _ = write!(page, "<h2>{id}</h2><div class=\"row\">");
                for (theme, features) in THEMES.iter().chain(more) {
                    browser.emulate("", features).await;
                    for width in WIDTHS {
                        resize(&browser, width).await;
                        browser.show(start).await;
                        let name =
                            format!("{}-{theme}-{width}-{id}{title}.webp", words.language).replace([' ', ','], "-");
                        save(&browser, "document.body", &out.join(&name)).await;
                        let _ = write!(
                            page,
                            "<figure><figcaption>{theme}, {width} px</figcaption>\
                            <img loading=\"lazy\" src=\"{name}\" alt=\"{id}\"></figure>"
                        );
                    }
                }
                page.push_str("</div>");
            }
            page.push_str("</details>");
        }
        browser.quit().await;
    }
    fs::write(out.join("index.html"), page).expect("the gallery's page");
}

async fn picture_docs(server: &Server, out: &Path) {
    fs::create_dir_all(out).expect("a folder for pictures");
    let browser = Browser::start().await;
    server.add(
        "/docs",
        Page::html(
            "<!doctype html><html lang=\"en\"><meta name=\"color-scheme\" content=\"light\"><title>t</title>\
            <style>body { font: 16px/1.5 system-ui, sans-serif; margin: 16px; width: 36em }</style>\
            <contact-wegwijzer lang=\"en\" languages=\"nl en\" links></contact-wegwijzer>\
            <script type=\"module\" src=\"/wegwijzer.js\"></script>",
        ),
    );
    resize(&browser, 620).await;
    for (token, value, start, place) in TOKENS {
        browser.open(&server.url("/docs")).await;
        browser.show(start).await;
        browser
            .run(&format!(
                "widget.style.setProperty('--wegwijzer-{token}', '{value}');
                root.querySelector('input, .quiet').focus({{ focusVisible: true }})"
            ))
            .await;
        save(&browser, &format!("root.querySelector('{place}')"), &out.join(format!("token-{token}.webp"))).await;
    }
    for (part, start) in PARTS {
        browser.open(&server.url("/docs")).await;
        browser.show(start).await;
        browser
            .run(&format!(
                "const sheet = new CSSStyleSheet();
                sheet.replaceSync('contact-wegwijzer::part({part}) {{ outline: 4px solid #c2185b; outline-offset: -2px }}');
                document.adoptedStyleSheets = [sheet];
                root.querySelectorAll('details').forEach((details) => details.open = true);
                if ('{part}' === 'error') root.querySelector('[type=submit]').click();
                if ('{part}' === 'failure') widget.setAttribute('policy', '/nowhere.json');
                if ('{part}' === 'status') root.querySelector('.channel button').click();"
            ))
            .await;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        save(&browser, &format!("root.querySelector('[part~={part}]')"), &out.join(format!("part-{part}.webp"))).await;
    }
    resize(&browser, 900).await;
    for example in EXAMPLES {
        browser.open(&server.url(&format!("/examples/themes/{example}.html"))).await;
        save(&browser, "document.body", &out.join(format!("example-{example}.webp"))).await;
    }
    browser.quit().await;
}

async fn resize(browser: &Browser, width: u32) {
    let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
}

/// Saves a picture of an element that a script names, with what stands close around it, as WebP.
async fn save(browser: &Browser, element: &str, file: &Path) {
    fs::write(file, browser.picture_with(element, 24, 60).await).expect("a file for the picture");
}
