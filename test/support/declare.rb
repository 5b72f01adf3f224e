# Runs recipes as Chef does, as far as declarations go: reads from standard input a list of jobs
#   {"recipes": [text, ...], "attributes": {...}, "node": name, "environment": {...}, "cache": path}
# and prints for each the list of its dsc_resource blocks as [name, resource, properties], or the error that
# ended the recipe.

require 'json'

$VERBOSE = nil

# Node attributes are read by strings and symbols alike (Chef::Node::ImmutableMash).
class Attributes < Hash
  def self.of(value)
    case value
    when Hash then value.each_with_object(new) { |(key, item), all| all.store(key, of(item)) }
    when Array then value.map { |item| of(item) }
    else value
    end
  end

  def [](key) = super(key.to_s)
  def key?(key) = super(key.to_s)
  def read(*path) = path.reduce(self) { |value, key| value.nil? ? nil : value[key] }
end

# The environment of Windows, which ignores case.
class Environment < Hash
  def self.of(variables) = new.merge!(variables.transform_keys(&:upcase))

  def [](key) = super(key.upcase)
  def key?(key) = super(key.upcase)
  def fetch(key, *default) = super(key.upcase, *default)
end

class Credential
  attr_reader :username

  def initialize(username = 'placeholder', _password) = @username = username
end

# What a recipe and the blocks in it can call besides Ruby itself.
module Words
  def node = Thread.current[:node]
  def ps_credential(...) = Credential.new(...)
  def platform?(*names) = names.include?('windows')
  def platform_family?(*names) = names.include?('windows')
  def respond_to_missing?(*) = true

  # Chef's other resources and attributes: nothing of them is compared.
  def method_missing(*) = nil
end

class Block
  include Words

  def initialize(declared) = @declared = declared

  # Without a value it asks and sets nothing.
  def property(name, *values)
    values.each { |value| @declared[:properties][name.to_s] = value }
  end

  def resource(name) = @declared[:resource] = name.to_s
  alias resource_name resource
end

class Recipe
  include Words

  attr_reader :declared

  def initialize = @declared = []

  def dsc_resource(name, &body)
    @declared << { name: name.dup, properties: {} }
    Block.new(@declared.last).instance_eval(&body)
  end

  # `return` ends a recipe that is a method's body, as it ends Chef's; `__END__` ends only a file.
  def run(text)
    instance_eval("define_singleton_method(:body) do\n#{text.split(/^__END__$/, 2).first}\nend", 'recipe', 0)
    body
  end
end

class Chef
  Config = {}
  module Log
    def self.method_missing(*) = nil
  end
end

def plain(value)
  case value
  when Symbol then value.to_s
  when Integer then value.abs < 2**53 ? value : value.to_s
  when Array then value.map { |item| plain(item) }
  when Hash then value.to_h { |key, item| [key.to_s, plain(item)] }
  when Credential then { '$credential' => { 'username' => value.username } }
  else value
  end
end

def declare(job)
  Thread.current[:node] = Attributes.of(job['attributes'])
  Thread.current[:node].define_singleton_method(:name) { job['node'] }
  Chef::Config[:file_cache_path] = job['cache']
  Object.send(:remove_const, :ENV)
  Object.const_set(:ENV, Environment.of(job['environment']))
  job['recipes'].flat_map do |text|
    recipe = Recipe.new
    recipe.run(text)
    recipe.declared.map { |block| plain([block[:name], block[:resource], block[:properties]]) }
  end
rescue StandardError, ScriptError => e
  "#{e.class}: #{e.message}"
end

puts JSON.generate(JSON.parse($stdin.read).map { |job| declare(job) })
