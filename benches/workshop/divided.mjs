// A policy of any size that is proven by construction, as the workshop opens it: `divided` of tests/common/synthetic.rs, with the
// words that it needs.

/** The files of a policy of about so many rules, by name. */
export function divided(questions, choices, rules, seed) {
  const random = generator(seed);
  // Each part: its condition, and the first question it may be divided at.
  const open = [{ condition: [], from: 0 }];
  const whole = [];
  while (open.length > 0 && open.length + whole.length < rules) {
    const [{ condition, from }] = open.splice(random(open.length), 1);
    const question = from + random(2);
    if (question >= questions) {
      whole.push(condition);
      continue;
    }
    // Neighbouring choices together, in two groups or more.
    const groups = [[0]];
    for (let choice = 1; choice < choices; choice += 1) {
      if (choice > 1 && random(2) === 0) groups.at(-1).push(choice);
      else groups.push([choice]);
    }
    for (const group of groups) open.push({ condition: [...condition, [question, group]], from: question + 1 });
  }
  whole.push(...open.map(({ condition }) => condition));
  const numbers = (count) => Array.from({ length: count }, (_, number) => number);
  const list = (ids) => `[${ids.map((id) => `"${id}"`).join(", ")}]`;
  const when = (condition) => condition.map(([question, group]) => `q${question} = ${list(group.map((n) => `c${n}`))}`).join(", ");
  const policy = [
    `id = "divided"\nversion = "1"\ndefault-language = "en"\n\n[facts]\nF1 = "One."\n`,
    ...numbers(questions).map((n) => `[[question]]\nid = "q${n}"\nchoices = ${list(numbers(choices).map((n) => `c${n}`))}\n`),
    `[[channel]]\nid = "mail"\nkind = "mail"\ntarget = "desk@example.org"\n`,
    ...numbers(2).map((n) => `[[outcome]]\nid = "o${n}"\nverdict = "accepted"\nchannels = ["mail"]\nsteps = ["send"]\n`),
    ...whole.map((condition, n) =>
      `[[rule]]\nid = "r${n}"\nwhen = { ${when(condition)} }\noutcome = "o${random(2)}"\nfacts = ["F1"]\n`),
  ];
  const words = [
    `[language]\nreviewed = "yes"\n\n[page]\ntitle = "Divided"\ndescription = "A policy to measure."\nlead = "It asks much."\nfooter = "It is made."\n`,
    ...numbers(questions).map((n) => {
      const answers = numbers(choices).map((choice) => `c${choice} = "Answer ${choice} to ${n}"\n`).join("");
      return `[question.q${n}]\ntitle = "Question ${n}?"\n\n[question.q${n}.choice]\n${answers}`;
    }),
    `[channel.mail]\nname = "Mail"\ntext = "Write to us."\n`,
    ...numbers(2).map((n) => `[outcome.o${n}]\ntitle = "Outcome ${n}"\nwhy = "So it is."\nsubject = "Hello"\nbody = "Hello."\n`),
    `[step]\nsend = "Send it."\n`,
  ];
  return { "policy.toml": policy.join("\n"), "words.en.toml": words.join("\n") };
}

/** Pseudo-random numbers below a limit (splitmix64): the same seed gives the same. */
function generator(seed) {
  const cut = (value) => BigInt.asUintN(64, value);
  let state = BigInt(seed);
  return (limit) => {
    state = cut(state + 0x9e3779b97f4a7c15n);
    let mixed = cut((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = cut((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return Number((mixed ^ (mixed >> 31n)) % BigInt(limit));
  };
}
