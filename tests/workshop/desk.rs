//! The workshop on a page of its own, with the verbs of an editor: they find what they need by its name on the page, or by the place
//! of the file that it shows, and do to it what a hand on mouse or keyboard does.

use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use wegwijzer::draft::Files;
use wegwijzer::draft::changes::changes;
use wegwijzer::workshop::open;

use crate::elements::{all_in, find_in, is_visible, name_of, send, set_value, text_of, value_of};
use crate::page::{Lent, body, clear, document, keep_nothing};

/// The policy that most tests begin with.
const LIBRARY: [(&str, &str); 3] = [
    ("policy.toml", include_str!("../small/policy.toml")),
    ("words.en.toml", include_str!("../small/words.en.toml")),
    ("scenarios.toml", include_str!("../small/people.toml")),
];

/// The files of the small policy of a library.
pub fn library() -> Files {
    LIBRARY.map(|(name, text)| (name.to_owned(), text.to_owned())).into()
}

/// Somebody at the workshop.
pub struct Desk {
    lent: Lent,
    opened: Files,
}

impl Desk {
    /// With nothing open, and one policy that comes along, by the name `library`.
    pub async fn with_nothing_open() -> Self {
        Self::start(library(), keep_nothing).await
    }

    /// With the small policy open, and proven.
    pub async fn with_library() -> Self {
        Self::with(library()).await
    }

    /// With some files open, and proven as far as they are.
    pub async fn with(files: Files) -> Self {
        let desk = Self::start(files, keep_nothing).await;
        desk.press("library").await;
        desk
    }

    /// As the page comes back when somebody loads it again: what the browser has kept is there.
    pub async fn again(files: Files) -> Self {
        Self::start(files, || ()).await
    }

    /// `prepare` is done at the last moment before the workshop starts.
    async fn start(files: Files, prepare: impl Fn()) -> Self {
        clear();
        let lent = Lent::with(&files).await;
        prepare();
        open(lent.page());
        let desk = Self { lent, opened: files };
        desk.settled().await;
        desk
    }

    /// Takes back what was done, which is so many steps, until the files are what was opened to the last byte. Then closes
    /// the policy.
    pub async fn take_back(self, steps: usize) {
        for step in 0..steps {
            assert!(self.is_enabled("Undo"), "there are {step} steps to take back, and not {steps}");
            self.press("Undo").await;
        }
        assert!(!self.is_enabled("Undo"), "there are more than {steps} steps to take back");
        self.assert_files(&[]);
        self.leave().await;
    }

    /// Closes the policy, so that nothing of it is left to the next one.
    pub async fn leave(self) {
        self.press("Take it away…").await;
        self.press("Close this policy").await;
        if self.find_button("Throw away what has changed").is_some() {
            self.press("Throw away what has changed").await;
        }
        assert!(self.shows(".start"), "what is closed gives way to all that can be opened");
    }

    /// Opens a view by its name in the menu.
    pub async fn view(&self, name: &str) {
        let button = self.all("nav button").into_iter().find(|button| name_of(button) == name);
        self.click(&button.unwrap_or_else(|| panic!("no view is called {name}"))).await;
    }

    /// Opens a view, and unfolds what shows a place there.
    pub async fn unfold(&self, view: &str, place: &str) {
        self.view(view).await;
        self.click(&self.at(place)).await;
    }

    /// Presses the one button with a name.
    pub async fn press(&self, name: &str) {
        self.click(&self.button(&self.front(), name)).await;
    }

    /// Presses the one button with a name within what fits a selector.
    pub async fn press_in(&self, selector: &str, name: &str) {
        let within = self.find(selector).unwrap_or_else(|| panic!("no {selector}"));
        self.click(&self.button(&within, name)).await;
    }

    /// Presses the one button with a name beside what shows a place: in its row, its item or its part.
    pub async fn press_at(&self, place: &str, name: &str) {
        self.click(&self.button(&self.around(place), name)).await;
    }

    /// Presses the one button with a name in the group of what can be done with a thing, as `Question: Who?`.
    pub async fn press_of(&self, group: &str, name: &str) {
        let groups = all_in(&self.front(), "[role=group]").into_iter();
        let own: Vec<HtmlElement> = groups.filter(|known| is_visible(known) && name_of(known) == group).collect();
        assert_eq!(own.len(), 1, "groups with the name {group}");
        self.click(&self.button(&own[0], name)).await;
    }

