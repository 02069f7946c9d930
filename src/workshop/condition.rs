//! One cell of a condition: with which choices of a question it holds.

use leptos::prelude::*;

use super::dialog::dialog;
use super::say::{Say, t};
use super::state::workshop;
use crate::draft::edit::Cell;
use crate::draft::{Edit, Thing};
use crate::policy::{Allowed, Policy, When};

/// How a cell is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Any,
    Only,
    Not,
}

/// The choices of a question: the id of each, and what visitors call it.
pub type Choices = Vec<(String, String)>;

/// A button with what the cell says, which opens the choices to tick.
///
/// `when` reads the condition from the policy, and `of` with `field` say where it stands in the file.
pub fn condition(
    of: impl Fn() -> Option<Thing> + Copy + Send + Sync + 'static,
    field: &'static str,
    when: impl Fn(&Policy) -> Option<When> + Copy + Send + Sync + 'static,
    question: String,
) -> AnyView {
    let workshop = workshop();
    let id = question.clone();
    let cell = Memo::new(move |_| {
        let when = workshop.policy.with(|policy| policy.as_ref().and_then(when)).unwrap_or_default();
        of_allowed(when.get(&id))
    });
    any_condition(Signal::derive(of), field, cell, question)
}

/// It is compiled once, and not anew for each kind of thing.
fn any_condition(of: Signal<Option<Thing>>, field: &'static str, cell: Memo<Cell>, question: String) -> AnyView {
    let workshop = workshop();
    let say = workshop.say;
    let open = RwSignal::new(false);
    let id = StoredValue::new(question);
    let choices = Memo::new(move |_| id.with_value(|id| choices(id)));
    let title = move || id.with_value(|id| workshop.name(&format!("question.{id}.title"), id));
    let apply = move |cell: Cell| {
        if let Some(of) = of.get_untracked() {
            workshop.seal();
            workshop.edit(Edit::When { of, field: field.to_owned(), question: id.get_value(), cell });
        }
    };
    let text = move || choices.with(|choices| cell.with(|cell| in_words(say, cell, choices)));
    view! {
        <button
            type="button"
            class="cell"
            class:any=move || cell.with(|cell| *cell == Cell::Any)
            aria-haspopup="dialog"
            aria-label=move || format!("{}: {}", title(), text())
            on:click=move |_| open.set(true)
        >
            {text}
        </button>
        {dialog(open, title, move || choose(cell, choices, apply))}
    }
    .into_any()
}

/// How the cell is meant, and its choices to tick. Each tick is an edit; a list with nothing ticked is none.
fn choose(
    cell: Memo<Cell>,
    choices: Memo<Choices>,
    apply: impl Fn(Cell) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let mode = RwSignal::new(cell.with_untracked(mode_of));
    let ticked = RwSignal::new(cell.with_untracked(|cell| ids_of(cell).to_vec()));
    // What was taken back is ticked no longer. What is ticked for `any` is only put aside.
    Effect::new(move |_| {
        cell.with(|cell| {
            mode.set(mode_of(cell));
            if *cell != Cell::Any {
                ticked.set(ids_of(cell).to_vec());
            }
        });
    });
    let changed = move || {
        let ids = ticked.get_untracked();
        match mode.get_untracked() {
            Mode::Any => apply(Cell::Any),
            _ if ids.is_empty() => (),
            Mode::Only => apply(Cell::Only(ids)),
            Mode::Not => apply(Cell::Not(ids)),
        }
    };
    let modes = [(Mode::Any, "cell.any"), (Mode::Only, "cell.only"), (Mode::Not, "cell.not")];
    let radios = modes.map(|(own, key)| {
        view! {
            <label class="tick">
                <input
                    type="radio"
                    name="mode"
                    prop:checked=move || mode.get() == own
                    on:change=move |_| {
                        mode.set(own);
                        changed();
                    }
                />
                {t(key)}
            </label>
        }
    });
    let ticks = move || {
        let all: Vec<String> = choices.with(|choices| choices.iter().map(|(id, _)| id.clone()).collect());
        choices
            .get()
            .into_iter()
            .map(|(id, label)| {
                let all = all.clone();
                let own = id.clone();
                let tick = move |_| {
                    ticked.update(|ticked| {
                        // In the order of the question, whichever is ticked first.
                        let is_ticked = |known: &String| ticked.contains(known) != (*known == own);
                        *ticked = all.iter().filter(|known| is_ticked(known)).cloned().collect();
                    });
                    changed();
                };
                let is_ticked = move || ticked.with(|ticked| ticked.contains(&id));
                view! {
                    <label class="tick">
                        <input type="checkbox" prop:checked=is_ticked on:change=tick disabled=move || mode.get() == Mode::Any />
                        {label}
                    </label>
                }
            })
            .collect_view()
    };
    let is_empty = move || mode.get() != Mode::Any && ticked.with(Vec::is_empty);
    let tick = t("cell.tick");
    view! {
        <fieldset>
            <legend>{t("cell.legend")}</legend>
            {radios.into_iter().collect_view()}
        </fieldset>
        <fieldset>
            <legend>{t("cell.choices")}</legend>
            {ticks}
        </fieldset>
        <p class="hint" aria-live="polite">
            {move || is_empty().then(&tick)}
        </p>
    }
}

/// The choices of a question of the draft.
pub fn choices(question: &str) -> Choices {
    let workshop = workshop();
    workshop.policy.with(|policy| {
        let question = policy.iter().flat_map(|policy| &policy.questions).find(|known| known.id == question);
        let own = question.iter().flat_map(|question| question.choices.iter().map(|choice| (&question.id, &choice.id)));
        own.map(|(question, id)| (id.clone(), workshop.name(&format!("question.{question}.choice.{id}"), id))).collect()
    })
}

/// What a condition says, question by question; nothing where it holds for everybody.
pub fn all_in_words(when: &When) -> String {
    let workshop = workshop();
    let part = |(question, allowed): (&String, &Allowed)| {
        let title = workshop.name(&format!("question.{question}.title"), question);
        format!("{title} {}", in_words(workshop.say, &of_allowed(Some(allowed)), &choices(question)))
    };
    when.iter().map(part).collect::<Vec<_>>().join("; ")
}

/// What a cell says: `all`, some choices, or all but some.
pub fn in_words(say: Say, cell: &Cell, choices: &Choices) -> String {
    let label = |id: &String| choices.iter().find(|(known, _)| known == id).map_or(id, |(_, label)| label).clone();
    let listed = ids_of(cell).iter().map(label).collect::<Vec<_>>().join(" / ");
    match cell {
        Cell::Any => say.text("cell.all"),
        Cell::Only(_) => listed,
        Cell::Not(_) => say.with("cell.but", &[("choices", &listed)]),
    }
}

/// What a condition asks of one question, by what it says of it.
pub fn of_allowed(allowed: Option<&Allowed>) -> Cell {
    match allowed {
        None => Cell::Any,
        Some(Allowed::Only(ids)) => Cell::Only(ids.as_slice().to_vec()),
        Some(Allowed::Not { not }) => Cell::Not(not.as_slice().to_vec()),
    }
}

fn mode_of(cell: &Cell) -> Mode {
    match cell {
        Cell::Any => Mode::Any,
        Cell::Only(_) => Mode::Only,
        Cell::Not(_) => Mode::Not,
    }
}

fn ids_of(cell: &Cell) -> &[String] {
    match cell {
        Cell::Any => &[],
        Cell::Only(ids) | Cell::Not(ids) => ids,
    }
}
