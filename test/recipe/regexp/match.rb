# What Ruby makes of patterns: for each [source, options, [[text, how, position], ...]] either its refusal, or for each
# text the offsets, in characters, of the match and its groups.
require "json"
require "timeout"

OPTIONS = { "i" => Regexp::IGNORECASE, "m" => Regexp::MULTILINE, "x" => Regexp::EXTENDED }.freeze

# A regexp remembers the encoding it last matched with, so that each text gets its own.
def found(source, options, text, how, position)
  regexp = Regexp.new(source, options)
  Timeout.timeout(0.5) do
    case how
    when "match" then regexp.match(text, position)
    when "last" then text.rindex(regexp, position) && $~
    when "start" then text.start_with?(regexp) ? $~ : nil
    end
  end
end

def offsets(match)
  match && (0...match.size).map { |group| match.begin(group) && match.offset(group) }
end

$VERBOSE = nil
answers = JSON.parse($stdin.read).map do |source, letters, calls|
  options = letters.chars.sum { |letter| OPTIONS.fetch(letter) }
  begin
    Regexp.new(source, options)
    calls.map do |text, how, position|
      offsets(found(source, options, text, how, position))
    rescue Timeout::Error
      "timeout"
    rescue RegexpError => e
      e.message
    end
  rescue RegexpError => e
    e.message
  end
end
puts JSON.generate(answers)
