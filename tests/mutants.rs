//! The shipped policy, spoilt in each of the ways an editor may spoil one: every spoilt policy has a flaw, or `diff` shows
//! what has changed, or nothing has changed for anybody.

mod common;

use std::collections::BTreeMap;

use common::shipped;
use wegwijzer::author::diff::Diff;
use wegwijzer::change::{Version, changes};
use wegwijzer::check::check;
use wegwijzer::check::flaw::{Code, Severity};
use wegwijzer::policy::compiled::CompiledPolicy;
use wegwijzer::policy::words::{self, Words};
use wegwijzer::policy::{Allowed, Ids, Policy};

/// Whether a policy has errors.
fn is_flawed(policy: &Policy, words: &[Words]) -> bool {
    check(policy, words).iter().any(|flaw| flaw.code.severity() == Severity::Error)
}

/// What became of the mutants of one kind.
#[derive(Debug, Default)]
struct Tally {
    /// A flaw was found.
    flawed: usize,
    /// The policy is sound, and situations have another outcome.
    shown: usize,
    /// The policy is sound, and no situation has another outcome.
    idle: Vec<String>,
}

#[test]
fn every_mutant_of_the_rules_is_caught_or_shown() {
    let source = shipped();
    let policy = &source.policy;
    assert!(!is_flawed(policy, &source.words));
    let before = CompiledPolicy::of(policy).expect("a diagram of modest size");
    let is_shown = |mutant: &Policy| {
        let after = CompiledPolicy::of(mutant).expect("a diagram of modest size");
        let version = |policy| Version { policy, words: &[] };
        let changes = changes(version(&before), version(&after));
        changes.ways.is_none_or(|ways| ways.differing > 0)
    };
    let mut tally: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut try_out = |kind: &'static str, name: String, mutate: &dyn Fn(&mut Policy)| {
        let mut mutant = policy.clone();
        mutate(&mut mutant);
        assert_ne!(&mutant, policy, "{kind}: {name} is a mutant");
        let tally = tally.entry(kind).or_default();
        if is_flawed(&mutant, &source.words) {
            tally.flawed += 1;
        } else if is_shown(&mutant) {
            tally.shown += 1;
        } else {
            tally.idle.push(name);
        }
    };
    for (number, rule) in policy.rules.iter().enumerate() {
        let name = |what: &str| format!("{} {what}", rule.id);
        try_out("removed", name(""), &|mutant| drop(mutant.rules.remove(number)));
        try_out("doubled", name(""), &|mutant| {
            let mut double = mutant.rules[number].clone();
            double.id.push_str("-again");
            mutant.rules.insert(number, double);
        });
        for (question, allowed) in &rule.when {
            try_out("widened", name(question), &|mutant| drop(mutant.rules[number].when.remove(question)));
            for choice in allowed.named() {
                // One choice less where the condition lists what it allows, one more where it lists what it excludes.
                let kind = if matches!(allowed, Allowed::Only(_)) { "narrowed" } else { "widened" };
                if allowed.named().len() > 1 {
                    try_out(kind, name(choice), &|mutant| {
                        let named = || allowed.named().iter().filter(|known| *known != choice).cloned().collect();
                        let allowed = match allowed {
                            Allowed::Only(_) => Allowed::Only(Ids::Many(named())),
                            Allowed::Not { .. } => Allowed::Not { not: Ids::Many(named()) },
                        };
                        mutant.rules[number].when.insert(question.clone(), allowed);
                    });
                }
            }
        }
        for question in policy.questions.iter().filter(|question| !rule.when.contains_key(&question.id)) {
            for choice in &question.choices {
                try_out("narrowed", name(&format!("{}={}", question.id, choice.id)), &|mutant| {
                    let only = Allowed::Only(Ids::One(choice.id.clone()));
                    mutant.rules[number].when.insert(question.id.clone(), only);
                });
            }
        }
        for outcome in policy.outcomes.iter().filter(|outcome| outcome.id != rule.outcome) {
            try_out("retargeted", name(&outcome.id), &|mutant| mutant.rules[number].outcome.clone_from(&outcome.id));
        }
    }
    for (kind, Tally { flawed, shown, idle }) in &tally {
        println!(
            "rules {kind}: {flawed} with a flaw, {shown} shown by diff, {} that change nothing {idle:?}",
            idle.len()
        );
    }
    assert!(tally["removed"].idle.is_empty() && tally["removed"].shown == 0, "each rule is needed");
    assert!(tally["doubled"].idle.is_empty() && tally["doubled"].shown == 0, "no rule fits in beside another");
    assert!(tally["retargeted"].idle.is_empty(), "another outcome is always told");
    // A condition may name what follows from the rest of it: who is a main admin is an admin.
    let follows = |name: &String| name.ends_with(" who");
    assert!(tally["widened"].idle.iter().all(follows), "only who a visitor is follows from the rest");
    assert!(
        tally["narrowed"].shown == 0 && tally["widened"].shown == 0,
        "no rule can give way without a gap or overlap"
    );
}

