# Reads a JSON list of programs, writes for each its shape (see shape.ts), or { "error": "…" } where Ruby refuses it.
# Nothing is run: RubyVM::AbstractSyntaxTree only parses.
require "json"
$VERBOSE = nil

NODE = RubyVM::AbstractSyntaxTree::Node

# Text that is not plain ASCII goes as hexadecimal bytes, so that it need not be valid UTF-8.
def text(string)
  string.match?(/\A[ -~]*\z/n) ? string : "hex:#{string.unpack1("H*")}"
end

def items(node)
  return [] if node.nil? || node.type == :ZLIST
  return node.children[0..-2] if node.type == :LIST
  [node]
end

def splat(node)
  inner = value(node)
  inner[0] == "array" ? inner[1..] : [["splat", inner]]
end

def list(node)
  return [] if node.nil?
  case node.type
  when :LIST, :ZLIST, :VALUES then node.children.compact.map { |item| shape(item) }
  when :SPLAT then splat(node.children[0])
  when :ARGSPUSH then list(node.children[0]) + [shape(node.children[1])]
  when :ARGSCAT
    head, tail = node.children
    list(head) + (tail.type == :LIST ? list(tail) : splat(tail))
  when :BLOCK_PASS then list(node.children[0])
  else [shape(node)]
  end
end

LITERALS = %i[LIT STR NIL TRUE FALSE SELF].freeze

# Ruby drops a literal whose value nobody takes.
def statements(node)
  return [] if node.nil?
  case node.type
  when :BLOCK
    return [["?", "UNDEF"]] if node.children.all? { |child| child.type == :UNDEF }
    *init, last = node.children
    init.reject { |child| LITERALS.include?(child.type) }.flat_map { |child| statements(child) } + statements(last)
  when :BEGIN then statements(node.children[0])
  else [shape(node)]
  end
end

def value(node)
  list = statements(node)
  list.length == 1 ? list[0] : ["sequence", *list]
end

# Texts and interpolations in order; neighbouring texts are one.
def parts(children)
  runs = pieces(children).chunk_while { |a, b| a.is_a?(String) && b.is_a?(String) }
  runs.map { |run| run[0].is_a?(String) ? text(run.join) : run[0] }.reject { |part| part == "" }
end

def pieces(children)
  children.flat_map do |child|
    next [] if child.nil?
    next [child.b] if child.is_a?(String)
    case child.type
    when :STR then [child.children[0].b]
    when :DSTR, :LIST then pieces(child.children)
    when :EVSTR then [["#", *statements(child.children[0])]]
    else [["?"]]
    end
  end
end

def literal(value)
  case value
  when Integer then ["integer", value.to_s]
  when Float then ["float", [value].pack("G").unpack1("H*")]
  when Symbol then ["symbol", *[text(value.name)].reject(&:empty?)]
  when String then ["string", *[text(value)].reject(&:empty?)]
  when Regexp then ["regexp", options(value), *[text(value.source)].reject(&:empty?)]
  else ["?", value.class.name]
  end
end

def options(regexp)
  { "i" => 1, "m" => 4, "x" => 2 }.select { |_, bit| regexp.options & bit != 0 }.keys.join
end

# A regular expression whose named groups become locals.
def match(node)
  pattern, matched, locals = node.children
  return shape(pattern) if matched.type == :GVAR && matched.children == [:$_]
  return ["call", value(pattern), "=~", [value(matched)]] if locals.nil?
  ["match", value(pattern), value(matched), *locals.children.map { |local| target(local) }]
end

def logical(name, node)
  operands = node.children.flat_map do |child|
    inner = shape(child)
    inner[0] == name ? inner[1..] : [inner]
  end
  [name, *operands]
end

def operated(operator, target, read, value)
  return ["assign", target, operator == :"||" ? "||" : "&&", value] if %i[|| &&].include?(operator)
  ["assign", target, operator.to_s, value]
end

# `&block` behind the arguments of a call.
def passed(node)
  node&.type == :BLOCK_PASS ? [["pass", value(node.children[1])]] : []
end

