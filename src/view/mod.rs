//! Draws the step that follows from a visitor's state, and sends what the visitor does.
//!
//! The view decides nothing: it holds no `if` on an id of a policy, and every text comes from the policy's
//! words. It reads through signals and writes through one [`Dispatch`].
//!
//! No markup is parsed, so pages that enforce Trusted Types accept the widget. `view!` sends subtrees without
//! anything dynamic in them through `innerHTML`; hence no such subtree stands in these files.

mod outcome;
mod question;
mod text;

use std::mem;
use std::sync::Arc;

use leptos::either::Either;
use leptos::html::{Custom, ElementType, HtmlElement, custom};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use crate::decision::{Answer, Event, State, Step, next_step};
use crate::policy::compiled::CompiledPolicy;
use crate::policy::words::CompiledWords;

/// What a widget shows: a policy, its words in one language, and the level of its headings.
#[derive(Clone)]
pub struct Guide {
    /// The policy.
    pub policy: Arc<CompiledPolicy>,
    /// The words.
    pub words: Arc<CompiledWords>,
    /// The level of a screen's heading, from 1 to 6; those below it follow.
    pub heading_level: u8,
}

/// What has come on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A question.
    Question,
    /// An outcome.
    Outcome,
}

/// Sends what a visitor does. The only way in which the view changes anything.
#[derive(Clone, Copy)]
struct Dispatch(Callback<Event>);

impl Dispatch {
    fn send(self, event: Event) {
        self.0.run(event);
    }
}

/// The whole widget: one screen at a time, anew for every state.
///
/// `on_screen` is told of every screen that comes after the first.
pub fn widget(guide: Guide, state: RwSignal<State>, on_screen: impl Fn(Screen) + Send + 'static) -> impl IntoView {
    let policy = guide.policy.clone();
    let dispatch = Dispatch(Callback::new(move |event| {
        state.update(|state| *state = mem::take(state).update(&policy, event));
    }));
    let (language, direction) = (guide.words.language.clone(), if guide.words.rtl { "rtl" } else { "ltr" });

    let mut screens = 0_usize;
    let screen = move || {
        let (step, first) = (next_step(&guide.policy, &state.get()), screens == 0);
        screens += 1;
        if !first {
            on_screen(if matches!(step, Step::Ask(_)) { Screen::Question } else { Screen::Outcome });
        }
        let screen = match step {
            Step::Ask(ask) => question::screen(&guide, &ask, dispatch, !first).into_any(),
            Step::Refer(referral) => outcome::screen(&guide, &referral, dispatch, !first).into_any(),
        };
        // Taking sides in turn has every screen built anew. Patched in place, it would keep text nodes that
        // a page translator may have replaced.
        if screens.is_multiple_of(2) { Either::Left(screen) } else { Either::Right(screen) }
    };
    view! {
        <div class="wegwijzer" part="widget" lang=language dir=direction>
            {screen}
        </div>
    }
}

/// An `h1` to `h6`.
type Heading = HtmlElement<Custom<&'static str>, (), ()>;

/// The levels of headings within a screen.
#[derive(Clone, Copy)]
enum Rank {
    Screen,
    Section,
}

impl Guide {
    /// A heading, in the level that the page asks for.
    fn heading(&self, rank: Rank) -> Heading {
        let below = match rank {
            Rank::Screen => 0,
            Rank::Section => 1,
        };
        custom(match self.heading_level.saturating_add(below) {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        })
    }

    /// The answers given so far, each with a way to change it.
    fn trail(&self, title: &str, trail: &[Answer], dispatch: Dispatch) -> Option<impl IntoView + use<>> {
        let rows: Vec<_> = trail
            .iter()
            .filter_map(|answer| {
                let words = self.words.questions.get(answer.question)?;
                let (question, number) = (words.title.clone(), answer.question);
                let choice = words.choices.get(answer.choice)?.label.clone();
                let (change, about) = (self.words.ui.change.clone(), question.clone());
                Some(view! {
                    <div class="row">
                        <dt>{question}</dt>
                        <dd>{choice}</dd>
                        <dd class="action">
                            <button
                                type="button"
                                class="link"
                                part="link"
                                on:click=move |_| dispatch.send(Event::Reopened(number))
                            >
                                <span>{change}</span>
                                <span class="unseen">" " {about}</span>
                            </button>
                        </dd>
                    </div>
                })
            })
            .collect();
        let heading = self.heading(Rank::Section).child(title.to_owned());
        (!rows.is_empty()).then(|| {
            view! {
                <div class="trail" part="answers">
                    {heading}
                    <dl>{rows}</dl>
                </div>
            }
        })
    }
}

/// Moves the focus to an element as soon as it stands in the page.
fn focus_when_there<E>(element: NodeRef<E>)
where
    E: ElementType<Output: JsCast + Clone + 'static>,
{
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            // An element that cannot take the focus leaves it where it was; nothing is lost.
            let _ = element.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}