    /// Clicks on an element.
    pub async fn click(&self, element: &HtmlElement) {
        element.click();
        self.settled().await;
    }

    /// Types into the field of a place, in the place of what stands there, and leaves it.
    pub async fn write(&self, place: &str, text: &str) {
        self.write_into(&self.at(place), text).await;
    }

    /// Types into a field, likewise.
    pub async fn write_into(&self, field: &HtmlElement, text: &str) {
        self.type_into(field, text).await;
        send(field, "change");
        send(field, "blur");
        self.settled().await;
    }

    /// Types into a field, in the place of what stands there, and stays in it.
    pub async fn type_into(&self, field: &HtmlElement, text: &str) {
        assert!(is_visible(field), "who types sees the field");
        set_value(field, text);
        send(field, "input");
        self.settled().await;
    }

    /// Chooses in the menu of a place what has a value.
    pub async fn choose(&self, place: &str, value: &str) {
        self.choose_in(&self.at(place), value).await;
    }

    /// Chooses in a menu, likewise.
    pub async fn choose_in(&self, menu: &HtmlElement, value: &str) {
        set_value(menu, value);
        assert_eq!(value_of(menu), value, "the menu offers it");
        send(menu, "change");
        self.settled().await;
    }

    /// The field, box or menu with a label, or with a label that begins so.
    pub fn field(&self, label: &str) -> HtmlElement {
        let front = self.front();
        let fields = all_in(&front, "label").into_iter().filter(is_visible);
        let own = fields.filter_map(|field| {
            let control: HtmlElement = Reflect::get(&field, &"control".into()).ok()?.dyn_into().ok()?;
            // What a menu offers is no part of its label.
            let said = find_in(&field, ":scope > span").map_or_else(|| text_of(&field), |span| text_of(&span));
            said.starts_with(label).then_some(control)
        });
        let own: Vec<HtmlElement> = own.collect();
        assert_eq!(own.len(), 1, "fields with the label {label} in: {}", said(&front));
        own.into_iter().next().unwrap()
    }

    /// Whether a box is ticked, or a choice made.
    pub fn is_ticked(&self, label: &str) -> bool {
        Reflect::get(&self.field(label), &"checked".into()).unwrap().is_truthy()
    }

    /// Ticks a box, or takes its tick away.
    pub async fn tick(&self, label: &str) {
        self.click(&self.field(label)).await;
    }

    /// Closes the dialog with what was done in it.
    pub async fn done(&self) {
        self.press("Done").await;
        assert!(!self.shows("dialog"), "the dialog is closed");
    }

    /// What shows a place of the files, as `policy.toml/rule/0`.
    pub fn at(&self, place: &str) -> HtmlElement {
        self.find_at(place).unwrap_or_else(|| panic!("nothing shows {place} in: {}", self.text(".view, .start")))
    }

    /// The same, where there may be none.
    pub fn find_at(&self, place: &str) -> Option<HtmlElement> {
        let own = ["=", "~="].map(|is| self.find(&format!("[data-place{is}\"{place}\"]")));
        own.into_iter().flatten().next()
    }

    /// What a field or a menu of a place says.
    pub fn value(&self, place: &str) -> String {
        value_of(&self.at(place))
    }

    /// What the element itself says that shows a place.
    pub fn said_at(&self, place: &str) -> String {
        text_of(&self.at(place))
    }

    /// What is said in the row, the item or the part that shows a place.
    pub fn text_at(&self, place: &str) -> String {
        text_of(&self.around(place))
    }

    /// What was found about the field of a place, as it says below.
    pub fn found_at(&self, place: &str) -> String {
        let field = self.at(place);
        let id = field.get_attribute("aria-describedby").expect("a field that is described");
        self.text(&format!("#{id}"))
    }