# What stands left of the `=` of a multiple assignment; a rest may be followed by more.
def targets(node)
  _, head, rest = node.children
  before = head.nil? ? [] : head.children.compact.map { |item| target(item) }
  return ["targets", *before] if rest.nil?
  return ["targets", *before, rest_target(rest)] unless rest.is_a?(NODE) && rest.type == :POSTARG
  middle, behind = rest.children
  ["targets", *before, rest_target(middle), *behind.children.compact.map { |item| target(item) }]
end

def rest_target(node)
  ["rest", node.is_a?(NODE) ? target(node) : nil]
end

def target(node)
  a, b, c = node.children
  case node.type
  when :MASGN then targets(node)
  when :LASGN, :DASGN, :DASGN_CURR then ["local", a.to_s]
  when :CDECL then constant_target(node)
  when :ATTRASGN then ["call", value(a), b == :[]= ? "[]" : b.to_s.delete_suffix("="), list(c)]
  else ["?", node.type.to_s]
  end
end

# Parameters, in the order of the table of locals; those in parentheses have no name there.
def parameters(scope)
  names, args, = scope.children
  return [] if args.nil?
  count, pre, optional, _, posts, post, rest, keyword, keyrest, block = args.children
  return ["?", "parameters"] if keyword || !keyrest.nil? || block
  lists = destructured(pre) + destructured(post)
  named = ->(name) { name.nil? ? lists.shift : name.to_s }
  list = names.first(count).map(&named)
  while optional
    assign, optional = optional.children
    list << ["optional", assign.children[0].to_s, value(assign.children[1])]
  end
  return list << ["rest", nil] if rest == :NODE_SPECIAL_EXCESSIVE_COMMA
  slots = names[list.size, posts + 1]
  if rest || slots.count(nil) > destructured(post).size
    list << ["rest", rest&.to_s]
    slots.shift
  end
  list + slots.first(posts).map(&named)
end

def destructured(node)
  return [] if node.nil?
  (node.type == :BLOCK ? node.children : [node]).map { |item| names_of(targets(item)) }
end

# A list of parameters is one of targets that are all locals.
def names_of(shape)
  case shape[0]
  when "targets" then ["list", *shape[1..].map { |item| names_of(item) }]
  when "rest" then ["rest", shape[1] && shape[1][1]]
  else shape[1]
  end
end

def with_block(call, scope)
  body = scope.children[2]
  parameters = parameters(scope)
  return parameters if parameters[0] == "?"
  inner = shape(call)
  # The block behind `return foo x do … end` stands outside, and is given to the call all the same.
  if %i[RETURN NEXT BREAK].include?(call.type)
    return [inner[0], with_block(call.children[0], scope)] if call.children[0].type != :VALUES
  end
  return ["?", "block of #{inner[0]}"] unless inner[0].end_with?("call")
  [*inner[0..3], ["block", parameters, statements(body)]]
end

# `->` is the call of `lambda` with a block.
def lambda_of(scope)
  parameters = parameters(scope)
  parameters[0] == "?" ? parameters : ["call", nil, "lambda", [], ["block", parameters, statements(scope.children[2])]]
end

def case_of(subject, branch)
  whens = []
  while branch && branch.type == :WHEN
    conditions, body, following = branch.children
    whens << [list(conditions), statements(body)]
    branch = following
  end
  ["case", subject && value(subject), whens, statements(branch)]
end

