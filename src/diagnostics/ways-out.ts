/** What to write instead of Ruby that is not evaluated: by the beginning of the construct's name. */
const insteadOfRefused: readonly (readonly [RegExp, string])[] = [
  [
    /^`(?:def|define|action_class|load_current_value)`/,
    "Write the code where it is used, or declare what the method gives with --stub NAME=JSON.",
  ],
  [
    /^`(?:class|module)`/,
    "Keep values in locals, hashes and arrays; what a method of it gives is declared with --stub Name.method=JSON.",
  ],
  [/^`(?:while|until|loop|redo)`/, "Write the loop over a list or a range: (1..3).each do |number| … end."],
  [
    /^`(?:begin|rescue|ensure|else|retry)`/,
    "Nothing can fail and be tried again while a recipe is compiled: write what is to be declared without it, under an `if` where it depends on something.",
  ],
  [/^`(?:catch|throw)`/, "Leave a block with `next` or `break`, and the recipe with `return`."],
  [/^`case … in`/, "Write `case … when`, and read what is inside by its key: settings[:name]."],
  [/^`(?:<<|>>)` of blocks/, "Call one with what the other gives: first.call(second.call(value))."],
  [/^a lambda as a block/, "Write the block itself: list.map { |key, value| … }."],
  [
    /^(?:the|an assignment to) ?(?:global variable|instance variable)? `[$@]/,
    "Use a local: a name without the sign in front of it.",
  ],
  [/^the number/, "Write an integer or a float."],
  [/^`__(?:FILE|dir)__`/, "Write the path itself, or read it from a node attribute."],
  [/^`__/, "Write the text itself."],
  [/^`self`/, "Name what is meant: a local, `node`, or `new_resource` in a custom resource."],
  [/^`defined\?`/, "Compare the value with nil, or ask a hash whether it has the key: settings.key?(:name)."],
  [/^`(?:yield|super|alias|undef)`/, "Write the code itself where it is needed."],
  [/^`(?:BEGIN|END|at_exit)`/, "Write the statements at the place where they are to count."],
  [/^`s?rand`/, "Write the value itself, so that the same recipe always gives the same document."],
  [/^an assignment to ENV|^`ENV\./, "Declare the variable with --env NAME=VALUE."],
  [/^a regular expression as a condition/, "Say what is to match it: text =~ /…/."],
  [/^(?:a regular expression in another encoding|the option `)/, "Leave the option out."],
  [
    /^a range as a condition/,
    "Join the two conditions with && or ||, or ask a range: (1..3).include?(number).",
  ],
];

/** What to write instead of what could run or read something: by the construct's name. */
const insteadOfDangerous: readonly (readonly [RegExp, string])[] = [
  [
    /^"Chef\b.*\.(?:__send__|public_send|send|(?:class|module)_eval)"/,
    "Take it out: libraries are not run; what their methods give is declared with --stub NAME=JSON.",
  ],
  [/^"(?:.*\.)?(?:__send__|public_send|send)"/, "Call the method by its own name."],
  [
    /^"(?:.*\.)?(?:(?:class_|instance_|module_)?eval|instance_exec|class_exec|binding|load|require_relative)"|^"require" of a file/,
    "Write the code itself in the recipe; another recipe is joined with include_recipe.",
  ],
  [/^"(?:abort|exit!?)"/, "Write `return` to end the recipe, or `raise` to refuse the node."],
  [/^"(?:trap|at_exit|fork|syscall)"/, "Take it out: nothing runs while a recipe is compiled."],
  [/^"(?:instance_)?method"/, "Write a block: list.map { |item| name(item) }."],
  [
    /^"(?:.*\.)?(?:const_get|define_method|instance_variable_[gs]et)"/,
    "Write the name itself: a constant, a local, or the code where it is used.",
  ],
  [
    /^"(?:FileUtils\..*|Tempfile\..*|(?:File|IO|Dir)\.(?:write|binwrite|open|new|delete|unlink|rename|mkdir|rmdir|chmod|chown))"/,
    "A DSC resource such as File does it on the node; what has to be read is given as a node attribute.",
  ],
];

/** What to write instead of a construct that is known and not evaluated; undefined when there is no better advice. */
export function wayRoundRefused(construct: string): string | undefined {
  return insteadOfRefused.find(([name]) => name.test(construct))?.[1];
}

/** As `wayRoundRefused`, of what could run or read something. */
export function wayRoundDangerous(construct: string): string | undefined {
  return insteadOfDangerous.find(([name]) => name.test(construct))?.[1];
}