    /// The first element that fits a selector.
    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        find_in(&body(), selector)
    }

    /// All elements that fit a selector.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        all_in(&body(), selector)
    }

    /// Whether there is something that fits a selector.
    pub fn shows(&self, selector: &str) -> bool {
        self.find(selector).is_some_and(|element| is_visible(&element))
    }

    /// What the first element says that fits a selector; nothing where there is none.
    pub fn text(&self, selector: &str) -> String {
        self.find(selector).map(|element| text_of(&element)).unwrap_or_default()
    }

    /// What each element says that fits a selector.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(text_of).collect()
    }

    /// The line that says whether the policy holds.
    pub fn verdict(&self) -> String {
        self.text(".holds")
    }

    /// Whether there is a button with a name that can be pressed.
    pub fn is_enabled(&self, name: &str) -> bool {
        self.find_button(name).is_some_and(|button| !button.has_attribute("disabled"))
    }

    /// The button with a name; none where there is none, or several are called so.
    pub fn find_button(&self, name: &str) -> Option<HtmlElement> {
        let mut own = buttons(&self.front(), name).into_iter();
        own.next().filter(|_| own.next().is_none())
    }

    /// Waits until the focus is at a place.
    pub async fn focused(&self, place: &str) {
        let is_there = || {
            let places = document().active_element().and_then(|element| element.get_attribute("data-place"));
            places.is_some_and(|places| places.split(' ').any(|known| known == place))
        };
        let what = || document().active_element().map(|element| element.outer_html()).unwrap_or_default();
        self.until(is_there, || format!("the focus at {place}, which is at {}", what())).await;
    }

    /// Waits for something of the page.
    pub async fn until(&self, done: impl Fn() -> bool, what: impl Fn() -> String) {
        for _ in 0..1_000 {
            if done() {
                return;
            }
            TimeoutFuture::new(5).await;
        }
        panic!("waited in vain for {}", what());
    }

    /// A file as it is now, to the last byte.
    pub fn file(&self, name: &str) -> Option<String> {
        self.files().remove(name)
    }

    /// All files as they are now.
    pub fn files(&self) -> Files {
        self.lent.files()
    }

    /// Asserts that the files are what was opened, to the last byte, but for some pieces: of each its file, what was opened there,
    /// and what stands there now.
    pub fn assert_files(&self, pieces: &[(&str, &str, &str)]) {
        let mut expected = self.opened.clone();
        for (name, before, after) in pieces {
            let text = expected.get_mut(*name).unwrap_or_else(|| panic!("no file {name}"));
            assert_eq!(text.matches(before).count(), 1, "{name} has it once: {before}");
            *text = text.replacen(before, after, 1);
        }
        let files = self.files();
        assert_eq!(files.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        let differences = changes(&expected, &files).into_iter().flat_map(|change| change.parts).flatten();
        let differences: Vec<String> = differences.map(|line| format!("{:?} {}", line.kind, line.text)).collect();
        assert!(files == expected, "not as expected, but:\n{}", differences.join("\n"));
    }

    /// The last file that was downloaded, with its name.
    pub fn downloaded(&self) -> Option<(String, Vec<u8>)> {
        self.lent.downloaded()
    }

    /// Until all that follows from what was done has been done, and the policy is proven as it is now.
    pub async fn settled(&self) {
        // The browser tells a moment later that a dialog was closed.
        let is_closed = || self.find("dialog:not([open])").is_none();
        TimeoutFuture::new(0).await;
        self.until(|| !self.lent.is_busy() && is_closed(), || "the proof, and dialogs to close".to_owned()).await;
        TimeoutFuture::new(0).await;
    }

    /// What somebody has before them: the dialog that was opened last, or the page.
    pub fn front(&self) -> HtmlElement {
        self.all("dialog[open]").pop().unwrap_or_else(body)
    }

    fn button(&self, front: &HtmlElement, name: &str) -> HtmlElement {
        let own = buttons(front, name);
        assert_eq!(own.len(), 1, "buttons with the name {name} in: {}", said(front));
        let button = own.into_iter().next().unwrap();
        assert!(!button.has_attribute("disabled"), "{name} can be pressed");
        button
    }

    fn around(&self, place: &str) -> HtmlElement {
        self.at(place)
            .closest("details.condition, li, section, tr")
            .unwrap()
            .expect("a part of the page")
            .unchecked_into()
    }
}

fn buttons(front: &HtmlElement, name: &str) -> Vec<HtmlElement> {
    let all = all_in(front, "button").into_iter();
    all.filter(|button| name_of(button) == name && is_visible(button)).collect()
}

/// What somebody sees, for a message: the page of the test runner shows messages, too.
fn said(front: &HtmlElement) -> String {
    all_in(front, ".view, .start, form").first().map_or_else(|| text_of(front), text_of).chars().take(2_000).collect()
}