def shape(node)
  a, b, c, d = node.children
  case node.type
  when :SCOPE then statements(c)
  when :BLOCK, :BEGIN then value(node)
  when :LIT then a == {} ? ["hash"] : literal(a)
  when :STR then ["string", *[text(a)].reject(&:empty?)]
  when :DSTR then ["string", *parts(node.children)]
  when :DSYM then ["symbol", *parts(node.children)]
  when :NIL then ["nil"]
  when :TRUE then ["true"]
  when :FALSE then ["false"]
  when :LIST, :ZLIST, :SPLAT, :ARGSPUSH, :ARGSCAT, :VALUES then ["array", *list(node)]
  when :HASH
    pairs = a.nil? ? [] : a.children[0..-2]
    ["hash", *pairs.each_slice(2).map { |key, item| key.nil? ? ["**", value(item)] : [value(key), value(item)] }]
  when :FLIP2, :FLIP3 then ["?", "flip-flop"]
  when :DOT2 then ["range", shape(a), shape(b)]
  when :DOT3 then ["exclusive range", shape(a), shape(b)]
  when :LVAR, :DVAR then ["local", a.to_s]
  when :NTH_REF, :BACK_REF then ["match variable", a.to_s]
  when :GVAR then a == :$~ ? ["match variable", a.to_s] : ["?", "GVAR"]
  when :CONST then ["constant", nil, a.to_s]
  when :COLON2 then ["constant", value(a), b.to_s]
  when :COLON3 then ["constant", "top", a.to_s]
  when :VCALL then ["call", nil, a.to_s, []]
  when :FCALL then ["call", nil, a.to_s, list(b), *passed(b)]
  when :CALL, :OPCALL then ["call", value(a), b.to_s, list(c), *passed(c)]
  when :DREGX then ["dynamic regexp", *parts(node.children)]
  when :ONCE then shape(a)
  when :MATCH then literal(a)
  when :MATCH2 then match(node)
  when :MATCH3 then ["call", value(b), "=~", [value(a)]]
  when :QCALL then ["safe call", value(a), b.to_s, list(c), *passed(c)]
  when :MASGN then ["multiple", targets(node), a.type == :LIST || a.type == :ARGSCAT || a.type == :SPLAT || a.type == :ARGSPUSH ? ["array", *list(a)] : value(a)]
  when :FOR then loop_of(a, b)
  when :ITER then with_block(a, b)
  when :LAMBDA then lambda_of(a)
  when :AND then logical("and", node)
  when :OR then logical("or", node)
  when :IF then ["if", value(a), statements(b), statements(c)]
  when :UNLESS then ["if", value(a), statements(c), statements(b)]
  when :CASE, :CASE2 then case_of(a, b)
  when :RETURN, :NEXT, :BREAK
    [node.type.to_s.downcase, *(a ? [a.type == :VALUES ? ["array", *list(a)] : value(a)] : [])]
  when :LASGN, :DASGN, :DASGN_CURR
    return ["?", "masgn"] unless b.is_a?(NODE)
    ["assign", ["local", a.to_s], nil, value(b)]
  when :CDECL then ["assign", b.is_a?(NODE) && c ? ["?"] : constant_target(node), nil, value(node.children.last)]
  when :ATTRASGN then attribute_assignment(a, b, c)
  when :OP_ASGN_OR then ["assign", shape(a), "||", value(c.children.last)]
  when :OP_ASGN_AND then ["assign", shape(a), "&&", value(c.children.last)]
  when :OP_ASGN1 then operated(b, ["call", value(a), "[]", list(c)], nil, value(d))
  when :OP_ASGN2 then operated(d, [b ? "safe call" : "call", value(a), c.to_s, []], nil, value(node.children[4]))
  when :OP_CDECL then operated(b, shape(a), nil, value(c))
  else ["?", node.type.to_s]
  end
end

# `for` is a call of `each`; one variable, or several.
def loop_of(iterated, scope)
  _, args, body = scope.children
  count, assigns, = args.children
  variables = count == 1 ? target(assigns) : targets(assigns)
  variables = variables[1] if count == 0 && assigns.children[0].type != :FOR_MASGN
  ["call", value(iterated), "each", [], ["for", variables, statements(body)]]
end

def constant_target(node)
  a = node.children[0]
  a.is_a?(NODE) ? shape(a) : ["constant", nil, a.to_s]
end

def attribute_assignment(receiver, name, arguments)
  *given, item = list(arguments)
  return ["assign", ["call", value(receiver), "[]", given, *passed(arguments)], nil, item] if name == :[]=
  ["assign", ["call", value(receiver), name.to_s.delete_suffix("="), []], nil, item]
end

answers = JSON.parse($stdin.read).map do |program|
  # A jump without a block, and its like, is found only when the tree is compiled.
  RubyVM::InstructionSequence.compile(program) if program.match?(/\b(?:next|break|redo|retry|yield)\b/)
  shape(RubyVM::AbstractSyntaxTree.parse(program))
rescue SyntaxError, ArgumentError, EncodingError => error
  { "error" => error.message.scrub.lines.first.to_s.chomp }
end
puts JSON.generate(answers, max_nesting: 1000)