#[test]
fn every_misspelt_id_is_caught() {
    let source = shipped();
    let policy = &source.policy;
    let mut count = 0;
    let mut try_out = |name: &str, mutate: &dyn Fn(&mut Policy)| {
        let mut mutant = policy.clone();
        mutate(&mut mutant);
        assert_ne!(&mutant, policy, "{name} is a mutant");
        assert!(is_flawed(&mutant, &source.words), "{name} is misspelt");
        count += 1;
    };
    let misspell = |id: &mut String| id.push('x');
    for (number, rule) in policy.rules.iter().enumerate() {
        try_out(&rule.outcome, &|mutant| misspell(&mut mutant.rules[number].outcome));
        for (at, fact) in rule.facts.iter().enumerate() {
            try_out(fact, &|mutant| misspell(&mut mutant.rules[number].facts[at]));
        }
        for (question, allowed) in &rule.when {
            try_out(question, &|mutant| {
                let when = &mut mutant.rules[number].when;
                let allowed = when.remove(question).unwrap();
                when.insert(format!("{question}x"), allowed);
            });
            for (at, choice) in allowed.named().iter().enumerate() {
                try_out(choice, &|mutant| {
                    let mut named = allowed.named().to_vec();
                    misspell(&mut named[at]);
                    let allowed = match allowed {
                        Allowed::Only(_) => Allowed::Only(Ids::Many(named)),
                        Allowed::Not { .. } => Allowed::Not { not: Ids::Many(named) },
                    };
                    mutant.rules[number].when.insert(question.clone(), allowed);
                });
            }
        }
    }
    for (number, question) in policy.questions.iter().enumerate() {
        try_out(&question.id, &|mutant| misspell(&mut mutant.questions[number].id));
        for (at, choice) in question.choices.iter().enumerate() {
            try_out(&choice.id, &|mutant| misspell(&mut mutant.questions[number].choices[at].id));
        }
    }
    for (number, outcome) in policy.outcomes.iter().enumerate() {
        try_out(&outcome.id, &|mutant| misspell(&mut mutant.outcomes[number].id));
        for (at, id) in outcome.channels.iter().enumerate() {
            try_out(id, &|mutant| misspell(&mut mutant.outcomes[number].channels[at]));
        }
        for (at, id) in outcome.steps.iter().enumerate() {
            try_out(id, &|mutant| misspell(&mut mutant.outcomes[number].steps[at]));
        }
        for (at, id) in outcome.enclosures.iter().enumerate() {
            try_out(id, &|mutant| misspell(&mut mutant.outcomes[number].enclosures[at]));
        }
    }
    for (number, channel) in policy.channels.iter().enumerate() {
        try_out(&channel.id, &|mutant| misspell(&mut mutant.channels[number].id));
    }
    for (number, notice) in policy.notices.iter().enumerate() {
        try_out(&notice.id, &|mutant| misspell(&mut mutant.notices[number].id));
    }
    for (number, closed) in policy.closed.iter().enumerate() {
        try_out(&closed.channel, &|mutant| misspell(&mut mutant.closed[number].channel));
    }
    println!("{count} misspelt ids, all with a flaw");
    assert!(count > 200);
}

#[test]
fn every_text_that_is_deleted_is_caught_or_shown() {
    let (mut before, mut after) = (shipped(), shipped());
    let languages = before.words.clone();
    let (mut missed, mut shown) = (0, 0);
    for own in &languages {
        let Words { language, texts } = own.clone();
        // The others are not touched.
        before.words = vec![own.clone()];
        for (key, deleted) in texts.iter() {
            let mut own = own.clone();
            own.texts.remove(key);
            let own = [own];
            let found = check(&before.policy, &own);
            let named = format!("`{key}`");
            if found.into_iter().any(|flaw| flaw.code == Code::MissingWords && flaw.message.contains(&named)) {
                missed += 1;
                continue;
            }
            after.words = own.to_vec();
            let diff = Diff::of(&before, &after);
            // On a screen, or beside all of them; and nobody is sent elsewhere.
            let told = diff.to_text();
            assert!(told.contains(&format!("{key} ({language})")), "{language} {key}: {told}");
            let first = deleted.lines().next().unwrap_or_default();
            assert!(told.contains(&format!("- {first}")), "{language} {key}: {told}");
            assert_eq!(diff.changes.ways.expect("ways that can be counted").elsewhere, 0);
            shown += 1;
        }
    }
    println!("{} texts deleted one by one: {missed} with a flaw, {shown} shown by diff", missed + shown);
    let needed = words::keys(&before.policy.outline()).into_iter().filter(|key| !key.optional).count();
    assert_eq!(missed, needed * languages.len(), "each text that is needed is missed");
    assert!(shown > 0);
}
