# encoding: utf-8

# Reads texts as Ruby's own libraries do: JSON on standard input, [[language, text], ...]; each comes back with its
# hashes as lists of pairs, in their order.

require 'json'
require 'yaml'

def listed(value)
  case value
  when Hash then { pairs: value.map { |key, item| [key.to_s, listed(item)] } }
  when Array then value.map { |item| listed(item) }
  else value
  end
end

texts = JSON.parse($stdin.read)
print JSON.generate(texts.map { |language, text| listed(language == 'json' ? JSON.parse(text) : YAML.unsafe_load(text)) })
