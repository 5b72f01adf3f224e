# `node`, and what an attribute file is run as (Chef::Node).
class Node
  include Words

  LEVELS = { default: :default, normal: :normal, override: :override, automatic: :automatic,
             force_default: :force_default, force_override: :force_override, set: :normal }.freeze
  OF_ALL = %i[all? any? collect count each each_key each_pair each_value empty? entries fetch find find_all first
              include? keys length map max member? merge min none? reject select size sort sort_by to_a to_h to_hash
              values].freeze

  # With a path at once, or key by key (Chef::Decorator::Unchain).
  def self.unchained(name, &block)
    define_method(name) do |*path|
      path.empty? ? Unchain.new(self, name) : instance_exec(*path, &block)
    end
  end

  attr_reader :name, :chef_environment, :run_state, :attributes
  attr_accessor :run_context

  alias environment chef_environment

  def initialize(name, chef_environment, levels)
    @name = name
    @chef_environment = chef_environment
    @attributes = Levels.new(levels)
    @run_state = {}
  end

  def node = self
  def run(text, path) = instance_eval(text, path, 1)

  LEVELS.each { |word, level| define_method(word) { attributes.level(level) } }
  LEVELS.except(:set).each { |word, level| define_method(:"#{word}=") { |data| attributes.replace(level, data) } }
  %i[default normal override set].each do |word|
    unchained(:"#{word}_unless") { |*path| write_unless(LEVELS.fetch(word), *path) }
  end
  %i[default normal override].each { |level| unchained(:"#{level}!") { |*path| write(level, *path) } }
  %i[default override].each do |kind|
    unchained(:"force_#{kind}!") do |*path, value|
      attributes.public_send(:"rm_#{kind}", *path)
      write(:"force_#{kind}", *path, value)
    end
  end
  OF_ALL.each { |word| define_method(word) { |*given, &block| attributes.whole.public_send(word, *given, &block) } }

  def [](key) = attributes[key]

  def []=(*)
    raise ImmutableAttribute
  end

  def read(*path) = attributes.read(*path)
  alias dig read

  def read!(*path) = attributes.read!(*path)
  def exist?(*path) = attributes.exist?(*path)
  def key?(key) = attributes.key?(key)
  alias has_key? key?
  alias attribute? key?

  %i[write write! unlink unlink!].each do |word|
    define_method(word) { |level, *path, &block| attributes.level(level.to_sym).public_send(word, *path, &block) }
  end
  %i[rm rm_default rm_normal rm_override].each { |word| define_method(word) { |*path| attributes.public_send(word, *path) } }

  def role?(name) = Array(self[:roles]).include?(name)
  def recipe?(name) = Array(self[:recipes]).include?(name)

  def tags
    normal[:tags] = Array(normal[:tags])
    normal[:tags]
  end

  def tag(*names)
    names.each { |name| tags.push(name.to_s) unless tags.include?(name.to_s) }
    tags
  end

  def untag(*names)
    names.each { |name| tags.delete(name.to_s) }
    tags
  end

  def to_s = "node[#{name}]"
  alias inspect to_s

  def lazy(&block) = Chef::DelayedEvaluator.new(&block)
  def include_attribute(*specs) = run_context.include_attributes(specs.flatten)

  # What Chef sets before the run (Chef::Node#expand! and #fix_automatic_attributes); files alone are no run list.
  def expand(run_list, roles)
    tags
    automatic[:chef_environment] = chef_environment
    automatic[:name] = name
    return if run_list.nil?

    automatic[:recipes] = run_list.flat_map { |one| one.end_with?('::default') ? [one[0..-10], one] : [one] }
    automatic[:expanded_run_list] = run_list
    automatic[:roles] = roles
  end

  def loaded(recipe)
    automatic[:recipes] << recipe unless !automatic.key?('recipes') || automatic[:recipes].include?(recipe)
  end

  private

  def write_unless(level, *path, value)
    levels = attributes.level(level)
    levels.write(*path, value) if levels.read(*path).nil?
  end

  # `node.default_unless['a']['b'] = value`
  class Unchain
    def initialize(node, word)
      @node = node
      @word = word
      @path = []
    end

    def [](key)
      @path.push(key)
      self
    end

    def []=(key, value)
      @path.push(key)
      @node.public_send(@word, *@path, value)
    end
  end
end
