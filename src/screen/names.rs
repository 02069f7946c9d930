//! What questions, choices, outcomes and verdicts are called in one language, for whoever shows a policy as a whole.

use serde::Serialize;

use crate::policy::Verdict;
use crate::policy::compiled::{Answer, CompiledOutcome, CompiledPolicy, CompiledQuestion};
use crate::policy::number::Number;
use crate::policy::words::{CompiledWords, Rich, Texts};

/// The names of all that a policy asks and answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Names {
    /// The questions, in the policy's order.
    pub questions: Vec<QuestionNames>,
    outcomes: Vec<String>,
    verdicts: Vec<(Verdict, String)>,
}

/// The texts of a question.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct QuestionNames {
    /// The question's id.
    pub id: String,
    /// The question.
    pub title: String,
    /// What helps to answer it.
    pub hint: Option<Rich>,
    /// Its choices, in the policy's order.
    pub choices: Vec<ChoiceNames>,
}

/// The texts of a choice.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "author", derive(schemars::JsonSchema))]
pub struct ChoiceNames {
    /// The choice's id.
    pub id: String,
    /// What it says.
    pub label: String,
    /// What helps to choose it.
    pub hint: Option<Rich>,
}

/// The names of the questions in a language.
pub fn questions<T: Texts>(policy: &CompiledPolicy, words: &CompiledWords<T>) -> Vec<QuestionNames> {
    let question = |question: &CompiledQuestion| {
        let id = question.id.as_str();
        let choices = question.choices.iter().map(|choice| ChoiceNames {
            id: choice.id.clone(),
            label: words.plain(&["question.", id, ".choice.", &choice.id]),
            hint: words.line_if(&["question.", id, ".choice-hint.", &choice.id]),
        });
        QuestionNames {
            id: id.to_owned(),
            title: words.plain(&["question.", id, ".title"]),
            hint: words.line_if(&["question.", id, ".hint"]),
            choices: choices.collect(),
        }
    };
    policy.questions.iter().map(question).collect()
}

impl Names {
    /// The names in a language.
    pub fn of<T: Texts>(policy: &CompiledPolicy, words: &CompiledWords<T>) -> Self {
        let verdict = |verdict: Verdict| (verdict, words.plain(&["verdict.", verdict.id(), ".label"]));
        Self {
            questions: questions(policy, words),
            outcomes: policy.outcomes.iter().map(|own| words.plain(&["outcome.", &own.id, ".title"])).collect(),
            verdicts: Verdict::ALL.into_iter().map(verdict).collect(),
        }
    }

    /// A question.
    pub fn question(&self, number: Number<CompiledQuestion>) -> &str {
        self.questions.get(number.get()).map_or("", |question| &question.title)
    }

    /// A choice of a question.
    pub fn choice(&self, answer: Answer) -> &str {
        let question = self.questions.get(answer.question.get());
        question.and_then(|question| question.choices.get(answer.choice.get())).map_or("", |choice| &choice.label)
    }

    /// An outcome's title.
    pub fn outcome(&self, number: Number<CompiledOutcome>) -> &str {
        self.outcomes.get(number.get()).map_or("", String::as_str)
    }

    /// A verdict in a few words, where an outcome does not say it in its own.
    pub fn verdict(&self, verdict: Verdict) -> &str {
        self.verdicts.iter().find(|(known, _)| *known == verdict).map_or("", |(_, label)| label)
    }
}
