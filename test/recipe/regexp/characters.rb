# Of the characters given, as text, by name: the indices of those that a pattern matches, or what each folds to.
require "json"

$VERBOSE = nil
input = JSON.parse($stdin.read)
characters = input.fetch("characters")
matched = input.fetch("patterns").to_h do |pattern|
  regexp = Regexp.new("\\A(?:#{pattern})", Regexp::MULTILINE)
  [pattern, characters.each_index.select { |index| regexp.match?(characters[index]) }]
end
assigned = characters.each_index.reject { |index| /\p{Cn}/.match?(characters[index]) }
folded = characters.map { |character| character.downcase(:fold) }
puts JSON.generate("matched" => matched, "assigned" => assigned, "folded" => folded)
